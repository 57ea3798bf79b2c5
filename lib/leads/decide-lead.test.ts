import { expect, test } from 'vitest'
import type { EmailKey, LeadId } from '../db/ids'
import { decideAddition, decideEdit, decideNewEmail, emailTyped, valueKept, valuesKept } from './decide-lead'

const ana = 'ana@x.test' as EmailKey
const nothing = { holders: new Map(), listed: new Map(), leadsMax: 100, leadCount: 100 }

test('the first rule that stands in the way is named: deleted list, then the lead there is, then the plan', () => {
  const since = new Date('2026-11-03')
  const holders = new Map([[ana, { id: 'l' as LeadId, since, import: 41 }]])
  const listed = new Map([[ana, since]])
  expect(decideAddition(ana, { ...nothing, holders, listed })?.kind).toBe('permanently_deleted')
  expect(decideAddition(ana, { ...nothing, holders })?.kind).toBe('email_taken')
  expect(decideAddition(ana, nothing)).toEqual({ kind: 'full', leadsMax: 100 })
  expect(decideAddition(ana, { ...nothing, leadCount: 99 })).toBeNull()
})

test('a lead may get another email in a full account', () => {
  expect(decideNewEmail(ana, nothing)).toBeNull()
})

test('an email is read as in a file, and says what to write when it is none', () => {
  expect(emailTyped(' "Ana" <Ana@X.test> ')).toEqual({ key: ana })
  expect(emailTyped('ana@gmial.com')).toMatchObject({ problem: expect.stringContaining('ana@gmail.com') })
  expect(emailTyped('')).toMatchObject({ problem: expect.stringContaining('whole email') })
})

test('values are kept as an import keeps cells', () => {
  expect(valueKept('company', ' \u00a0Orbit\0 ')).toBe('Orbit')
  expect(valueKept('tags', 'VIP; vip, Oslo')).toBe('VIP, Oslo')
  expect(valuesKept({ email_status: 'fine', title: 'x'.repeat(32_001) })).toMatchObject({
    problems: { email_status: expect.any(String), title: expect.any(String) },
  })
})

test('an edit changes what was touched and nothing else', () => {
  const held = { company: 'Orbit', title: 'CEO', phone: '2' }
  const seen = { company: 'Orbit', title: 'CTO', phone: '1' }
  expect(decideEdit(held, { seen, wanted: { ...seen, company: 'Birch' } })).toEqual({
    changes: [{ field: 'company', from: 'Orbit', to: 'Birch' }],
  })
})

test('an edit does not overwrite what somebody else changed meanwhile', () => {
  const seen = { company: 'Orbit', 'custom.City': '' }
  const edit = { seen, wanted: { company: 'Birch', 'custom.City': 'Oslo' } }
  expect(decideEdit({ company: 'Cedar', 'custom.City': 'Oslo' }, edit)).toEqual({
    problems: {
      company: 'Company was changed meanwhile: it is “Cedar” now. Reload the page and look again.',
    },
  })
})

test('line ends that a form rewrote are no change', () => {
  const seen = { 'custom.Notes': 'one\r\ntwo' }
  expect(
    decideEdit({ 'custom.Notes': 'one\ntwo' }, { seen, wanted: { 'custom.Notes': 'one\ntwo' } }),
  ).toEqual({
    changes: [],
  })
})
