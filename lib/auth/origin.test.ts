import { expect, test } from 'vitest'
import { isOwnOrigin } from './origin'

const own = 'https://app.fairlead.test/'

test('a request from our own address is ours', () => {
  expect(isOwnOrigin({ origin: 'https://app.fairlead.test', fetchSite: null }, own)).toBe(true)
  expect(isOwnOrigin({ origin: null, fetchSite: 'same-origin' }, own)).toBe(true)
})

test('a foreign origin is not ours, whatever Sec-Fetch-Site says', () => {
  for (const origin of [
    'https://evil.test',
    'http://app.fairlead.test',
    'https://app.fairlead.test:8443',
    'https://app.fairlead.test.evil.test',
    'null',
    '',
  ]) {
    expect(isOwnOrigin({ origin, fetchSite: 'same-origin' }, own), origin).toBe(false)
  }
})

test('a request that does not say where it comes from is not ours', () => {
  for (const fetchSite of [null, 'none', 'same-site', 'cross-site']) {
    expect(isOwnOrigin({ origin: null, fetchSite }, own), String(fetchSite)).toBe(false)
  }
})
