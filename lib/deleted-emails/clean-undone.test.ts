import { expect, test } from 'vitest'
import { cleanUndoneText } from './clean-undone'

test('says how many are on the list again, and why some are not', () => {
  expect(cleanUndoneText({ listed: 1, leads: 0 })).toBe('1 email is on the list again.')
  expect(cleanUndoneText({ listed: 1_037, leads: 0 })).toBe('1,037 emails are on the list again.')
  expect(cleanUndoneText({ listed: 35, leads: 2 })).toBe(
    '35 of 37 emails are on the list again. 2 stay off it: leads with these emails were added since.',
  )
  expect(cleanUndoneText({ listed: 0, leads: 1 })).toBe(
    '0 of 1 email are on the list again. 1 stays off it: a lead with this email was added since.',
  )
})
