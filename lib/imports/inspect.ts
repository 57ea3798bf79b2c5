import { open } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { isBlank } from '../leads/trim'
import { done, type Result, refused } from '../result'
import { detectEncoding, detectLayout } from './detect'
import type { FileFacts } from './file-facts'
import type { FileLimits } from './file-row'
import { notATable } from './not-a-table'
import { recordsOf } from './read'
import type { CsvRecord } from './records'
import { rowOfRecord } from './row-of-record'
import { unescapeFormula } from './safe-cell'

/** Bytes by which encoding and delimiter are guessed. */
const headBytes = 128 * 1024
const sampleRows = 5
const number = new Intl.NumberFormat('en-US')

/**
 * Reads a file once, from end to end, with the parser every later reading uses, and says what it is: encoding,
 * delimiter, header, how many rows. Refused, as a sentence that says what to do: what is not a table, and what is
 * beyond the limits. A file without rows below its header, or without an email column, is not refused here.
 */
export async function inspectFile(path: string, limits: FileLimits): Promise<Result<FileFacts>> {
  const { head, bytes } = await readHead(path)
  if (bytes > limits.bytesMax)
    return refused(
      `The file is ${size(bytes)}. The most is ${size(limits.bytesMax)}. Split it into smaller files.`,
    )
  const encoding = detectEncoding(head)
  const reason = notATable(head, encoding)
  if (reason) return refused(reason)
  const start = { head, isWhole: head.length === bytes }
  const counted =
    (await countRows(path, start, encoding, limits)) ?? (await countRows(path, start, 'windows-1252', limits))
  if (!counted) throw new Error('Every byte is windows-1252.')
  return counted
}

async function readHead(path: string): Promise<{ head: Buffer; bytes: number }> {
  const file = await open(path, 'r')
  try {
    const { size: bytes } = await file.stat()
    const buffer = Buffer.alloc(Math.min(headBytes, bytes))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return { head: buffer.subarray(0, bytesRead), bytes }
  } finally {
    await file.close()
  }
}

type Counted = Result<FileFacts> | null

/** The facts, with the encoding taken for granted; null when it is utf-8 and a byte further down is not. */
async function countRows(
  path: string,
  { head, isWhole }: { head: Buffer; isWhole: boolean },
  encoding: string,
  limits: FileLimits,
): Promise<Counted> {
  const hasMark = head[0] === 0xef && head[1] === 0xbb
  const text = iconv.decode(head, encoding) // without byte order mark
  const { delimiter, preamble } = detectLayout({ text, isWhole, rowCharsMax: limits.rowCharsMax })
  const count = new RowCount(limits, preamble)
  let isText = true
  const onNotUtf8 = hasMark ? undefined : () => (isText = false)
  for await (const records of recordsOf(path, { encoding, delimiter }, { limits, onNotUtf8 })) {
    if (!isText) return null
    const refusal = count.add(records)
    if (refusal) return refused(refusal)
  }
  if (count.header === null) return refused('The file is empty.')
  const { headerRow, header, sample, rows, blank } = count
  return done({ encoding, delimiter, headerRow, columns: header, sample, rows, blank })
}

/** Counts the rows of a file as its records pass by. */
class RowCount {
  header: string[] | null = null
  headerRow = 0
  sample: string[][] = []
  rows = 0
  blank = 0
  readonly #limits: FileLimits

  readonly #preamble: number

  /** `preamble`: records above the header. */
  constructor(limits: FileLimits, preamble: number) {
    this.#limits = limits
    this.#preamble = preamble
  }

  /** Null, or why the file is refused. */
  add(records: readonly CsvRecord[]): string | null {
    for (const record of records) {
      if (this.header === null) {
        if (++this.headerRow <= this.#preamble) continue
        const reason = this.#takeHeader(record)
        if (reason) return reason
        continue
      }
      const row = rowOfRecord(record, 0, { columns: this.header, limits: this.#limits })
      if (row.kind === 'blank') this.blank++
      else this.rows++
      if (row.kind === 'cells' && this.sample.length < sampleRows)
        this.sample.push(row.cells.map((cell) => cell.toWellFormed()))
    }
    const { rowsMax } = this.#limits
    return this.rows + this.blank > rowsMax
      ? `The file has more than ${number.format(rowsMax)} rows, the most of one import. Split it into smaller files.`
      : null
  }

  #takeHeader({ cells, fault, line }: CsvRecord): string | null {
    const { columnsMax, rowCharsMax } = this.#limits
    if (fault === 'quote_not_closed')
      return `The header could not be read: a quote opened on line ${line} is never closed. Mend it and choose the file again.`
    if (fault === 'row_too_long')
      return `The header has more than ${number.format(rowCharsMax)} characters. Check that the file is a CSV with line breaks.`
    if (cells.every(isBlank)) return null
    if (cells.length > columnsMax)
      return `The file has ${number.format(cells.length)} columns. The most is ${number.format(columnsMax)}. Remove columns you do not need.`
    this.header = cells.map((cell) => unescapeFormula(cell.replaceAll('\0', '')).toWellFormed())
    return null
  }
}

/** 1.4 GB, 12 MB, 300 kB: in thousands, as limits are stated. */
function size(bytes: number): string {
  const units: [number, string][] = [
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
  ]
  const [unit, name] = units.find(([unit]) => bytes >= unit) ?? [1, 'bytes']
  return `${Number((bytes / unit).toFixed(1))} ${name}`
}
