import { expect, test } from 'vitest'
import { auditQuery, auditViewOf } from './audit-view'

test('an address is read and written alike', () => {
  const view = { subject: 'members', userId: '0192f0c1-0000-7000-8000-000000000000' } as const
  const query = Object.fromEntries(new URLSearchParams(auditQuery(view, 3)))
  expect(auditViewOf(query)).toEqual(view)
  expect(query.page).toBe('3')
  expect(auditQuery({})).toBe('')
})

test('what an address makes up is left out', () => {
  for (const made of ['constructor', 'x', '', ['members']])
    expect(auditViewOf({ subject: made, person: made })).toEqual({ subject: undefined, userId: undefined })
})
