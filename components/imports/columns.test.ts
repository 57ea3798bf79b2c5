import { expect, test } from 'vitest'
import { nothingSeen } from '@/lib/imports/column-looks'
import {
  columnOrder,
  fieldChoices,
  leftOut,
  matchSummary,
  sampleValues,
  valuesWarning,
  withChoice,
} from './columns'

test('shows the first three values of a column that are not blank', () => {
  const sample = [['a', ''], ['b', ' x '], ['c', 'y'], ['d'], ['e', 'z']]
  expect(sampleValues(sample, 1)).toEqual(['x', 'y', 'z'])
  expect(sampleValues(sample, 0)).toEqual(['a', 'b', 'c'])
})

test('takes a field away from the column that had it, and says which', () => {
  expect(withChoice(['email', 'company', null], 2, 'company')).toEqual({
    mapping: ['email', null, 'company'],
    freed: 1,
  })
  expect(withChoice(['email', null], 0, 'email')).toEqual({ mapping: ['email', null], freed: null })
  expect(withChoice(['email', null], 0, null)).toEqual({ mapping: [null, null], freed: null })
})

test('offers every field, the account’s own and those made here, and says which column has one already', () => {
  const choices = fieldChoices(1, {
    mapping: ['email', null, 'custom.Region', 'company'],
    customFields: ['City'],
    titleOf: (column) => ['Mail', 'Lead source', 'Area', 'Org'][column]!,
  })
  expect(choices.map(({ label, note }) => (note ? `${label} – ${note}` : label))).toEqual([
    'Don’t import',
    'Email – “Mail”',
    'First name',
    'Last name',
    'Full name',
    'Company – “Org”',
    'Title',
    'Phone',
    'Email status',
    'Tags',
    'City',
    'Region – “Area”',
  ])
  expect(choices[0]?.value).toBe(leftOut)
})

test('lists matched columns first, in the order of the file', () => {
  expect(columnOrder([null, 'email', null, 'phone'])).toEqual([1, 3, 0, 2])
})

test('says what is odd about the values of a column under its field', () => {
  const facts = {
    looks: [
      { ...nothingSeen, filled: 10, emails: 1 },
      { ...nothingSeen, filled: 10, statuses: 2 },
      { ...nothingSeen, filled: 10, statuses: 9 },
    ],
    unknownStatuses: [{ column: 2, values: 1, distinct: 1, words: [{ word: 'meh', count: 1 }] }],
  }
  expect(valuesWarning(facts, 0, 'email')).toBe(
    '1 of the first 10 values look like emails. Rows without one are rejected.',
  )
  expect(valuesWarning(facts, 1, 'email_status')).toBe(
    '8 of the first 10 values are words we don’t know. They count as Not verified.',
  )
  expect(valuesWarning(facts, 2, 'email_status')).toBe(
    '1 word we don’t know counts as Not verified: “meh” (1 value).',
  )
  expect(valuesWarning(facts, 1, 'company')).toBeNull()
})

test('says how many columns are matched and what is left to check', () => {
  expect(matchSummary(['email', null, 'phone'], 1)).toBe(
    '2 of 3 columns matched. Email is matched. 1 guess to check.',
  )
  expect(matchSummary(['email'], 0)).toBe('1 column matched. Email is matched.')
  expect(matchSummary([null, 'phone'], 0)).toBe('1 of 2 columns matched. Email is not matched.')
})

test('a full name and its parts are not imported together', () => {
  expect(withChoice(['first_name', 'last_name', null], 2, 'full_name')).toEqual({
    mapping: [null, null, 'full_name'],
    freed: 0,
  })
  expect(withChoice(['full_name', null], 1, 'last_name')).toEqual({ mapping: [null, 'last_name'], freed: 0 })
})
