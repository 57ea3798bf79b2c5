import { expect, test } from 'vitest'
import { cleanSearch, leadCondition, searchCharsMax } from './filter'

test('an empty or blank search means every lead', () => {
  expect(leadCondition({ search: '' }, 2)).toEqual({ sql: 'TRUE', values: [] })
  expect(leadCondition({ search: '  \t' }, 2)).toEqual({ sql: 'TRUE', values: [] })
})

test('percent, underscore and backslash are searched for as they are written', () => {
  const escaped = '%50\\%\\_\\\\%'
  expect(leadCondition({ search: '50%_\\' }, 3).values).toEqual([escaped, escaped])
})

test('the search never stands in the SQL text', () => {
  const { sql } = leadCondition({ search: "'; DROP TABLE leads --" }, 4)
  expect(sql).not.toContain('DROP')
  expect(sql).toContain('$4')
})

test('what PostgreSQL cannot hold is left out of a search', () => {
  expect(cleanSearch('a\0b\uD800')).toBe('ab\uFFFD')
  expect(cleanSearch('x'.repeat(1_000))).toHaveLength(searchCharsMax)
})
