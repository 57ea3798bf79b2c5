import { expect, test } from 'vitest'
import { rejectionCodes } from '@/lib/imports/outcome'
import { reasonLinks, rejectedHref } from './reason-links'

test('every reason leads somewhere', () => {
  for (const code of rejectionCodes) expect(reasonLinks(code, 'acme', 41).length).toBeGreaterThan(0)
})

test('the shown part of the rejected rows lives in the address', () => {
  expect(rejectedHref('acme', 41, {})).toBe('/acme/imports/41#rejected')
  expect(rejectedHref('acme', 41, { code: 'email_invalid', search: 'a@b', page: 2 })).toBe(
    '/acme/imports/41?reason=email_invalid&search=a%40b&page=2#rejected',
  )
  expect(rejectedHref('acme', 41, { search: 'a', after: 20_001 })).toBe(
    '/acme/imports/41?search=a&after=20001#rejected',
  )
})
