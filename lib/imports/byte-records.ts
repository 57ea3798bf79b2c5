import type { CsvShape } from './records'
import { cr, lf, quote } from './text-signs'

const space = 0x20
const tab = 0x09

/**
 * What `ByteRecords` found. `row`: a record with a cell per column, in `starts` and `ends`. `blank`: an empty line.
 * `other`: a whole record of another form. `cut`: more bytes are needed to tell. `odd`: RecordScan must look.
 */
export type Found = 'row' | 'blank' | 'other' | 'cut' | 'odd'

/**
 * Finds the cells of records in UTF-8 bytes without turning them into text, as far as they have the plain form that
 * nearly every row of nearly every file has. It finds exactly what `RecordScan` finds, whose rules these are, and
 * leaves to that what is not plain: stray and unclosed quotes, rows beyond the limit.
 */
export class ByteRecords {
  /** Where the cells of the last `row` lie, without their quotes; doubled quotes were made single in the bytes. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Where the last record ends, and where the next one starts. */
  end = 0
  next = 0
  /** Line breaks in the last record, with the one that ends it. */
  lines = 0

  readonly #delimiter: number
  readonly #columns: number
  readonly #rowMax: number
  readonly #cellMax: number
  /** Cells of the record in hand that hold doubled quotes. */
  #doubled: number[] = []

  constructor(columns: number, { delimiter, rowCharsMax }: CsvShape, cellCharsMax: number) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#columns = columns
    this.#rowMax = rowCharsMax
    this.#cellMax = cellCharsMax
    this.starts = new Int32Array(columns)
    this.ends = new Int32Array(columns)
  }

  /**
   * Looks at the record that starts at `at`. The bytes end at `limit`, where a line feed must stand that is none of
   * them: so nobody has to ask for the end at every byte.
   * @param atEnd nothing follows those bytes
   */
  find(bytes: Buffer, at: number, limit: number, atEnd: boolean): Found {
    const delimiter = this.#delimiter
    const { starts, ends } = this
    let cell = 0
    let p = at
    this.lines = 1
    if (this.#doubled.length > 0) this.#doubled = []
    for (;;) {
      let start = p
      let code = bytes[p]!
      if (code === quote) {
        start++
        p = this.#closing(bytes, start, limit, cell)
        if (p === limit) return atEnd ? 'odd' : this.#cut(at, limit)
        ends[cell] = p
        do code = bytes[++p]!
        while ((code === space || code === tab) && code !== delimiter)
        if (code !== delimiter && code !== lf && code !== cr) return 'odd'
      } else {
        while (code !== delimiter && code !== lf && code !== cr) code = bytes[++p]!
        ends[cell] = p
      }
      starts[cell++] = start
      if (code !== delimiter) return this.#ended(bytes, { at, limit, atEnd }, p, cell)
      p++
    }
  }

  /** The quote that closes a cell; `limit` when it is not there. */
  #closing(bytes: Buffer, from: number, limit: number, cell: number): number {
    let p = from
    for (;;) {
      const code = bytes[p]!
      if (code === quote) {
        if (bytes[p + 1] !== quote) return p
        if (this.#doubled.at(-1) !== cell) this.#doubled.push(cell)
        p++
      } else if (code === lf || (code === cr && bytes[p + 1] !== lf)) {
        if (p >= limit) return limit
        this.lines++
      }
      p++
    }
  }

  /** The record ends at `p`, with a line break or with the bytes. */
  #ended(
    bytes: Buffer,
    { at, limit, atEnd }: { at: number; limit: number; atEnd: boolean },
    p: number,
    cells: number,
  ): Found {
    const isCr = bytes[p] === cr
    if (!atEnd && (p === limit || (isCr && p + 1 === limit))) return this.#cut(at, limit)
    if (p - at > this.#rowMax) return 'odd'
    this.end = p
    this.next = Math.min(limit, isCr && bytes[p + 1] === lf ? p + 2 : p + 1)
    if (p === at) return 'blank'
    if (cells !== this.#columns || (p - at > this.#cellMax && this.#hasLongCell())) return 'other'
    for (const cell of this.#doubled) this.#undouble(bytes, cell)
    return 'row'
  }

  /** More bytes may tell, unless the row is too long already. */
  #cut(at: number, limit: number): Found {
    return limit - at > this.#rowMax ? 'odd' : 'cut'
  }

  #hasLongCell(): boolean {
    for (let cell = 0; cell < this.#columns; cell++)
      if (this.ends[cell]! - this.starts[cell]! > this.#cellMax) return true
    return false
  }

  #undouble(bytes: Buffer, cell: number): void {
    const end = this.ends[cell]!
    let to = this.starts[cell]!
    for (let from = to; from < end; from++) {
      bytes[to++] = bytes[from]!
      if (bytes[from] === quote) from++
    }
    this.ends[cell] = to
  }
}
