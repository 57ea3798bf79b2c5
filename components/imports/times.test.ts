import { expect, test } from 'vitest'
import { durationText, spanText } from './times'

test('writes a span within one day with the day once', () => {
  expect(spanText(new Date('2026-11-22T10:42:05Z'), new Date('2026-11-22T10:43:00Z'))).toBe(
    '22 Nov 2026, 10:42–10:43 UTC (55 s)',
  )
})

test('writes one time when it began and ended in the same minute', () => {
  expect(spanText(new Date('2026-11-22T10:42:05Z'), new Date('2026-11-22T10:42:05.200Z'))).toBe(
    '22 Nov 2026, 10:42 UTC (under 1 s)',
  )
})

test('names both days when it ran over midnight', () => {
  expect(spanText(new Date('2026-11-22T23:59:00Z'), new Date('2026-11-23T00:01:00Z'))).toBe(
    '22 Nov 2026, 23:59–23 Nov 2026, 00:01 UTC (2 min)',
  )
})

test('writes long runs in minutes and hours', () => {
  expect(durationText(200_000)).toBe('3 min 20 s')
  expect(durationText(7_500_000)).toBe('2 h 5 min')
})
