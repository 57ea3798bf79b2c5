import { expect, test } from 'vitest'
import { Tries } from './tries'

test('lets a key wait when its tries are used up, and only that key', () => {
  const tries = new Tries()
  expect([1, 2, 3].map(() => tries.take('ana', 3, 0))).toEqual([0, 0, 0])
  expect(tries.take('ana', 3, 60_000)).toBe(9)
  expect(tries.take('bo', 3, 60_000)).toBe(0)
})

test('forgets after ten minutes', () => {
  const tries = new Tries()
  tries.take('ana', 1, 0)
  expect(tries.take('ana', 1, 599_999)).toBe(1)
  expect(tries.take('ana', 1, 600_000)).toBe(0)
})

test('a good try does not count', () => {
  const tries = new Tries()
  for (let n = 0; n < 5; n++) {
    expect(tries.take('ana', 1, 0)).toBe(0)
    tries.giveBack('ana')
  }
})
