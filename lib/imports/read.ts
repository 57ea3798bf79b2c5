import type { FileFacts } from './file-facts'
import type { FileLimits, FileRow } from './file-row'
import { textOf } from './file-text'
import type { OwnRows } from './own-rows'
import { type CsvRecord, CsvRecords } from './records'
import { rowOfRecord } from './row-of-record'

/** A batch ends early when its rows hold this many characters: rows may be 400,000 characters long each. */
const batchCharsMax = 8_000_000

export type ReadOptions = {
  /** Rows up to this number were read before; 0 for all. */
  afterRow: number
  /** Rows a batch holds at most. */
  size: number
  limits: FileLimits
  /** Hands out only these rows, and stops behind the last of them. */
  only?: OwnRows | null
  signal?: AbortSignal
  /** Bytes read at a time; for tests. */
  pieceBytes?: number
}

/** What must be known of a file to read its rows. */
export type TableFacts = Pick<FileFacts, 'encoding' | 'delimiter' | 'headerRow' | 'columns'>

/**
 * The data rows of a file behind `afterRow`, in file order, in batches: every row of the file exactly once, as cells,
 * blank or unreadable. Memory is bounded by a piece of the file and a batch. Cells are slices of the text read: keep
 * none longer than its batch. Throws when the file cannot be read, or with the signal's reason.
 */
export async function* readBatches(
  path: string,
  facts: TableFacts,
  options: ReadOptions,
): AsyncGenerator<FileRow[]> {
  const rules = { columns: facts.columns, limits: options.limits }
  const rowFirst = Math.max(facts.headerRow, options.afterRow) + 1
  const { only = null } = options
  let row = 0
  let batch: FileRow[] = []
  let chars = 0
  for await (const records of recordsOf(path, facts, options)) {
    for (const record of records) {
      if (++row < rowFirst || (only !== null && !only.has(row))) continue
      batch.push(rowOfRecord(record, row, rules))
      chars += record.chars
      if (batch.length < options.size && chars < batchCharsMax) continue
      yield batch
      batch = []
      chars = 0
    }
    if (only?.endsWith(row)) break
  }
  if (batch.length > 0) yield batch
}

export type RecordOptions = {
  limits: Pick<FileLimits, 'rowCharsMax'>
  signal?: AbortSignal | undefined
  pieceBytes?: number | undefined
  onNotUtf8?: ((bytes: Buffer) => void) | undefined
}

/** Every record of a file, header and blank lines included, as many at a time as a piece of the file holds. */
export async function* recordsOf(
  path: string,
  { encoding, delimiter }: Pick<FileFacts, 'encoding' | 'delimiter'>,
  options: RecordOptions,
): AsyncGenerator<CsvRecord[]> {
  const records = new CsvRecords({ delimiter, rowCharsMax: options.limits.rowCharsMax })
  for await (const text of textOf(path, encoding, options)) yield records.read(text, false)
  yield records.read('', true)
}
