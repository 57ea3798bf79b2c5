import type { AccountId, LeadId } from '../db/ids'
import { byteOrderMark, csvLine } from '../imports/csv-line'
import { customFieldNames } from '../leads/custom-fields/queries'
import type { LeadFilter } from '../leads/filter'
import { streamLeads } from '../leads/queries'
import { allCsvColumns, type CsvColumn, csvCells, csvHeader } from './csv-columns'

const chunkChars = 64 * 1024

/** `columns`: null = all. */
export type LeadsCsv = {
  which?: LeadFilter | { leadIds: readonly LeadId[] }
  columns?: readonly CsvColumn[] | null
}

/** The same in pieces, each with the number of leads that are written by its end. */
export async function* leadsCsvPieces(
  accountId: AccountId,
  { which = { search: '' }, columns }: LeadsCsv = {},
): AsyncGenerator<{ text: string; leads: number }> {
  const shown = columns ?? allCsvColumns(await customFieldNames(accountId))
  let text = byteOrderMark + csvLine(csvHeader(shown))
  let leads = 0
  for await (const lead of streamLeads(accountId, which)) {
    text += csvLine(csvCells(lead, shown))
    leads++
    if (text.length < chunkChars) continue
    yield { text, leads }
    text = ''
  }
  if (text !== '') yield { text, leads }
}

/**
 * The account's leads that match as a CSV file, in pieces: what `leads --json` prints, one lead a line, oldest first.
 * The fields stand under their labels, so our matcher finds each one Exact, and importing the file again changes
 * nothing. Opens in spreadsheets (UTF-8 with byte order mark, formulas guarded). Custom fields that appear while it
 * runs are left out.
 */
export async function* leadsCsv(accountId: AccountId, asked: LeadsCsv = {}): AsyncGenerator<string> {
  for await (const { text } of leadsCsvPieces(accountId, asked)) yield text
}
