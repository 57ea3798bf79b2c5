import { expect, test } from 'vitest'
import { hourly } from './hourly'

test('is due at once, and again an hour later, also after it failed', async () => {
  let [now, runs] = [0, 0]
  const claim = hourly(
    'sweep',
    async () => {
      runs++
      throw new Error('The database is away.')
    },
    () => now,
  )
  const never = new AbortController().signal
  await expect((await claim())?.run(never)).rejects.toThrow('away')
  expect(await claim()).toBeNull()
  now = 3_599_999
  expect(await claim()).toBeNull()
  now = 3_600_000
  await expect((await claim())?.run(never)).rejects.toThrow('away')
  expect(runs).toBe(2)
})
