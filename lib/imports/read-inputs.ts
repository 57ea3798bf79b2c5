import { isUtf8 } from 'node:buffer'
import { setImmediate as turn } from 'node:timers/promises'
import { ByteRecords } from './byte-records'
import { ByteRows } from './byte-row'
import { type Edits, withEdits } from './edits'
import type { FileRow } from './file-row'
import { bytesOf, wholeCharacters } from './file-text'
import { textIn } from './lead-values'
import { PiecePool } from './piece-pool'
import type { ReadOptions, TableFacts } from './read'
import { RecordScan } from './record-scan'
import { type CsvRecord, CsvRecords } from './records'
import { type RowInput, type RowShape, rowInput } from './row'
import { rowOfRecord } from './row-of-record'
import { lf } from './text-signs'

export type InputOptions = ReadOptions & {
  /** Cells that a person corrected. */
  edits?: Edits | null
  /** The last row the file had when it was inspected: where it ends before that now, a row that is torn is left out. */
  rowLast?: number
}

/** A batch ends early when its rows hold this many bytes: rows may be 400,000 characters long each. */
const batchBytesMax = 4_000_000

/**
 * The rows of a file made ready to be decided, in batches: what `readBatches` and `rowInput` give, several times as
 * fast. Rows of plain form stay bytes and are never turned into text; the others go the way of text. Memory is bounded
 * by a piece of the file and a batch. The rows of a batch are good until two more were given and the next is asked for:
 * then their bytes are used again.
 */
export async function* readInputs(
  path: string,
  facts: TableFacts,
  shape: RowShape,
  options: InputOptions,
): AsyncGenerator<RowInput[]> {
  const cutter = new InputCutter(facts, shape, options)
  for await (const bytes of bytesOf(path, facts.encoding, options)) {
    yield* breathing(cutter.take(bytes, false))
    if (cutter.hasAll) break
  }
  yield* breathing(cutter.end())
}

/** Between two batches, or after some rows, null: then whoever waits for an answer of the database goes first. */
type Cut = RowInput[] | null

async function* breathing(cuts: Iterable<Cut>): AsyncGenerator<RowInput[]> {
  for (const cut of cuts) {
    if (cut === null) await turn()
    else yield cut
  }
}

/** Rows read in one breath: a quarter of a millisecond. */
const breathRows = 200

class InputCutter {
  readonly #facts: TableFacts
  readonly #shape: RowShape
  readonly #options: InputOptions
  readonly #records: ByteRecords
  readonly #rows: ByteRows
  readonly #rowFirst: number
  #rest: Buffer = Buffer.alloc(0)
  /** Reads on as text while a row that is too long lasts. */
  #asText: CsvRecords | null = null
  #row = 0
  #line = 1
  #batch: RowInput[] = []
  #batchNumber = 0
  readonly #pool = new PiecePool()
  /** Whether rows lie in the piece in hand. */
  #holdsRows = false
  #batchBytes = 0

