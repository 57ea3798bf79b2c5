import { expect, test } from 'vitest'
import type { EmailKey } from '../db/ids'
import { EmailFilter } from './email-filter'

const many = 100_000
const emailOf = (n: number) => `lead${n}@company${n % 5_000}.test` as EmailKey

test('no email that was added is denied, and hardly one that was not is confirmed', () => {
  const filter = new EmailFilter(many)
  for (let n = 0; n < many; n++) filter.add(emailOf(n))
  let denied = 0
  let confirmed = 0
  for (let n = 0; n < many; n++) {
    if (!filter.mayHold(emailOf(n))) denied++
    if (filter.mayHold(emailOf(many + n))) confirmed++
  }
  expect(denied).toBe(0)
  expect(confirmed).toBeLessThan(many / 4_000)
})

test('one that expects none still takes what comes', () => {
  const filter = new EmailFilter(0)
  filter.add(emailOf(1))
  expect(filter.mayHold(emailOf(1))).toBe(true)
})
