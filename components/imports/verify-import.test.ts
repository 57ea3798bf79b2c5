import { expect, test } from 'vitest'
import { type VerdictShown, verdictText } from './verify-import'

const verdict = (over: Partial<VerdictShown> = {}): VerdictShown => ({
  name: 'Every row has one entry',
  holds: true,
  checked: true,
  found: '0 gaps',
  ...over,
})

test('says that it holds, and what could not be looked at', () => {
  expect(verdictText([verdict(), verdict()])).toBe('It holds: all 2 checks.')
  expect(verdictText([verdict(), verdict({ checked: false })])).toBe(
    'It holds: 1 check, 1 could not be made.',
  )
})

test('says how many checks failed', () => {
  expect(verdictText([verdict(), verdict({ holds: false })])).toBe('It does not hold: 1 check of 2 failed.')
})
