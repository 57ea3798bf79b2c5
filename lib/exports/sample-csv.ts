import { byteOrderMark, csvLine } from '../imports/csv-line'
import { emailStatusLabels } from '../leads/email-status'
import { type FieldKey, fieldLabel, type LeadField, leadFields } from '../leads/fields'

const people: readonly Record<LeadField | 'tags', string>[] = [
  {
    email: 'ana.ruiz@example.com',
    first_name: 'Ana',
    last_name: 'Ruiz',
    company: 'Acme, Inc.',
    title: 'Founder',
    phone: '+34 600 000 000',
    email_status: emailStatusLabels.valid,
    tags: 'Fair 2026, Spain',
  },
  {
    email: 'bo.lind@example.com',
    first_name: 'Bo',
    last_name: 'Lind',
    company: 'Birch',
    title: '',
    phone: '',
    email_status: emailStatusLabels.not_verified,
    tags: '',
  },
]

/**
 * A file to fill in: a column for each field of a lead, those the account made up (`custom`) included, and two rows
 * that show what goes where. Opens in spreadsheets (UTF-8 with byte order mark); each header is an exact match.
 */
export function sampleCsv(custom: readonly string[]): string {
  const fields = [...leadFields, 'tags'] as const
  const own = custom.map((name): FieldKey => `custom.${name}`)
  const lines = [
    [...fields, ...own].map(fieldLabel),
    ...people.map((person, at) => [
      ...fields.map((field) => person[field]),
      ...custom.map((name) => (at === 0 ? `${name} of Ana` : '')),
    ]),
  ]
  return byteOrderMark + lines.map(csvLine).join('')
}