  constructor(facts: TableFacts, shape: RowShape, options: InputOptions) {
    const { rowCharsMax, cellCharsMax } = options.limits
    this.#facts = facts
    this.#shape = shape
    this.#options = options
    this.#records = new ByteRecords(
      facts.columns.length,
      { delimiter: facts.delimiter, rowCharsMax },
      cellCharsMax,
    )
    this.#rows = new ByteRows(shape)
    this.#rowFirst = Math.max(facts.headerRow, options.afterRow) + 1
  }

  /** Whether no row is wanted behind those taken. */
  get hasAll(): boolean {
    return this.#options.only?.endsWith(this.#row) ?? false
  }

  /** The batches that come with the last bytes. */
  *end(): Generator<Cut> {
    const rowWhole = this.#row
    const cuts = this.hasAll ? [] : [...this.take(Buffer.alloc(0), true)]
    const isTorn = !this.hasAll && this.#row < (this.#options.rowLast ?? 0)
    for (const rows of [...cuts, this.#cutBatch()]) {
      const given = isTorn ? rows?.filter(({ row }) => row <= rowWhole) : rows
      if (given && given.length > 0) yield given
    }
  }

  /** The batches that are full with these bytes. */
  *take(more: Buffer, atEnd: boolean): Generator<Cut> {
    const limit = this.#rest.length + more.length
    this.#pool.free(this.#batchNumber - 2)
    const bytes = this.#pool.take(limit + 1)
    this.#rest.copy(bytes)
    more.copy(bytes, this.#rest.length)
    bytes[limit] = lf
    const whole = atEnd ? limit : wholeCharacters(bytes.subarray(0, limit))
    const isPlain = this.#asText === null && this.#isPlain(bytes.subarray(0, whole))
    const at = isPlain ? yield* this.#plain(bytes, limit, atEnd) : 0
    if (this.#holdsRows) this.#pool.keep(bytes, this.#batchNumber)
    this.#holdsRows = false
    if (at === null) return
    yield* this.#odd(bytes.subarray(at, whole), atEnd)
    this.#rest = Buffer.concat([this.#rest, bytes.subarray(whole, limit)])
  }

  #isPlain(bytes: Buffer): boolean {
    return !bytes.includes(0) && isUtf8(bytes)
  }

  /** Takes records as bytes. Gives where text must go on; null: everything is taken but for the rest. */
  *#plain(bytes: Buffer, limit: number, atEnd: boolean): Generator<Cut, number | null> {
    const records = this.#records
    let at = 0
    while (at < limit) {
      const found = records.find(bytes, at, limit, atEnd)
      if (found === 'odd') return at
      if (found === 'cut') break
      if (this.#isWanted(++this.#row)) {
        this.#batch.push(this.#inputOf(found, bytes, at))
        this.#batchBytes += records.end - at
        if (this.#isFull()) yield this.#cutBatch()
      }
      this.#line += records.lines
      at = records.next
      if (this.#row % breathRows === 0) yield null
    }
    this.#rest = bytes.subarray(at, limit)
    return null
  }

  #inputOf(found: 'row' | 'blank' | 'other', bytes: Buffer, at: number): RowInput {
    const row = this.#row
    if (found === 'blank') return { kind: 'blank', row }
    const records = this.#records
    if (found === 'row') {
      const plain = this.#isEdited(row) ? null : this.#rows.input(row, bytes, records)
      if (plain) {
        this.#holdsRows = true
        return plain
      }
      const { starts, ends } = records
      const cells = Array.from(starts, (start, cell) => textIn(bytes, start, ends[cell]!))
      return this.#inputOfRow(this.#judged({ cells, chars: 0, line: 0, holdsNul: false, fault: null }))
    }
    const scan = new RecordScan(textIn(bytes, at, records.end), true, this.#csvShape())
    const record = scan.record(this.#line)
    if (!record) throw new Error(`Row ${row} of the file is no record.`)
    return this.#inputOfRow(this.#judged(record))
  }

  /** Takes text by `CsvRecords`, and goes back to bytes with what it leaves. */
  *#odd(bytes: Buffer, atEnd: boolean): Generator<Cut> {
    const records = this.#asText ?? new CsvRecords(this.#csvShape(), this.#line)
    for (const record of records.read(bytes.toString('utf8'), atEnd)) {
      if (!this.#isWanted(++this.#row)) continue
      this.#batch.push(this.#inputOfRow(this.#judged(record)))
      this.#batchBytes += record.chars
      if (this.#isFull()) yield this.#cutBatch()
    }
    this.#asText = records.isSkipping ? records : null
    this.#line = records.line
    this.#rest = records.isSkipping ? Buffer.alloc(0) : Buffer.from(records.rest)
  }

  #isWanted(row: number): boolean {
    const { only } = this.#options
    return row >= this.#rowFirst && (!only || only.has(row))
  }

  #judged(record: CsvRecord): FileRow {
    const rules = { columns: this.#facts.columns, limits: this.#options.limits }
    return withEdits(rowOfRecord(record, this.#row, rules), this.#options.edits ?? null)
  }

  #inputOfRow(row: FileRow): RowInput {
    return rowInput(row, this.#shape)
  }

  #isEdited(row: number): boolean {
    return this.#options.edits?.[row] !== undefined
  }

  #csvShape() {
    return { delimiter: this.#facts.delimiter, rowCharsMax: this.#options.limits.rowCharsMax }
  }

  #isFull(): boolean {
    return this.#batch.length >= this.#options.size || this.#batchBytes >= batchBytesMax
  }

  #cutBatch(): RowInput[] {
    const batch = this.#batch
    this.#batchNumber++
    this.#batch = []
    this.#batchBytes = 0
    return batch
  }
}
