import type { CampaignRow } from './campaign-page'
import { byteOrderMark, csvLine } from './csv-line'
import type { FileRow } from './file-row'
import { endsWithReport, reportColumns } from './match-columns'
import type { RejectionCode } from './outcome'
import {
  type CauseOfRow,
  campaignCause,
  campaignRejectionFix,
  campaignRejectionMessage,
  rejectionFix,
  rowCause,
} from './reasons'
import { unescapeFormula } from './safe-cell'
import { type SourceFile, sourceRows } from './source-rows'

/** A row with what our columns say of it. */
export type ToldRow = { row: number; email: string | null; reason: string; howToFix: string }

/** A rejected row of the ledger; other outcomes have no code and may not be handed over. */
export type RejectedRow = {
  row: number
  email: string | null
  code: RejectionCode | null
  message: string | null
} & Pick<CauseOfRow, 'cause' | 'detail' | 'otherRow'>

const chunkChars = 64 * 1024
const notWhole = 'This row is not whole here: mend it in the original file.'

/**
 * The rejected rows as a CSV file, in pieces: the original columns in their order, then Row, Reason, How to fix. Opens
 * in spreadsheets (UTF-8 with byte order mark, formulas guarded) and can be imported again as it is: our three columns
 * are left out then, and what could not be read is not taken for something else.
 * `source`: the imported file, or null when it is not kept any more; then the email is the only column there is.
 * `rows`: in rising order.
 */
export function rejectedCsv(
  source: SourceFile | null,
  rows: AsyncIterable<RejectedRow>,
): AsyncGenerator<string> {
  return toldCsv(source, told(rows, reasonOfRow))
}

/** The same file of the leads that a campaign rejected. */
export function campaignRejectedCsv(
  source: SourceFile | null,
  rows: AsyncIterable<CampaignRow>,
): AsyncGenerator<string> {
  return toldCsv(source, told(rows, reasonOfCampaignRow))
}

async function* told<Row extends { row: number; email: string | null }>(
  rows: AsyncIterable<Row>,
  reasonOf: (row: Row) => Pick<ToldRow, 'reason' | 'howToFix'>,
): AsyncGenerator<ToldRow> {
  for await (const row of rows) yield { row: row.row, email: row.email, ...reasonOf(row) }
}

async function* toldCsv(source: SourceFile | null, rows: AsyncIterable<ToldRow>): AsyncGenerator<string> {
  let chunk = byteOrderMark
  for await (const line of source ? linesWithSource(source, rows) : linesOfEmails(rows)) {
    chunk += line
    if (chunk.length < chunkChars) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

async function* linesWithSource(source: SourceFile, rows: AsyncIterable<ToldRow>): AsyncGenerator<string> {
  const { columns } = source.facts
  const width = endsWithReport(columns) ? columns.length - reportColumns.length : columns.length
  yield csvLine([...columns.slice(0, width), ...reportColumns])
  for await (const { wanted, source: row } of sourceRows(source, rows)) {
    const { own, surplus } = cellsOf(row, width, columns.length)
    yield csvLine([...own, ...reportCells(wanted), ...surplus])
  }
}

async function* linesOfEmails(rows: AsyncIterable<ToldRow>): AsyncGenerator<string> {
  yield csvLine(['Email', ...reportColumns])
  for await (const row of rows) yield csvLine([row.email ?? '', ...reportCells(row)])
}

/** The cells under the original columns, and what stands behind ours so that the row is unreadable again until mended. */
function cellsOf(row: FileRow, width: number, columnCount: number): { own: string[]; surplus: string[] } {
  // A guard that stands in the file already is not part of the value: guarded once more, it would become one.
  const cells = row.kind === 'blank' ? [] : row.cells.map(unescapeFormula)
  const own = Array.from({ length: width }, (_, index) => cells[index] ?? '')
  const surplus = cells.slice(columnCount)
  const isWhole =
    row.kind !== 'unreadable' || (row.cause !== 'quote_not_closed' && row.cause !== 'row_too_long')
  return { own, surplus: isWhole ? surplus : [...surplus, notWhole] }
}

function reportCells({ row, reason, howToFix }: ToldRow): [string, string, string] {
  return [String(row), reason, howToFix]
}

function reasonOfRow(row: RejectedRow) {
  const { code, message } = row
  if (code === null || message === null) throw new Error(`Row ${row.row} was not rejected.`)
  const cause = rowCause({ code, cause: row.cause, detail: row.detail, otherRow: row.otherRow })
  return { reason: message, howToFix: withCause(cause, rejectionFix[code]) }
}

function reasonOfCampaignRow({ row, email, status, finding }: CampaignRow) {
  if (status === null) throw new Error(`The lead of row ${row} was not rejected by the campaign.`)
  return {
    reason: campaignRejectionMessage,
    howToFix: withCause(campaignCause({ status, finding, email }), campaignRejectionFix),
  }
}

function withCause(cause: string | null, fix: string): string {
  return cause ? `${cause}${cause.endsWith('?') ? '' : '.'} ${fix}` : fix
}
