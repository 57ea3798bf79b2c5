import { expect, test } from 'vitest'
import { dateTimeText, relativeTime } from './time'

const now = new Date('2026-11-22T10:42:00Z')
const ago = (seconds: number) => relativeTime(new Date(now.getTime() - seconds * 1000), now)

test('says how long ago in the largest whole unit', () => {
  expect([ago(3), ago(59), ago(61), ago(7_200), ago(86_400), ago(3 * 86_400)]).toEqual([
    'just now',
    '59 seconds ago',
    '1 minute ago',
    '2 hours ago',
    'yesterday',
    '3 days ago',
  ])
})

test('gives the date from 30 days on', () => {
  expect(ago(30 * 86_400)).toBe('23 Oct 2026')
})

test('names the time zone of a full time', () => {
  expect(dateTimeText(now)).toBe('22 Nov 2026, 10:42 UTC')
})
