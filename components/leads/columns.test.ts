import { expect, test } from 'vitest'
import { chosenColumns, columnLabel, columnsMax, columnsOfCookie, csvColumnsOf } from './columns'

test('a table shows the usual columns until others are chosen', () => {
  expect(chosenColumns(columnsOfCookie(undefined), ['City'])).toEqual(chosenColumns(null, []))
  expect(chosenColumns([], ['City'])).toEqual([])
})

test('columns stand in the order of the chooser; a field that is gone is left out', () => {
  const chosen = columnsOfCookie('["custom.City","custom.Gone","company","name"]')
  expect(chosenColumns(chosen, ['City', 'Code'])).toEqual(['name', 'company', 'custom.City'])
  expect(columnLabel('custom.City')).toBe('City')
})

test('a cookie that is no list of columns counts as none', () => {
  for (const cookie of ['', '{', '{"a":1}', '[1]']) expect(columnsOfCookie(cookie)).toBeNull()
})

test('no more columns are shown than a cookie holds', () => {
  const custom = Array.from({ length: 100 }, (_, i) => `Field ${i}`)
  const all = custom.map((name) => `custom.${name}`)
  expect(chosenColumns(all, custom)).toHaveLength(columnsMax)
})

test('a file of the columns shown begins with the email and parts what the table joins', () => {
  expect(csvColumnsOf(['name', 'tags', 'source', 'custom.City'])).toEqual([
    'email',
    'first_name',
    'last_name',
    'tags',
    'added_by_import',
    'added_by_row',
    'custom.City',
  ])
})
