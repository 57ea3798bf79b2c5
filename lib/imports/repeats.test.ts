import { expect, test } from 'vitest'
import { Repeats } from './repeats'

const emails = Array.from({ length: 50_000 }, (_, n) => `lead${n}@acme${n % 7}.test`)

test('knows every email that was noted twice, and takes few others for one', () => {
  const repeats = new Repeats(emails.length)
  for (const email of emails) repeats.note(email)
  const twice = emails.filter((_, n) => n % 10 === 0)
  for (const email of twice) repeats.note(email)
  expect(twice.every((email) => repeats.has(email))).toBe(true)
  const wrong = emails.filter((email, n) => n % 10 !== 0 && repeats.has(email)).length
  expect(wrong / emails.length).toBeLessThan(0.03)
})

test('an email that was never noted, or once, is not repeated', () => {
  const repeats = new Repeats(10)
  repeats.note('ana@acme.test')
  expect(repeats.has('ana@acme.test')).toBe(false)
  expect(repeats.has('bo@acme.test')).toBe(false)
})
