import { expect, test } from 'vitest'
import { exampleInput } from '../../emails/import-report-example'
import type { Counts } from '../imports/report'
import { type ReportMailInput, reportMail } from './report-mail'
import { reportText } from './report-text'

type Changes = { counts?: Partial<Counts>; report?: Partial<ReportMailInput['import']['report']> }

/** The example with other numbers. */
function inputWith(
  about: Partial<ReportMailInput['import']>,
  { counts, report }: Changes = {},
  rest: Partial<ReportMailInput> = {},
): ReportMailInput {
  const base = exampleInput.import
  const whole = { ...base.report, ...report, counts: { ...base.report.counts, ...counts } }
  return { ...exampleInput, ...rest, import: { ...base, ...about, report: whole } }
}

const noRejections = {
  counts: { rejected: 0, read: 87, blank: 0, rows_in_file: 87 },
  report: { rejections: [], campaign: null },
}

test('the plain text says the whole report, number under number', () => {
  const mail = reportMail({ ...exampleInput, firstRejected: exampleInput.firstRejected.slice(0, 4) })
  expect(mail.subject).toBe('Import report: 87 added, 0 modified, 17 rejected (spring.csv)')
  expect(mail.preheader).toBe(
    '17 rejected: 2 Email was permanently deleted, 15 Email already belongs to a lead within the account.',
  )
  expect(reportText(mail)).toBe(`Import report - spring.csv (Acme)

Lead overview
  Added       87 new leads
  Modified     0 leads ("Update lead if it exists" was off)
  Rejected    17 leads
  Rows read  104 (105 in file, 1 blank row ignored)

Details
  2 × Email was permanently deleted
    Fix: Settings > General > at the bottom of the page, click "Clean List".
    Release these addresses and re-run these 2 rows:
    http://localhost:3000/acme/imports/41?reason=email_permanently_deleted&fix=release#reason-email_permanently_deleted
    These rows: http://localhost:3000/acme/imports/41?reason=email_permanently_deleted#rejected
    What this means: http://localhost:3000/help/import-report#email_permanently_deleted

  15 × Email already belongs to a lead within the account
    (12 in the account, 3 repeat an earlier row of this file)
    Fix: Check "Update lead if it exists" and import these rows again.
    Re-run these 15 rows with "Update lead if it exists":
    http://localhost:3000/acme/imports/41?reason=already_in_account&fix=update#reason-already_in_account
    These rows: http://localhost:3000/acme/imports/41?reason=already_in_account#rejected
    What this means: http://localhost:3000/help/import-report#already_in_account

Rejected rows
  Row 14  lead1@acme.test
          Email already belongs to a lead within the account: In the account since 2 Oct 2026
  Row 23  lead2@acme.test
          Email already belongs to a lead within the account: In the account since 2 Oct 2026
  Row 32  lead3@acme.test
          Email already belongs to a lead within the account: Same email as row 12 of this file
  Row 41  lead4@acme.test
          Email was permanently deleted: On the deleted list since 3 Nov 2026
  and 13 more

Campaign Q4 outbound
  Leads offered             87
  Added to the campaign     82
  Already in the campaign    0
  Rejected by the campaign   5  Lead is not valid: 2 Risky, 3 Invalid
  Leads rejected by a campaign are in your account and are not counted in Rejected.
  Fix: Change the campaign’s setting “Reject leads that are not valid”, or verify these emails and import them again with “Update lead if it exists”.
  The leads it rejected: http://localhost:3000/acme/imports/41?tab=campaign&view=rejected#rows
  What this means: http://localhost:3000/help/import-report#not_valid

Your account
  Your account held 1,204 leads before this import and 1,291 right after it: 87 added.
  Rejected rows do not add to that total.
  If your account shows another number now, leads were added or deleted since.

Open the report: http://localhost:3000/acme/imports/41

-- 
You get this because you ran this import: after every import the report goes to the address you log in with.
`)
})

test('one lead is one lead', () => {
  const one = { added: 1, modified: 1, modified_changed: 1, rejected: 1, read: 3, blank: 0, rows_in_file: 3 }
  const mail = reportMail(
    inputWith({ options: { update: true } }, { counts: one, report: { leadsInImport: 2 } }),
  )
  const text = reportText(mail)
  expect(text).toContain('Added      1 new lead\n')
  expect(text).toContain('Modified   1 lead (1 changed, 0 already up to date)\n')
  expect(text).toContain('Rejected   1 lead\n')
  expect(text).toContain('Modified and rejected rows do not add to that total.')
})

