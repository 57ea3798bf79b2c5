import { parseEmail } from '../leads/email-address'
import { isBlank } from '../leads/trim'
import { fieldByName } from './column-names'
import { type Chosen, delimiters, type FileFacts } from './file-facts'
import { type CsvRecord, CsvRecords } from './records'

export type Delimiter = FileFacts['delimiter']

export type Layout = {
  delimiter: Delimiter
  /** Records above the header, or above the first row of data where there is no header, that are no part of the table. */
  preamble: number
  hasHeader: boolean
  /** Cells of the widest record among the first: the columns of a table without a header. */
  width: number
}

/** The first lines of a file. `isWhole`: there are no others. */
export type Head = { text: string; isWhole: boolean; rowCharsMax: number }

/** The line by which Excel is told the delimiter of a CSV. */
const sepLine = /^"?sep=([,;\t|])"?[\r\n]/i
const recordsJudged = 200
const charsJudgedAtATime = 4_096

/**
 * How a table lies in its file, by its first lines: the delimiter that gives the header at least two cells and most
 * rows as many as the header; a comma when none does, as in a file of one column. Delimiters and line breaks inside
 * quotes do not count. A first line `sep=;` settles it. The first row is no header when it holds an email where the
 * others do. What was chosen is not guessed.
 */
export function detectLayout(head: Head, chosen: Chosen = {}): Layout {
  const sep = sepLine.exec(head.text.slice(0, 20))?.[1]
  const delimiter = chosen.delimiter ?? delimiters.find((one) => one === sep) ?? guessDelimiter(head)
  const records = firstRecords(head, delimiter)
  const preamble = preambleOf(records, sep !== undefined, chosen)
  const table = records.slice(preamble)
  const hasHeader = chosen.headerRow ? chosen.headerRow !== 'none' : !beginsWithData(table)
  const width = table.reduce((most, { cells, fault }) => Math.max(most, fault ? 0 : cells.length), 1)
  return { delimiter, preamble, hasHeader, width }
}

function preambleOf(records: readonly CsvRecord[], hasSepLine: boolean, { headerRow }: Chosen): number {
  if (typeof headerRow === 'number') return headerRow - 1
  if (hasSepLine) return 1
  return headerRow === 'none' ? 0 : noteAbove(records)
}

function guessDelimiter(head: Head): Delimiter {
  let best = { delimiter: ',' as Delimiter, fit: 0, width: 1 }
  for (const delimiter of delimiters) {
    const records = firstRecords(head, delimiter)
    const rows = records.slice(noteAbove(records)).filter(({ cells }) => !cells.every(isBlank))
    const width = rows[0]?.cells.length ?? 0
    if (width < 2) continue
    const fit = rows.reduce((sum, row) => sum + fitOf(row, width), 0) / rows.length
    const better = fit > best.fit + 0.02 || (fit > best.fit - 0.02 && width > best.width)
    if (better) best = { delimiter, fit, width }
  }
  return best.delimiter
}

function firstRecords({ text, isWhole, rowCharsMax }: Head, delimiter: Delimiter): CsvRecord[] {
  const reader = new CsvRecords({ delimiter, rowCharsMax })
  const records: CsvRecord[] = []
  for (let at = 0; at < text.length && records.length < recordsJudged; at += charsJudgedAtATime)
    records.push(...reader.read(text.slice(at, at + charsJudgedAtATime), false))
  if (isWhole || records.length === 0) records.push(...reader.read('', true))
  return records.slice(0, recordsJudged)
}

/** How well a row fits the header: fully, half when its last cells are missing, or not. */
function fitOf({ cells, fault }: CsvRecord, width: number): number {
  if (fault) return 0
  if (cells.length === width) return 1
  return cells.length > 1 && cells.length < width ? 0.5 : 0
}

const preambleMax = 10

/**
 * How many records stand above the header as a note (LinkedIn's exports begin so). Almost always none: only when one
 * lone cell after another comes first, none of them an email or its header, and then a row that names an email column.
 */
function noteAbove(records: readonly CsvRecord[]): number {
  for (const [index, { cells, fault }] of records.slice(0, preambleMax).entries()) {
    const filled = cells.filter((cell) => !isBlank(cell))
    if (fault || filled.some(isEmail)) return 0
    const namesEmail = filled.some((cell) => fieldByName(cell)?.field === 'email')
    if (filled.length > 1) return namesEmail ? index : 0
    if (namesEmail) return 0
  }
  return 0
}

/** Whether the first row is one of the table's own: it holds an email where most other rows do. */
function beginsWithData(table: readonly CsvRecord[]): boolean {
  const [first, ...others] = table.filter(({ cells }) => !cells.every(isBlank))
  const at = first && !first.fault ? first.cells.findIndex(isEmail) : -1
  if (at === -1) return false
  const below = others.map(({ cells }) => cells[at] ?? '').filter((cell) => !isBlank(cell))
  return below.filter(isEmail).length >= below.length / 2
}

function isEmail(cell: string): boolean {
  return parseEmail(cell).kind === 'email'
}
