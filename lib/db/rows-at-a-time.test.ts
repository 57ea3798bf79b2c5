import { expect, test } from 'vitest'
import { charactersMax, rowsAfter, rowsAtFirst } from './rows-at-a-time'

test('as many rows are asked for as fit, one at least', () => {
  expect(rowsAfter(1_000, 0, 2_000)).toBe(2_000)
  expect(rowsAfter(100, charactersMax, 2_000)).toBe(100)
  expect(rowsAfter(100, 4 * charactersMax, 2_000)).toBe(25)
  expect(rowsAfter(1, 2 * charactersMax, 2_000)).toBe(1)
  expect(rowsAfter(0, 0, 2_000)).toBe(rowsAtFirst)
  expect(rowsAfter(0, 0, 5)).toBe(5)
})

test('rows that hold little are not followed by all at once', () => {
  expect(rowsAfter(rowsAtFirst, 0, 2_000)).toBe(100)
  expect(rowsAfter(100, 0, 2_000)).toBe(1_000)
})
