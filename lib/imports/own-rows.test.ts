import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OwnRows } from './own-rows'

const rows = fc.uniqueArray(fc.integer({ min: 2, max: 60 })).map((all) => all.sort((a, b) => a - b))
const ownRows = (all: number[]) => new OwnRows(Int32Array.from(all))

test('knows its rows when asked in order', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const own = ownRows(all)
      const found = Array.from({ length: 70 }, (_, row) => row).filter((row) => own.has(row))
      expect(found).toEqual(all)
      expect(own.count).toBe(all.length)
      expect(own.endsWith(all.at(-1) ?? 0)).toBe(true)
    }),
  )
})

test('counts between two rows, and spreads the rest as spans of neighbours', () => {
  fc.assert(
    fc.property(rows, fc.nat(60), fc.nat(60), (all, first, last) => {
      const own = ownRows(all)
      const [from, to] = first < last ? [first, last] : [last, first]
      expect(own.between(from, to)).toBe(all.filter((row) => row >= from && row <= to).length)
      const spread = [...own.spansAfter(first)].flatMap(([one, end]) =>
        Array.from({ length: end - one + 1 }, (_, i) => one + i),
      )
      expect(spread).toEqual(all.filter((row) => row > first))
    }),
  )
})

test('spans are as long as they can be', () => {
  expect([...ownRows([3, 4, 5, 9, 11, 12]).spansAfter(3)]).toEqual([
    [4, 5],
    [9, 9],
    [11, 12],
  ])
})
