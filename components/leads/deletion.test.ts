import { expect, test } from 'vitest'
import {
  deletedConsequence,
  deletedSentence,
  deleteLabel,
  deletionSchema,
  selectAllLabel,
  selectedSentence,
} from './deletion'

test('the button says what it does to how many leads', () => {
  expect(deleteLabel(12, false)).toBe('Delete 12 leads')
  expect(deleteLabel(1_308, true)).toBe('Permanently delete 1,308 leads')
  expect(deleteLabel(1, true)).toBe('Permanently delete 1 lead')
})

test('the page says what was done and what it means for the next import', () => {
  expect(deletedSentence(12, false)).toBe('12 leads deleted.')
  expect(deletedSentence(1, true)).toBe('1 lead permanently deleted.')
  expect(deletedConsequence(1, false)).toBe('Its email can be imported again.')
  expect(deletedConsequence(2, true)).toContain('“Email was permanently deleted”')
})

test('says how many are selected, and when it is all of them', () => {
  expect(selectedSentence({ count: 12 })).toBe('12 selected on this page')
  expect(selectedSentence({ all: 1_308, search: 'acme' })).toBe('All 1,308 matching leads selected')
  expect(selectedSentence({ all: 1_308, search: '' })).toBe('All 1,308 leads selected')
})

test('offers all that match by number, unless they have to be counted first', () => {
  expect(selectAllLabel(1_308, '')).toBe('Select all 1,308 leads')
  expect(selectAllLabel(1_308, 'acme')).toBe('Select all 1,308 matching')
  expect(selectAllLabel(null, 'acme')).toBe('Select all matching')
})

test('a deletion names leads or a search with its count, never neither', () => {
  const id = '019abcde-0000-7000-8000-000000000000'
  expect(deletionSchema.safeParse({ leadIds: [id], permanently: false }).success).toBe(true)
  expect(deletionSchema.safeParse({ search: '', expected: 3, permanently: true }).success).toBe(true)
  for (const wrong of [
    {},
    null,
    { leadIds: [], permanently: false },
    { leadIds: ['1'], permanently: false },
    { permanently: true },
    { search: '', permanently: true },
    { leadIds: [id], permanently: false, accountId: id },
  ])
    expect(deletionSchema.safeParse(wrong).success).toBe(false)
})
