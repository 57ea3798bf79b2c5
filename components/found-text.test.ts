import { expect, test } from 'vitest'
import { foundText } from './found-text'

const leads = { one: 'lead', order: 'newest', goesOn: false } as const

test('says how many match, and nothing else when everything was looked at', () => {
  expect(foundText({ total: 0, partial: null }, leads)).toBe('No leads match.')
  expect(foundText({ total: 1, partial: null }, leads)).toBe('1 lead matches.')
  expect(foundText({ total: 1_308, partial: null }, { ...leads, one: 'row' })).toBe('1,308 rows match.')
})

test('says among which it looked when it did not look at everything', () => {
  const partial = { looked: 130_000, next: 'id' }
  expect(foundText({ total: 12, partial }, leads)).toBe('12 leads match among the newest 130,000.')
  const also = 'emails that begin with “ana”'
  expect(foundText({ total: 12, partial }, { ...leads, also })).toBe(
    '12 leads match among the newest 130,000 and emails that begin with “ana”.',
  )
  expect(foundText({ total: 0, partial }, { one: 'row', order: 'first', goesOn: false })).toBe(
    'No rows match among the first 130,000.',
  )
  expect(foundText({ total: 2, partial }, { ...leads, goesOn: true })).toBe(
    '2 leads match among the next 130,000.',
  )
  expect(foundText({ total: 2, partial: { looked: 40, next: null } }, { ...leads, goesOn: true })).toBe(
    '2 leads match among the last 40.',
  )
})

test('says which are listed when nothing is searched for and there are too many', () => {
  const partial = { looked: 20_000, next: 'id' }
  expect(foundText({ total: 20_000, partial }, { ...leads, isSearch: false })).toBe(
    'The newest 20,000 leads.',
  )
  expect(foundText({ total: 20_000, partial }, { ...leads, isSearch: false, goesOn: true })).toBe(
    'The next 20,000 leads.',
  )
})
