import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assign, type Pair } from './assign-columns'

const anyPairs = fc.uniqueArray(
  fc.record({
    index: fc.nat(4),
    target: fc.constantFrom<string[]>('email', 'phone', 'company', 'title'),
    weight: fc.integer({ min: 1, max: 50 }),
  }),
  { maxLength: 10, selector: ({ index, target }) => `${index} ${target}` },
)

/** The most that any choice of pairs is worth in which no column and no target stands twice. */
function mostWorth(pairs: readonly Pair<string>[]): number {
  const [first, ...rest] = pairs
  if (!first) return 0
  const others = rest.filter(({ index, target }) => index !== first.index && target !== first.target)
  return Math.max(mostWorth(rest), first.weight + mostWorth(others))
}

const worth = (pairs: readonly Pair<string>[]) => pairs.reduce((sum, { weight }) => sum + weight, 0)

test('no column and no target is given twice, and no other choice is worth more', () => {
  fc.assert(
    fc.property(anyPairs, (pairs) => {
      const given = assign<string, Pair<string>>(pairs)
      expect(given.every((pair) => pairs.includes(pair))).toBe(true)
      expect(new Set(given.map(({ index }) => index)).size).toBe(given.length)
      expect(new Set(given.map(({ target }) => target)).size).toBe(given.length)
      expect(worth(given)).toBe(mostWorth(pairs))
    }),
  )
})

test('a column goes to the target that only it can be, where another has the other', () => {
  const pairs = [
    { index: 0, target: 'email', weight: 10 },
    { index: 0, target: 'phone', weight: 9 },
    { index: 1, target: 'email', weight: 9 },
  ]
  expect(assign<string, Pair<string>>(pairs).map(({ index, target }) => [index, target])).toEqual(
    expect.arrayContaining([
      [0, 'phone'],
      [1, 'email'],
    ]),
  )
  expect(assign([])).toEqual([])
})
