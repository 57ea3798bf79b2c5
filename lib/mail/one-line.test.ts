import { expect, test } from 'vitest'
import { fileNameLine, oneLine } from './one-line'

test('lays text on one line and takes out what a reader cannot see', () => {
  expect(oneLine('spring\r\nBcc: eve@evil.test\u2028x\u0000y', 100)).toBe('spring Bcc: eve@evil.test x y')
  expect(oneLine('invoice\u202Egpj.exe\u2066\u200F\uFEFF', 100)).toBe('invoicegpj.exe')
  expect(oneLine('half \uD83D', 100)).toBe('half \uFFFD')
})

test('counts characters, not code units, and says that it cut', () => {
  expect(oneLine('🙂🙂🙂🙂', 4)).toBe('🙂🙂🙂🙂')
  expect(oneLine('🙂🙂🙂🙂🙂', 4)).toBe('🙂🙂🙂…')
})

test('keeps the ending of a long file name', () => {
  expect(fileNameLine('spring.csv', 60)).toBe('spring.csv')
  const cut = fileNameLine(`${'a'.repeat(300)}.csv`, 60)
  expect(cut).toMatch(/^a{51}…aaaa\.csv$/)
  expect(cut).toHaveLength(60)
  expect(fileNameLine('\u202E', 60)).toBe('file')
})
