import { expect, test } from 'vitest'
import { offerSum, offerTitle } from './offer-text'

test('what a campaign did with the leads adds up in one line', () => {
  const offer = { offered: 87, added: 82, alreadyIn: 3, rejected: { risky: 1, invalid: 1 } }
  expect(offerTitle(offer, 'Q4 outbound')).toBe('82 leads added to Q4 outbound.')
  expect(offerSum(offer)).toBe(
    '87 offered = 82 added + 3 already in it + 2 rejected (Lead is not valid: 1 risky, 1 invalid).',
  )
})

test('what did not happen is not mentioned', () => {
  const offer = { offered: 1, added: 1, alreadyIn: 0, rejected: {} }
  expect(offerSum(offer)).toBe('1 offered = 1 added.')
  expect(offerTitle({ ...offer, added: 0 }, 'Q4')).toBe('No lead added to Q4.')
})
