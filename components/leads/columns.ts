import { z } from 'zod'
import type { CsvColumn } from '@/lib/exports/csv-columns'

/** The columns a table of leads can show besides the email, in the order of the chooser. */
export const builtInColumns = [
  'name',
  'company',
  'title',
  'phone',
  'email_status',
  'tags',
  'campaigns',
  'added',
  'source',
] as const
type BuiltInColumn = (typeof builtInColumns)[number]
export type LeadColumn = BuiltInColumn | `custom.${string}`

const labels: Record<BuiltInColumn, string> = {
  name: 'Name',
  company: 'Company',
  title: 'Title',
  phone: 'Phone',
  email_status: 'Email status',
  tags: 'Tags',
  campaigns: 'Campaigns',
  added: 'Added',
  source: 'Source',
}

const usual: readonly LeadColumn[] = ['name', 'company', 'email_status', 'campaigns', 'added', 'source']

/** As many as a cookie and a screen hold. */
export const columnsMax = 20

/** Where a browser keeps the columns a person chose; one for each account, by its path. */
export const columnsCookie = 'leads-columns'

export const columnsSchema = z.array(z.string().max(200)).max(200)

export function columnLabel(column: LeadColumn): string {
  return column.startsWith('custom.') ? column.slice('custom.'.length) : labels[column as BuiltInColumn]
}

/** The columns an account's table can show, given its custom fields. */
export function columnsOfAccount(custom: readonly string[]): LeadColumn[] {
  return [...builtInColumns, ...custom.map((name): LeadColumn => `custom.${name}`)]
}

/** What was chosen, in the order of the chooser and without what there is no more; the usual ones when nothing was. */
export function chosenColumns(chosen: readonly string[] | null, custom: readonly string[]): LeadColumn[] {
  const wanted = new Set<string>(chosen ?? usual)
  return columnsOfAccount(custom)
    .filter((column) => wanted.has(column))
    .slice(0, columnsMax)
}

/** What a cookie says was chosen; null when it says nothing. */
export function columnsOfCookie(cookie: string | undefined): string[] | null {
  if (cookie === undefined) return null
  try {
    return columnsSchema.safeParse(JSON.parse(cookie)).data ?? null
  } catch {
    return null // not JSON: as if nothing had been chosen
  }
}

const csvColumns: Partial<Record<LeadColumn, CsvColumn[]>> = {
  name: ['first_name', 'last_name'],
  added: ['added_on'],
  source: ['added_by_import', 'added_by_row'],
}

/** The columns of a file of leads that stand for those of the table; the email comes first. */
export function csvColumnsOf(columns: readonly LeadColumn[]): CsvColumn[] {
  return ['email', ...columns.flatMap((column) => csvColumns[column] ?? [column as CsvColumn])]
}
