import { type ReportMail, type ReportMailInput, reportMail } from '../lib/mail/report-mail'

/** An ended import with both common rejections and a campaign: what previews and tests show. */
export const exampleInput: ReportMailInput = {
  import: {
    number: 41,
    status: 'completed',
    failure: null,
    file: { name: 'spring.csv' },
    options: { update: false },
    startedBy: { name: 'Ana Ruiz' },
    report: {
      counts: {
        rows_in_file: 105,
        blank: 1,
        read: 104,
        added: 87,
        modified: 0,
        modified_changed: 0,
        modified_unchanged: 0,
        rejected: 17,
        not_processed: 0,
      },
      rejections: [
        {
          code: 'email_permanently_deleted',
          message: 'Email was permanently deleted',
          count: 2,
          causes: {},
        },
        {
          code: 'already_in_account',
          message: 'Email already belongs to a lead within the account',
          count: 15,
          causes: { existing_lead: 12, repeated_in_file: 3 },
        },
      ],
      leadsInImport: 87,
      fields: [],
      campaign: {
        name: 'Q4 outbound',
        offered: 87,
        added: 82,
        already_in: 0,
        rejected: 5,
        rejections: [
          { code: 'not_valid', message: 'Lead is not valid', count: 5, causes: { risky: 2, invalid: 3 } },
        ],
      },
      account: { leads_before: 1204, leads_after: 1291 },
      othersDuring: { added: 0, deleted: 0 },
    },
  },
  firstRejected: exampleRows(),
  stoppedAtRow: null,
  account: { slug: 'acme', name: 'Acme' },
  baseUrl: 'http://localhost:3000',
  receipt: null,
  reader: 'runner',
}

function exampleRows(): ReportMailInput['firstRejected'] {
  return Array.from({ length: 10 }, (_, index) => {
    const row = { row: 14 + index * 9, email: `lead${index + 1}@acme.test`, otherRow: null }
    if (index % 4 === 3)
      return {
        ...row,
        code: 'email_permanently_deleted' as const,
        message: 'Email was permanently deleted',
        cause: null,
        detail: '2026-11-03T08:00:00.000Z',
      }
    const repeated = index % 4 === 2
    return {
      ...row,
      code: 'already_in_account' as const,
      message: 'Email already belongs to a lead within the account',
      cause: repeated ? 'repeated_in_file' : 'existing_lead',
      detail: repeated ? null : '2026-10-02T08:00:00.000Z',
      otherRow: repeated ? 12 : null,
    }
  })
}

export const exampleReport: ReportMail = reportMail(exampleInput)
