import { expect, test } from 'vitest'
import type { EmailKey } from '../db/ids'
import { addressFinding } from './address-check'
import { findingText } from './address-finding'

const found = (email: string) => addressFinding(email as EmailKey)

test('finds desks and throw-away domains, and nothing against people', () => {
  expect(found('info@acme.test')).toBe('role_address')
  expect(found('sales+spring@acme.test')).toBe('role_address')
  expect(found('ana@mailinator.com')).toBe('disposable_domain')
  expect(found('ana@box.mailinator.com')).toBe('disposable_domain')
  for (const email of [
    'ana@acme.test',
    'informer@acme.test',
    'sales.ana@acme.test',
    'ana@my-mailinator.test',
  ])
    expect(found(email)).toBeNull()
})

test('a throw-away domain counts before the desk', () => {
  expect(found('info@mailinator.com')).toBe('disposable_domain')
})

test('says why in words', () => {
  expect(findingText('role_address', 'info+web@acme.test')).toBe('role address (info@)')
  expect(findingText('disposable_domain', 'a@mailinator.com')).toBe('disposable domain (mailinator.com)')
  expect(findingText('no_mail_server', 'ana@acme.test')).toBe('acme.test has no mail server')
})

test('a million addresses are looked at in a second', () => {
  const emails = Array.from(
    { length: 100_000 },
    (_, n) => `first.last${n}@company-${n % 5_000}.test` as EmailKey,
  )
  const begun = performance.now()
  for (const email of emails) addressFinding(email)
  expect(performance.now() - begun).toBeLessThan(100)
})
