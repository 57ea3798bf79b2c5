import { expect, test } from 'vitest'
import type { Counts } from '@/lib/imports/report'
import { resultText, stopText } from './result-text'

function counts(over: Partial<Counts>): Counts {
  const { added = 0, modified = 0, rejected = 0, not_processed = 0, blank = 0 } = over
  const read = added + modified + rejected + not_processed
  return {
    rows_in_file: blank + read,
    blank,
    read,
    added,
    modified,
    modified_changed: modified,
    modified_unchanged: 0,
    rejected,
    not_processed,
  }
}

test('tells each kind of result in a line', () => {
  expect(resultText(counts({ added: 104 }))).toBe('All 104 rows are in. Nothing was rejected.')
  expect(resultText(counts({ added: 1 }))).toBe('The 1 row is in. Nothing was rejected.')
  expect(resultText(counts({ rejected: 104 }))).toBe('All 104 rows were rejected.')
  expect(resultText(counts({}))).toBe('The file has no rows below the header. Nothing was imported.')
  expect(resultText(counts({ blank: 2 }))).toBe('All rows of the file are blank. Nothing was imported.')
  expect(resultText(counts({ added: 100, rejected: 5 }))).toBe(
    'Added 100 new leads · Modified 0 leads · Rejected 5 leads',
  )
})

test('says at which row an import stopped, and what stays', () => {
  expect(stopText('completed', counts({ added: 1 }), null)).toBeNull()
  expect(stopText('failed', counts({ added: 1239, not_processed: 1 }), 1241)).toEqual({
    title: 'The import stopped at row 1,241.',
    text: 'What is counted below is saved. 1 row was not processed.',
  })
  expect(stopText('cancelled', counts({ added: 1, not_processed: 5 }), 3)?.title).toBe(
    'The import was cancelled at row 3.',
  )
})
