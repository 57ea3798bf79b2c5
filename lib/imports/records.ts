import { RecordScan } from './record-scan'

/** One record of a CSV text: a row of the spreadsheet, whatever it holds. */
export type CsvRecord = {
  cells: string[]
  /** Characters from its first to its last, without its line break. */
  chars: number
  /** Number of its first line in the text. */
  line: number
  /** Whether a cell of it holds a NUL character. */
  holdsNul: boolean
  fault: 'quote_not_closed' | 'row_too_long' | null
}

export type CsvShape = { delimiter: string; rowCharsMax: number }

/**
 * Cuts text, handed over piece by piece, into the records of RFC 4180. Which records come out does not depend on
 * where the pieces were cut, and no more than a piece and a row's limit is held.
 *
 * Lines end with LF, CRLF or CR, also mixed. A quote opens a cell only as its first character; after its closing
 * quote, spaces up to the delimiter are dropped; a stray quote is text while its line lasts (`"a"b",c` is `a"b`, c).
 * A quote that is still open at the end, after `rowCharsMax` characters, or on a later line than a stray quote, makes
 * one faulty record of its first line, and reading goes on with the line after it: nothing is swallowed. Only where no
 * line follows, in the last one without a line break, the end of the text closes it.
 */
export class CsvRecords {
  readonly #shape: CsvShape
  #rest = ''
  #line: number
  /** Inside a row that was too long: everything up to its line break is dropped. */
  #skipping = false
  #nulSeen = false

  /** @param line the number of the text's first line */
  constructor(shape: CsvShape, line = 1) {
    this.#shape = shape
    this.#line = line
  }

  /** What was handed over and is in no record yet, the number of its first line, and whether it is being dropped. */
  get rest(): string {
    return this.#rest
  }

  get line(): number {
    return this.#line
  }

  get isSkipping(): boolean {
    return this.#skipping
  }

  /** The records that are complete with this piece of text. `atEnd`: nothing follows. */
  read(piece: string, atEnd: boolean): CsvRecord[] {
    const text = this.#rest === '' ? piece : this.#rest + piece
    this.#nulSeen ||= piece.includes('\0')
    const scan = new RecordScan(text, atEnd, this.#shape)
    const records: CsvRecord[] = []
    while (scan.at < text.length) {
      if (this.#skipping) {
        if (!scan.skipLine()) break
        this.#skipping = false
        this.#line++
        continue
      }
      const record = scan.record(this.#line)
      if (record === null) break
      if (this.#nulSeen) record.holdsNul = record.cells.some((cell) => cell.includes('\0'))
      records.push(record)
      this.#line += scan.lines
      this.#skipping = record.fault === 'row_too_long'
    }
    this.#rest = text.slice(scan.at)
    return records
  }
}
