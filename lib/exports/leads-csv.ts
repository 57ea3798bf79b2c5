import type { AccountId } from '../db/ids'
import { byteOrderMark, csvLine } from '../imports/csv-line'
import { customFieldNames } from '../leads/custom-fields/queries'
import { emailStatusLabels } from '../leads/email-status'
import { type FieldKey, fieldLabel, type LeadField, leadFields } from '../leads/fields'
import type { LeadFilter } from '../leads/filter'
import { type ExportedLead, exportLeads } from '../leads/queries'
import { tagsText } from '../leads/tags'

const chunkChars = 64 * 1024

/**
 * The account's leads that match as a CSV file, in pieces: what `leads --json` prints, one lead a line, oldest first.
 * The fields stand under their labels, so our matcher finds each one Exact, and importing the file again changes
 * nothing. Opens in spreadsheets (UTF-8 with byte order mark, formulas guarded). Custom fields that appear while it
 * runs are left out.
 */
export async function* leadsCsv(
  accountId: AccountId,
  filter: LeadFilter = { search: '' },
): AsyncGenerator<string> {
  const custom = await customFieldNames(accountId)
  let chunk = byteOrderMark + csvLine(leadCsvHeader(custom))
  for await (const lead of exportLeads(accountId, filter)) {
    chunk += csvLine(leadCsvCells(lead, custom))
    if (chunk.length < chunkChars) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** The columns of the file: the built-in fields, the custom ones, then what we know of the lead. */
export function leadCsvHeader(custom: readonly string[]): string[] {
  const fields: FieldKey[] = [...leadFields, 'tags', ...custom.map((name): FieldKey => `custom.${name}`)]
  return [...fields.map(fieldLabel), 'Campaigns', 'Added by import', 'Added by row']
}

/** One lead under `leadCsvHeader`. Campaigns are separated by "; "; a lead added by hand has no import and row. */
export function leadCsvCells(lead: ExportedLead, custom: readonly string[]): string[] {
  return [
    ...leadFields.map((field) => builtIn(lead, field)),
    tagsText(lead.tags),
    ...custom.map((name) => (Object.hasOwn(lead.custom, name) ? String(lead.custom[name]) : '')),
    lead.campaigns.join('; '),
    lead.added_by ? String(lead.added_by.import) : '',
    lead.added_by ? String(lead.added_by.row) : '',
  ]
}

function builtIn(lead: ExportedLead, field: LeadField): string {
  return field === 'email_status' ? emailStatusLabels[lead.email_status] : lead[field]
}
