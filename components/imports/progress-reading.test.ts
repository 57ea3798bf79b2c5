import { expect, test } from 'vitest'
import {
  announcement,
  documentTitle,
  endText,
  type Progress,
  pollDelayMs,
  stateText,
} from './progress-reading'

function progress(over: Partial<Progress> & { added?: number; rejected?: number } = {}): Progress {
  const { added = 0, rejected = 0, ...rest } = over
  return {
    status: 'running',
    rowsDone: 0,
    rowsTotal: 2345,
    counts: {
      rows_in_file: added + rejected,
      blank: 0,
      read: added + rejected,
      added,
      modified: 0,
      modified_changed: 0,
      modified_unchanged: 0,
      rejected,
      not_processed: 0,
    },
    cancelRequested: false,
    stalled: false,
    trouble: null,
    ...rest,
  }
}

test('says each quarter once, and only the last of several passed at once', () => {
  expect(announcement(progress({ rowsDone: 0 }), progress({ rowsDone: 500 }))).toBeNull()
  expect(announcement(progress({ rowsDone: 500 }), progress({ rowsDone: 600 }))).toBe(
    '25 percent: 600 of 2,345 rows.',
  )
  expect(announcement(progress({ rowsDone: 600 }), progress({ rowsDone: 700 }))).toBeNull()
  expect(announcement(progress({ rowsDone: 0 }), progress({ rowsDone: 1800 }))).toBe(
    '75 percent: 1,800 of 2,345 rows.',
  )
})

test('says the result once, when the import ends', () => {
  const end = progress({ status: 'completed', rowsDone: 2345, added: 87, rejected: 17 })
  expect(announcement(progress({ rowsDone: 2000 }), end)).toBe(
    'Import finished. 87 added, 0 modified, 17 rejected.',
  )
  expect(announcement(end, end)).toBeNull()
})

test('names the rows not processed when there are some', () => {
  const end = progress({ status: 'cancelled', added: 3 })
  end.counts.not_processed = 7
  expect(endText(end)).toBe('Import cancelled. 3 added, 0 modified, 0 rejected, 7 not processed.')
})

test('shows the percent first in the title of the window', () => {
  expect(documentTitle(progress({ rowsDone: 1243 }), 'spring.csv')).toBe('(53%) Importing – spring.csv')
  expect(documentTitle(progress({ rowsDone: 2345 }), 'spring.csv')).toBe('(99%) Importing – spring.csv')
})

test('says what it waits for', () => {
  expect(stateText(progress({ rowsDone: 1240 }))).toBe('1,240 of 2,345 rows')
  expect(stateText(progress({ rowsDone: 1239, stalled: true }))).toBe('Paused at row 1,240. Trying again…')
  expect(stateText(progress({ trouble: 'The disk is full.' }))).toBe('The disk is full.')
  expect(stateText(progress({ status: 'queued' }))).toBe('Waiting for its turn…')
  expect(stateText(progress({ cancelRequested: true }))).toBe('Cancelling after the rows in hand…')
})

test('polls each second and backs off to five after errors', () => {
  expect([0, 1, 2, 3, 9].map(pollDelayMs)).toEqual([1000, 2000, 4000, 5000, 5000])
})
