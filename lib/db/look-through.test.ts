import { expect, test } from 'vitest'
import { type Looked, lookThrough } from './look-through'

/** Numbers from 0 below `end`, looked at ten at a time; even ones are found. */
function evenBelow(end: number) {
  return async (from: number): Promise<Looked<number>> => {
    const numbers = Array.from({ length: Math.min(10, end - from) }, (_, i) => from + i)
    const next = from + 10 < end ? from + 10 : null
    return { found: numbers.filter((number) => number % 2 === 0), looked: numbers.length, next }
  }
}
const noLimit = { msMax: Number.POSITIVE_INFINITY, foundMax: Number.POSITIVE_INFINITY }

test('looks at everything when there is time', async () => {
  const { found, looked, next } = await lookThrough(0, evenBelow(95), noLimit)
  expect([found.length, looked, next]).toEqual([48, 95, null])
})

test('stops after the piece in which enough was found, and says where to go on', async () => {
  const { found, looked, next } = await lookThrough(0, evenBelow(95), { ...noLimit, foundMax: 12 })
  expect([found.length, looked, next]).toEqual([15, 30, 30])
})

test('without any time it still gets on, and going on finds the same as looking at once', async () => {
  const found: number[] = []
  let steps = 0
  for (let from: number | null = 0; from !== null; steps++) {
    const step: Looked<number> = await lookThrough(from, evenBelow(95), { ...noLimit, msMax: 0 })
    found.push(...step.found)
    from = step.next
  }
  expect(steps).toBe(10)
  expect(found).toEqual((await lookThrough(0, evenBelow(95), noLimit)).found)
})
