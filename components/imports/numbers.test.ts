import { expect, test } from 'vitest'
import { percentOf, sizeText } from './numbers'

test('writes a size in the largest decimal unit and never rounds it up past a limit', () => {
  expect(sizeText(0)).toBe('0 bytes')
  expect(sizeText(1)).toBe('1 byte')
  expect(sizeText(999)).toBe('999 bytes')
  expect(sizeText(38_400)).toBe('38 kB')
  expect(sizeText(1_000_000_000)).toBe('1 GB')
  expect(sizeText(1_460_000_000)).toBe('1.4 GB')
  expect(sizeText(999_999_999)).toBe('999 MB')
})

test('says 100 percent only when every row is done', () => {
  expect(percentOf(0, 200)).toBe(0)
  expect(percentOf(199_999, 200_000)).toBe(99)
  expect(percentOf(200, 200)).toBe(100)
  expect(percentOf(0, 0)).toBe(100)
})
