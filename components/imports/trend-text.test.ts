import { expect, test } from 'vitest'
import { periodText, rateText, reasonsIn, trendSentence } from './trend-text'

const from = new Date('2026-11-23T00:00:00Z')
const none = { from, imports: 0, read: 0, added: 0, modified: 0, rejected: 0, rejections: {} }
const some = {
  ...none,
  imports: 2,
  read: 104,
  added: 87,
  rejected: 17,
  rejections: { max_leads_reached: 2, email_missing: 15 },
}

test('names a period by its unit', () => {
  expect(periodText('day', from)).toBe('23 Nov 2026')
  expect(periodText('week', from)).toBe('week of 23 Nov 2026')
  expect(periodText('month', from)).toBe('Nov 2026')
})

test('a share that is there is never nothing, and none is', () => {
  expect([rateText(17, 104), rateText(1, 30), rateText(1, 5_000), rateText(0, 5), rateText(0, 0)]).toEqual([
    '16%',
    '3.3%',
    'under 0.1%',
    '0%',
    '0%',
  ])
})

test('tells the whole in a sentence, and which reasons there were', () => {
  expect(trendSentence('week', [none, some])).toBe(
    'In the last 2 weeks, 2 imports read 104 rows: 87 added, 0 modified, 17 rejected (16%). Re-runs are not counted again.',
  )
  expect(reasonsIn([none, some])).toEqual(['email_missing', 'max_leads_reached'])
})
