import { expect, test } from 'vitest'
import { nextPath } from './next-path'

test('goes on to a path of this site, with its query', () => {
  expect(nextPath('/acme/imports/41?reason=email_missing', '/')).toBe('/acme/imports/41?reason=email_missing')
})

test('never leaves the site', () => {
  for (const given of [
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    '\t//evil.test',
    '/./\\evil.test',
    '/.//evil.test',
    '/a/..//evil.test',
    'javascript:alert(1)',
    'acme/leads',
    '',
    undefined,
    ['/acme'],
  ]) {
    expect(nextPath(given, '/accounts'), String(given)).toBe('/accounts')
  }
})

test('does not come back to the page of signing in', () => {
  expect(nextPath('/sign-in?next=/sign-in', '/')).toBe('/')
})
