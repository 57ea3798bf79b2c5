import { expect, test } from 'vitest'
import type { ReportExamples } from '@/lib/imports/examples'
import { countsOf, type Report } from '@/lib/imports/report'
import { addedWhy, joinedWhy, modifiedWhy, readWhy, rejectedWhy } from './why'

const place = { slug: 'acme', number: 41 }
const none: ReportExamples = { rejected: [], repeated: [], existing: [], blank: [], campaignRejected: [] }
const totals = { blank: 0, added: 0, changed: 0, unchanged: 0, rejected: 0, notProcessed: 0 }

function reportOf(part: Partial<typeof totals>, more: Partial<Report> = {}): Report {
  const counts = countsOf({ ...totals, ...part })
  return {
    counts,
    rejections: [],
    leadsInImport: counts.added,
    fields: [],
    campaign: null,
    account: { leads_before: 0, leads_after: 0 },
    othersDuring: { added: 0, deleted: 0 },
    ...more,
  }
}

test('says why 98 and not 100: with the other row, and with who added the lead when', () => {
  const examples: ReportExamples = {
    ...none,
    rejected: [
      { kind: 'repeated', row: 57, otherRow: 12, outcome: 'rejected' },
      {
        kind: 'existing',
        row: 80,
        outcome: 'rejected',
        lead: { at: new Date('2026-05-03T10:00:00Z'), import: { number: 31, startedBy: 'Ana' } },
      },
    ],
  }
  expect(addedWhy(reportOf({ added: 98, rejected: 2 }), examples, place)).toEqual({
    answer: '98, not 100:',
    points: [
      { text: 'row 57 repeats row 12' },
      { text: 'row 80 was added by Ana’s import #31 on 3 May 2026', href: '/acme/imports/31' },
    ],
    more: null,
  })
})

test('names one row of each kind first, a few in all, and says how many more there are', () => {
  const examples: ReportExamples = {
    ...none,
    blank: [{ kind: 'blank', row: 9 }],
    rejected: [
      { kind: 'rejected', row: 3, code: 'email_missing', detail: null },
      { kind: 'rejected', row: 4, code: 'email_missing', detail: null },
      { kind: 'rejected', row: 7, code: 'max_leads_reached', detail: '1000' },
      { kind: 'existing', row: 8, outcome: 'rejected', lead: null },
    ],
  }
  const why = addedWhy(reportOf({ added: 10, rejected: 30, blank: 1 }), examples, place)
  expect(why?.points.map(({ text }) => text)).toEqual([
    'row 3 has no email',
    'row 7 found no free place: the plan holds 1,000',
    'row 8 was a lead when this was imported',
    'row 9 is blank',
  ])
  expect(why?.more).toEqual({ count: 27, href: '/acme/imports/41?tab=rejected#rows' })
})

test('says nothing where nothing differs', () => {
  const report = reportOf({ added: 5 })
  expect(addedWhy(report, none, place)).toBeNull()
  expect(modifiedWhy(report, none, { ...place, update: true })).toBeNull()
  expect(rejectedWhy(report, none, place)).toBeNull()
  expect(readWhy(report, none, place)).toBeNull()
})

test('says that Modified is 0 because the box was off, and where those rows are counted', () => {
  const rejections: Report['rejections'] = [
    { code: 'already_in_account', message: '', count: 15, causes: { existing_lead: 15 } },
  ]
  const why = modifiedWhy(reportOf({ rejected: 15 }, { rejections }), none, { ...place, update: false })
  expect(why?.answer).toBe('0, because “Update lead if it exists” was off:')
  expect(why?.points).toEqual([
    {
      text: '15 rows whose email already belongs to a lead are counted in Rejected',
      href: '/acme/imports/41?reason=already_in_account#rejected',
    },
  ])
})

test('says that two modified rows can be one lead', () => {
  const report = reportOf({ changed: 3 }, { leadsInImport: 2 })
  const repeated: ReportExamples['repeated'] = [
    { kind: 'repeated', row: 30, otherRow: 12, outcome: 'modified' },
  ]
  expect(modifiedWhy(report, { ...none, repeated }, { ...place, update: true })).toMatchObject({
    answer: '3 rows, but 2 leads of before, since some rows repeat an email of this file:',
    points: [{ text: 'row 30 repeats row 12' }],
    more: null,
  })
})

test('tells the campaign’s rejections apart from the account’s', () => {
  const campaign = { name: 'Q4', offered: 6, added: 3, already_in: 1, rejected: 2, rejections: [] }
  const report = reportOf({ added: 6 }, { campaign })
  const campaignRejected = [
    { row: 4, email: 'info@acme.test', status: 'risky', finding: 'role_address' },
    { row: 5, email: 'bo@acme.test', status: 'invalid', finding: null },
  ]
  const examples = { ...none, campaignRejected }
  expect(rejectedWhy(report, examples, place)?.points[0]?.text).toBe(
    '2 leads that only the campaign Q4 rejected are in your account and not counted here',
  )
  expect(joinedWhy(campaign, examples, place)).toMatchObject({
    answer: '3, not 6:',
    points: [
      { text: 'row 4 (info@acme.test) is Risky – role address (info@)' },
      { text: 'row 5 (bo@acme.test) is Invalid' },
      { text: '1 lead was in the campaign already' },
    ],
    more: null,
  })
})
