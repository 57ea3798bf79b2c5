import { expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { testDatabase } from '../db/test-database'
import { giveBackTries, sweepTries, takeTries } from './mutations'

testDatabase()

const limit = (key: string, triesMax = 3) => ({ key, triesMax })
const timePasses = (minutes: number) =>
  pool().query('UPDATE tries SET until = until - make_interval(mins => $1)', [minutes])

test('lets a key wait when its tries are used up, and only that key', async () => {
  for (let n = 0; n < 3; n++) expect(await takeTries([limit('ana')])).toBe(0)
  expect(await takeTries([limit('ana')])).toBe(10)
  expect(await takeTries([limit('bo')])).toBe(0)
  await timePasses(4)
  expect(await takeTries([limit('ana')])).toBe(6)
})

test('of several keys the one that waits longest decides', async () => {
  await takeTries([limit('wide', 100), limit('one', 1)])
  expect(await takeTries([limit('wide', 100), limit('two', 1)])).toBe(0)
  expect(await takeTries([limit('wide', 100), limit('one', 1)])).toBe(10)
})

test('starts anew after ten minutes', async () => {
  await takeTries([limit('cy', 1)])
  expect(await takeTries([limit('cy', 1)])).toBe(10)
  await timePasses(10)
  expect(await takeTries([limit('cy', 1)])).toBe(0)
})

test('a clock that was set back makes nobody wait for longer', async () => {
  await takeTries([limit('gus', 1)])
  await timePasses(-30)
  expect(await takeTries([limit('gus', 1)])).toBe(10)
})

test('tries sent side by side all count', async () => {
  const waits = await Promise.all(Array.from({ length: 20 }, () => takeTries([limit('dee', 5)])))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
})

test('one try may count for several', async () => {
  expect(await takeTries([{ ...limit('fay', 10), weight: 8 }])).toBe(0)
  expect(await takeTries([{ ...limit('fay', 10), weight: 3 }])).toBe(10)
})

test('a good try does not count', async () => {
  for (let n = 0; n < 5; n++) {
    expect(await takeTries([limit('eve', 1), limit('eve wide', 2)])).toBe(0)
    await giveBackTries([limit('eve', 1), limit('eve wide', 2)])
  }
})

test('two that take the same keys in another order never block each other', async () => {
  const [a, b] = [limit('x', 1000), limit('y', 1000)]
  await Promise.all(
    Array.from({ length: 40 }, async (_, n) => {
      const keys = n % 2 === 0 ? [a, b] : [b, a]
      await takeTries(keys)
      await giveBackTries(keys)
    }),
  )
  expect(await takeTries([limit('x', 1)])).toBe(0)
})

test('keeps no address, and forgets what is over', async () => {
  await takeTries([limit('email ana@acme.test')])
  const keys = (await db().try.findMany()).map(({ key }) => Buffer.from(key).toString('latin1')).join()
  expect(keys).not.toContain('ana')
  await timePasses(60)
  expect(await sweepTries()).toBeGreaterThan(0)
  expect(await db().try.count()).toBe(0)
})
