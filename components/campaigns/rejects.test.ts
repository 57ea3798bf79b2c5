import { expect, test } from 'vitest'
import { effectText, rejectsText } from './rejects'

const counts = { not_verified: 200, valid: 100, risky: 4, unknown: 6, invalid: 10 }

test('says how many leads a setting would leave out, of how many, and why', () => {
  expect(effectText(['invalid', 'risky'], counts)).toBe(
    'This would leave out 14 of 320 leads in this campaign (10 Invalid, 4 Risky). They are not removed: the setting counts for leads added from now on.',
  )
  expect(effectText(['not_verified'], { ...counts, not_verified: 0 })).toBe(
    'This would leave out none of 120 leads in this campaign.',
  )
  expect(effectText([], counts)).toMatch(/^Every lead .* 320 leads are in this campaign now\.$/)
})

test('says that an empty campaign has nobody to leave out', () => {
  const nobody = { not_verified: 0, valid: 0, risky: 0, unknown: 0, invalid: 0 }
  expect(effectText(['invalid'], nobody)).toMatch(/^No lead is in this campaign yet\./)
})

test('names what is rejected in one order', () => {
  expect(rejectsText(['risky', 'invalid'])).toBe('Invalid, Risky')
  expect(rejectsText([])).toBe('None')
})
