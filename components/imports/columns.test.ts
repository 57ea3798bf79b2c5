import { expect, test } from 'vitest'
import { fieldChoices, matchSummary, sampleValues, withChoice } from './columns'

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

test('offers a field of the column’s own name, and keeps a choice that is not on the list', () => {
  const labels = fieldChoices('Lead  source', 'custom.Region').map((choice) => choice.label)
  expect(labels).toContain('Email')
  expect(labels.slice(-2)).toEqual(['Own field “Lead source”', 'Own field “Region”'])
  expect(fieldChoices('', null)).toHaveLength(8)
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
