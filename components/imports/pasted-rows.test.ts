import { expect, test } from 'vitest'
import { pastedFile } from './pasted-rows'

test('cells of a spreadsheet are a file of tabs, as they are', () => {
  expect(pastedFile('Email\tName\r\nana@x.com\tAna\r\n')).toEqual({
    name: 'pasted-rows.tsv',
    text: 'Email\tName\nana@x.com\tAna\n',
  })
})

test('lines of a CSV are a CSV, as they are', () => {
  const text = 'Email,Name\nana@x.com,Ana\n'
  expect(pastedFile(text)).toEqual({ name: 'pasted-rows.csv', text })
  expect(pastedFile('ana@x.com,Ana\nbo@x.com,Bo')?.text).toBe('ana@x.com,Ana\nbo@x.com,Bo')
})

test.each([
  ['one a line', 'ana@x.com\nbo@x.com\n'],
  ['with commas', 'ana@x.com, bo@x.com'],
  ['with semicolons', 'ana@x.com; bo@x.com;'],
  ['with spaces', ' ana@x.com bo@x.com '],
])('a bare list of emails %s has a row for each', (_, text) => {
  expect(pastedFile(text)).toEqual({ name: 'pasted-rows.csv', text: 'Email\nana@x.com\nbo@x.com\n' })
})

test('names as a mail program writes them stay with their email', () => {
  expect(pastedFile('"Ruiz, Ana" <ana@x.com>, Bo Lind <bo@x.com>')?.text).toBe(
    'Email\n"""Ruiz, Ana"" <ana@x.com>"\nBo Lind <bo@x.com>\n',
  )
})

test('a list under its own header is not given a second one', () => {
  expect(pastedFile('Email\nana@x.com\n')?.text).toBe('Email\nana@x.com\n')
})

test('nothing is nothing', () => {
  expect(pastedFile(' \n\r\n')).toBeNull()
})