test('nothing rejected: says that all rows are in, and lists no rows', () => {
  const mail = reportMail({ ...inputWith({}, noRejections), firstRejected: [] })
  expect(mail.preheader).toBe('All 87 rows are in.')
  expect(mail.rejectedMore).toBeNull()
  const text = reportText(mail)
  expect(text).toContain('Details\n  Nothing was rejected.')
  expect(text).not.toContain('Rejected rows')
  expect(text).not.toContain('Campaign')
})

test('an import without rows says so', () => {
  const empty = {
    counts: { added: 0, rejected: 0, read: 0 },
    report: { rejections: [], campaign: null, leadsInImport: 0 },
  }
  const mail = reportMail({ ...inputWith({}, empty), firstRejected: [] })
  expect(mail.preheader).toBe('The file has no rows below its header.')
  expect(mail.accountSentences[0]).toContain(': none added.')
})

test('a failed import names the row it stopped at and why, and that the rest is saved', () => {
  const failed = inputWith(
    { status: 'failed', failure: 'The disk of the server is full.' },
    { ...noRejections, counts: { ...noRejections.counts, read: 1192, not_processed: 1105 } },
    { stoppedAtRow: 1240, firstRejected: [] },
  )
  const mail = reportMail(failed)
  expect(mail.subject).toBe('Import stopped at row 1,240 (spring.csv)')
  expect(mail.preheader).toBe('87 of 1,192 rows done, 1,105 not processed.')
  expect(reportText(mail)).toContain(
    'Import stopped at row 1,240 - spring.csv (Acme)\nThe import stopped at row 1,240. What is counted below is saved.\nThe disk of the server is full.\n',
  )
  expect(reportText(mail)).toContain('  Not processed  1,105 rows\n')
  expect(reportMail({ ...failed, stoppedAtRow: null }).subject).toBe('Import stopped (spring.csv)')
})

test('a cancelled import gives its numbers and what was not processed', () => {
  const mail = reportMail(
    inputWith({ status: 'cancelled' }, { counts: { not_processed: 62 } }, { stoppedAtRow: 44 }),
  )
  expect(mail.subject).toBe(
    'Import cancelled: 87 added, 0 modified, 17 rejected, 62 not processed (spring.csv)',
  )
  expect(mail.notices).toEqual([
    'The import was cancelled at row 44. The rows before stay as they were imported.',
  ])
})

test('what others did meanwhile is named, and the sentence adds up', () => {
  const mail = reportMail(
    inputWith(
      {},
      {
        report: {
          account: { leads_before: 1204, leads_after: 1308 },
          othersDuring: { added: 20, deleted: 3 },
        },
      },
    ),
  )
  expect(mail.accountSentences[0]).toBe(
    'Your account held 1,204 leads before this import and 1,308 right after it: 87 added by this import, 20 added and 3 deleted by others meanwhile.',
  )
})

test('rows that repeat an email explain why leads are fewer than rows', () => {
  const mail = reportMail(
    inputWith(
      { options: { update: true } },
      { counts: { modified: 10, modified_unchanged: 10 }, report: { leadsInImport: 90 } },
    ),
  )
  expect(mail.accountSentences).toContain(
    'The 97 rows added or modified are 90 leads, because some repeat an email of this file.',
  )
})

test('an admin reads who ran the import', () => {
  expect(reportMail({ ...exampleInput, reader: 'admin' }).footer).toContain('Ana Ruiz ran this import')
})

test('the file name cannot add a header, a line or a direction', () => {
  const name = 'a\r\nBcc: eve@evil.test\u202Evsc.csv'
  const mail = reportMail(inputWith({ file: { name } }))
  expect(mail.subject).toBe('Import report: 87 added, 0 modified, 17 rejected (a Bcc: eve@evil.testvsc.csv)')
  expect(reportMail(inputWith({ file: { name: 'x'.repeat(500) } })).subject.length).toBeLessThan(130)
})

test('an email cell cannot forge a line of the plain text', () => {
  const forged = { ...exampleInput.firstRejected[0]!, email: 'x\n  Added  999 new leads\u2028Fix: pay' }
  const text = reportText(reportMail({ ...exampleInput, firstRejected: [forged] }))
  expect(text).toContain('  Row 14  x Added 999 new leads Fix: pay\n')
})

test('at most ten rejected rows, then how many more', () => {
  const many = Array.from({ length: 14 }, (_, n) => ({ ...exampleInput.firstRejected[0]!, row: n + 2 }))
  const mail = reportMail({ ...exampleInput, firstRejected: many })
  expect(mail.rejectedRows).toHaveLength(10)
  expect(mail.rejectedMore).toBe('and 7 more')
})
