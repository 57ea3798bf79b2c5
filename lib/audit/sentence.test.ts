import { expect, test } from 'vitest'
import type { AuditDetails, AuditKind } from './entry'
import { auditKinds, auditSentence, auditSubjects } from './sentence'

test('says what was done as it follows a name', () => {
  const said: [AuditKind, AuditDetails, string][] = [
    ['list_cleaned', { count: 1_037, change: 9 }, 'cleaned the list (1,037)'],
    [
      'list_clean_undone',
      { count: 35, leads: 2 },
      'undid Clean List: 35 back on the list, 2 not, being leads by now',
    ],
    ['sign_in_failed', { address: '203.0.113.5' }, 'was not let in: wrong password from 203.0.113.5'],
    ['member_invited', { member: 'luis@acme.test', role: 'admin' }, 'invited luis@acme.test as an admin'],
    [
      'member_removed',
      { member: 'luis@acme.test', withdrawn: 2 },
      'removed luis@acme.test, whose 2 invitations were withdrawn',
    ],
    ['import_started', { import: 41, file: 'spring.csv' }, 'started import #41 of spring.csv'],
    ['leads_deleted', { count: 1 }, 'deleted 1 lead'],
    ['plan_changed', { plan: 'growth' }, 'changed the plan to Growth'],
    ['account_changed', { slug: 'acme' }, 'changed the account’s address to /acme'],
    [
      'campaign_changed',
      { campaign: 'Spring', did: 'renamed', to: 'Summer' },
      'renamed the campaign Spring to Summer',
    ],
  ]
  for (const [kind, details, sentence] of said) expect(auditSentence(kind, details)).toBe(sentence)
})

test('an old entry without details, and one of another version, still read', () => {
  const kinds = Object.values(auditSubjects).flatMap(({ kinds }) => [...kinds])
  for (const kind of kinds) expect(auditSentence(kind, {})).toMatch(/^[a-z].{5,}$/)
  expect(auditSentence('moon_landed', {})).toBe('moon landed')
})

test('every kind there is a sentence for belongs to exactly one subject', () => {
  const kinds = Object.values(auditSubjects).flatMap(({ kinds }) => [...kinds] as string[])
  expect(kinds.toSorted()).toEqual(auditKinds.toSorted())
})
