import { expect, test } from 'vitest'
import { readAhead, withNext } from './read-ahead'

async function* numbers(last: number, asked: number[] = []) {
  for (let n = 1; n <= last; n++) {
    asked.push(n)
    yield n
  }
}

async function* broken() {
  yield 1
  throw new Error('The disk is gone.')
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = []
  for await (const value of source) values.push(value)
  return values
}

test('gives the values of the source, one being asked for while one is in hand', async () => {
  const asked: number[] = []
  for await (const value of readAhead(numbers(3, asked))) expect(asked).toContain(Math.min(value + 1, 3))
  expect(await all(readAhead(numbers(3)))).toEqual([1, 2, 3])
  expect(await all(readAhead(numbers(0)))).toEqual([])
})

test('gives each value with the one behind it, and null behind the last', async () => {
  const pairs = []
  for await (const { value, next } of withNext(numbers(3))) pairs.push([value, await next])
  expect(pairs).toEqual([
    [1, 2],
    [2, 3],
    [3, null],
  ])
  expect(await all(withNext(numbers(0)))).toEqual([])
})

test('an error of the source comes after the values before it', async () => {
  for (const wrapped of [readAhead(broken()), withNext(broken())]) {
    const iterator = wrapped[Symbol.asyncIterator]()
    expect((await iterator.next()).done).toBe(false)
    await expect(iterator.next()).rejects.toThrow('The disk is gone.')
  }
})

test('who stops early closes the source', async () => {
  let closed = 0
  async function* source() {
    try {
      yield* numbers(10)
    } finally {
      closed++
    }
  }
  for await (const value of readAhead(source())) if (value === 2) break
  for await (const { value } of withNext(source())) if (value === 2) break
  expect(closed).toBe(2)
})
