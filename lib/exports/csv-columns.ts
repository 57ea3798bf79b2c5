import { z } from 'zod'
import { emailStatusLabels } from '../leads/email-status'
import { type FieldKey, fieldLabel, leadFields } from '../leads/fields'
import type { FiledLead } from '../leads/queries'
import { tagsText } from '../leads/tags'

/** A column of a file of leads: a field, or something we know of the lead. */
export type CsvColumn = FieldKey | 'campaigns' | 'added_on' | 'added_by_import' | 'added_by_row'

const known = ['campaigns', 'added_on', 'added_by_import', 'added_by_row'] as const
const fields = [...leadFields, 'tags'] as const

/** Columns as the database keeps them. */
export const csvColumnsSchema = z.array(
  z.union([z.enum([...fields, ...known]), z.templateLiteral(['custom.', z.string()])]),
) satisfies z.ZodType<CsvColumn[]>

const labels: Record<(typeof known)[number], string> = {
  campaigns: 'Campaigns',
  added_on: 'Added on',
  added_by_import: 'Added by import',
  added_by_row: 'Added by row',
}

/** The columns of a whole file: the built-in fields, tags, the custom fields, then what we know of the lead. */
export function allCsvColumns(custom: readonly string[]): CsvColumn[] {
  const own = custom.map((name): CsvColumn => `custom.${name}`)
  return [...fields, ...own, 'campaigns', 'added_by_import', 'added_by_row']
}

/** The header: fields stand under their labels, so our matcher finds each one Exact. */
export function csvHeader(columns: readonly CsvColumn[]): string[] {
  return columns.map((column) => (isKnown(column) ? labels[column] : fieldLabel(column)))
}

/** One lead under `csvHeader`. Campaigns are separated by "; "; a lead added by hand has no import and row. */
export function csvCells(lead: FiledLead, columns: readonly CsvColumn[]): string[] {
  return columns.map((column) => cellOf(lead, column))
}

function cellOf(lead: FiledLead, column: CsvColumn): string {
  switch (column) {
    case 'campaigns':
      return lead.campaigns.join('; ')
    case 'added_on':
      return lead.addedAt.toISOString().slice(0, 10)
    case 'added_by_import':
      return lead.added_by ? String(lead.added_by.import) : ''
    case 'added_by_row':
      return lead.added_by ? String(lead.added_by.row) : ''
    case 'email_status':
      return emailStatusLabels[lead.email_status]
    case 'tags':
      return tagsText(lead.tags)
    case 'email':
    case 'first_name':
    case 'last_name':
    case 'company':
    case 'title':
    case 'phone':
      return lead[column]
    default: {
      const name = column.slice('custom.'.length)
      return Object.hasOwn(lead.custom, name) ? String(lead.custom[name]) : ''
    }
  }
}

function isKnown(column: CsvColumn): column is (typeof known)[number] {
  return known.some((one) => one === column)
}
