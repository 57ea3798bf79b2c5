import { disposableEmailBlocklistSet } from 'disposable-email-domains-js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EmailKey } from '../db/ids'
import { addressFinding, roleNames } from './address-check'
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

test('the sieve lets every desk and throw-away domain through', () => {
  for (const name of roleNames) {
    expect(found(`${name}@acme.test`)).toBe('role_address')
    expect(found(`${name}+a+b@acme.test`)).toBe('role_address')
  }
  for (const domain of disposableEmailBlocklistSet()) {
    expect(found(`ana.ruiz@${domain}`)).toBe('disposable_domain')
    expect(found(`ana@mx.eu.${domain}`)).toBe('disposable_domain')
  }
})

test('clears whatever is neither, as looking it up would', () => {
  const disposable = disposableEmailBlocklistSet()
  const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/)
  const email = fc.tuple(
    fc.stringMatching(/^[a-z0-9.+-]{1,12}$/),
    label,
    fc.constantFrom('test', 'com', 'io'),
  )
  fc.assert(
    fc.property(email, ([name, domain, top]) => {
      const whole = `${domain}.${top}`
      const finding = disposable.has(whole)
        ? 'disposable_domain'
        : roleNames.includes(name.split('+')[0] ?? '')
          ? 'role_address'
          : null
      expect(found(`${name}@${whole}`)).toBe(finding)
    }),
  )
})
