import { expect, test } from 'vitest'
import { deletedConsequence, deletedSentence, deleteLabel, deletionSchema } from './deletion'
import { selectAllLabel, selectedSentence } from './selection'

test('the button says what it does to how many leads', () => {
  expect(deleteLabel(12, false)).toBe('Delete 12 leads')
  expect(deleteLabel(1_308, true)).toBe('Permanently delete 1,308 leads')
  expect(deleteLabel(1, true)).toBe('Permanently delete 1 lead')
})

test('the page says what was done and what it means from now on', () => {
  expect(deletedSentence(12, false)).toBe('12 leads deleted.')
  expect(deletedSentence(1, true)).toBe('1 lead permanently deleted.')
  expect(deletedConsequence(1, false)).toBe(
    'It can be restored for 30 days. Its email can be imported again.',
  )
  expect(deletedConsequence(2, true)).toContain('“Email was permanently deleted”')
})

test('says how many are selected, and when it is all of them', () => {
  expect(selectedSentence({ count: 12 })).toBe('12 selected on this page')
  expect(selectedSentence({ all: 1_308, filtered: true })).toBe('All 1,308 matching leads selected')
  expect(selectedSentence({ all: 1_308, filtered: false })).toBe('All 1,308 leads selected')
})

test('offers all that match by number, unless they have to be counted first', () => {
  expect(selectAllLabel(1_308, false)).toBe('Select all 1,308 leads')
  expect(selectAllLabel(1_308, true)).toBe('Select all 1,308 matching')
  expect(selectAllLabel(null, true)).toBe('Select all matching')
})

test('a deletion names leads or a filter with its count, never neither', () => {
  const id = '019abcde-0000-7000-8000-000000000000'
  const all = { search: '' }
  const right = [{ leadIds: [id] }, { filter: { ...all, status: 'risky' }, expected: 3 }]
  for (const chosen of right)
    expect(deletionSchema.safeParse({ chosen, permanently: true }).success).toBe(true)
  for (const chosen of [
    null,
    {},
    { leadIds: [] },
    { leadIds: ['1'] },
    { filter: all },
    { filter: { ...all, accountId: id }, expected: 3 },
    { leadIds: [id], accountId: id },
  ])
    expect(deletionSchema.safeParse({ chosen, permanently: false }).success).toBe(false)
  expect(deletionSchema.safeParse({ chosen: { leadIds: [id] } }).success).toBe(false)
})
