import { isUtf8 } from 'node:buffer'
import { parseEmail } from '../leads/email-address'
import { isBlank } from '../leads/trim'
import { fieldByName, fieldBySynonym } from './column-names'
import { delimiters, type FileFacts } from './file-facts'
import { wholeCharacters } from './file-text'
import { type CsvRecord, CsvRecords } from './records'

export type Delimiter = FileFacts['delimiter']

/**
 * The encoding of a file by its first bytes: byte order mark, else UTF-8 when they are that, else UTF-16 when every
 * other byte is zero, else windows-1252. A name that iconv-lite knows.
 */
export function detectEncoding(head: Buffer): string {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  let even = 0
  let odd = 0
  for (let i = 0; i < head.length; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  const half = head.length / 2
  if (odd > 0.4 * half && even < 0.1 * half) return 'utf-16le'
  if (even > 0.4 * half && odd < 0.1 * half) return 'utf-16be'
  return isUtf8(head.subarray(0, wholeCharacters(head))) ? 'utf-8' : 'windows-1252'
}

export type Layout = {
  delimiter: Delimiter
  /** Records above the header that are no part of the table. */
  preamble: number
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
 * quotes do not count. A first line `sep=;` settles it.
 */
export function detectLayout(head: Head): Layout {
  const told = delimiters.find((delimiter) => delimiter === sepLine.exec(head.text.slice(0, 20))?.[1])
  if (told) return { delimiter: told, preamble: 1 }
  let best = { delimiter: ',' as Delimiter, preamble: 0, fit: 0, width: 1 }
  for (const delimiter of delimiters) {
    const records = firstRecords(head, delimiter)
    const preamble = preambleOf(records)
    const rows = records.slice(preamble).filter(({ cells }) => !cells.every(isBlank))
    const width = rows[0]?.cells.length ?? 0
    if (width < 2) continue
    const fit = rows.reduce((sum, row) => sum + fitOf(row, width), 0) / rows.length
    const better = fit > best.fit + 0.02 || (fit > best.fit - 0.02 && width > best.width)
    if (better) best = { delimiter, preamble, fit, width }
  }
  return { delimiter: best.delimiter, preamble: best.preamble }
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
function preambleOf(records: readonly CsvRecord[]): number {
  for (const [index, { cells, fault }] of records.slice(0, preambleMax).entries()) {
    const filled = cells.filter((cell) => !isBlank(cell))
    if (fault || filled.some((cell) => parseEmail(cell).kind === 'email')) return 0
    const namesEmail = filled.some((cell) => (fieldByName(cell) ?? fieldBySynonym(cell)) === 'email')
    if (filled.length > 1) return namesEmail ? index : 0
    if (namesEmail) return 0
  }
  return 0
}
