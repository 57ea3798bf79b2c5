import type { CsvRecord, CsvShape } from './records'
import { cr, lf, type Places, quote, TextSigns } from './text-signs'

/** How much of a row that is too long is still split into cells, so that the report can name its email. */
const longRowCharsShown = 4_000

/** What became of the search for a cell's closing quote. */
type Closing = { kind: 'closed'; quoteAt: number; end: number } | { kind: 'open' | 'too_long' | 'undecided' }
const open: Closing = { kind: 'open' }
const tooLong: Closing = { kind: 'too_long' }
const undecided: Closing = { kind: 'undecided' }

/** A record with quotes while its cells are taken. */
type Row = {
  line: number
  /** Its first line break. */
  stop: number
  places: Places
  cells: string[]
  /** Where the cell in hand starts. */
  cellAt: number
  /** The cell that the first line break lies in: how many come before it, and where it starts. */
  across: { count: number; from: number } | null
}

const goOn = Symbol('the record has more cells')

/** One walk over a piece of text, record by record, for `CsvRecords`, which states the rules. */
export class RecordScan {
  /** Where the next record starts. */
  at = 0
  /** Line breaks in the last record, with the one that ends it. */
  lines = 0

  readonly #text: string
  readonly #atEnd: boolean
  readonly #delimiter: string
  readonly #charsMax: number
  readonly #signs: TextSigns

  constructor(text: string, atEnd: boolean, { delimiter, rowCharsMax }: CsvShape) {
    this.#text = text
    this.#atEnd = atEnd
    this.#delimiter = delimiter
    this.#charsMax = rowCharsMax
    this.#signs = new TextSigns(text, delimiter)
  }

  /** The record that starts at `at`, which moves behind it. Null: more text is needed to tell. */
  record(line: number): CsvRecord | null {
    const start = this.at
    const stop = this.#signs.lineEnd(start)
    if (this.#signs.quote(start) < Math.min(stop, start + this.#charsMax + 1))
      return this.#quotedRecord(line, stop)
    const text = this.#text
    if (stop === Infinity && !this.#atEnd)
      return text.length - start > this.#charsMax ? this.#longPlainRecord(line) : null
    const end = Math.min(stop, text.length)
    if (end - start > this.#charsMax) return this.#longPlainRecord(line)
    if (!this.#moveBehind(stop)) return null
    this.lines = 1
    return {
      cells: text.slice(start, end).split(this.#delimiter),
      chars: end - start,
      line,
      holdsNul: false,
      fault: null,
    }
  }

  /** Moves `at` behind the next line break. False: there is none yet, and all that is sure to be before it was passed. */
  skipLine(): boolean {
    const stop = this.#signs.lineEnd(this.at)
    if (this.#moveBehind(stop)) return true
    this.at = Math.min(stop, this.#text.length)
    return false
  }

  /** A record with a quote before its first line break at `stop`: cell by cell. */
  #quotedRecord(line: number, stop: number): CsvRecord | null {
    const row: Row = { line, stop, places: this.#signs.places(), cells: [], cellAt: this.at, across: null }
    for (;;) {
      const isQuoted = this.#text.charCodeAt(row.cellAt) === quote
      const ended = isQuoted ? this.#takeQuotedCell(row) : this.#takePlainCell(row)
      if (ended !== goOn) return ended
      if (row.cellAt - this.at > this.#charsMax) return this.#longRecord(row)
    }
  }

  #takePlainCell(row: Row): CsvRecord | null | typeof goOn {
    const text = this.#text
    const { cells, cellAt } = row
    const stop = this.#signs.lineEnd(cellAt)
    const delimiterAt = this.#signs.delimiter(cellAt)
    if (delimiterAt < stop && delimiterAt - this.at <= this.#charsMax) {
      cells.push(text.slice(cellAt, delimiterAt))
      row.cellAt = delimiterAt + 1
      return goOn
    }
    if (stop === Infinity && !this.#atEnd && text.length - this.at <= this.#charsMax) return null
    const end = Math.min(stop, text.length)
    if (end - this.at > this.#charsMax) return this.#longRecord(row)
    cells.push(text.slice(cellAt, end))
    return this.#wholeRecord(row, end)
  }

  #takeQuotedCell(row: Row): CsvRecord | null | typeof goOn {
    const text = this.#text
    const { cells, cellAt, stop } = row
    const closing = this.#closing(this.at, cellAt, stop)
    if (closing.kind !== 'closed') return this.#unclosed(row, closing.kind)
    if (row.across === null && closing.quoteAt > stop) row.across = { count: cells.length, from: cellAt }
    const cell = text.slice(cellAt + 1, closing.quoteAt)
    cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell)
    if (closing.end === text.length || !this.#signs.isDelimiter(closing.end))
      return this.#wholeRecord(row, closing.end)
    row.cellAt = closing.end + 1
    return goOn
  }

  #unclosed(row: Row, kind: 'open' | 'too_long' | 'undecided'): CsvRecord | null {
    if (kind === 'undecided') return null
    return kind === 'open' ? this.#openRecord(row) : this.#longRecord(row)
  }

  /** Looks for the quote that closes the cell opened at `cellAt`, and for what follows it behind spaces. */
  #closing(start: number, cellAt: number, stop: number): Closing {
    const text = this.#text
    const last = start + this.#charsMax
    let from = cellAt + 1
    let stray = false
    for (;;) {
      const quoteAt = this.#signs.quote(from)
      if (quoteAt === Infinity && text.length <= last)
        return this.#atEnd ? this.#closedByEnd(stop, stray) : undecided
      if (quoteAt > last) return stop <= last ? open : tooLong
      if (stray && stop < quoteAt) return open
      if (text.charCodeAt(quoteAt + 1) === quote) {
        from = quoteAt + 2
        continue
      }
      let end = quoteAt + 1
      while (end <= last && this.#signs.isSpace(end)) end++
      if (end > last) return stop <= last ? open : tooLong
      if (end === text.length) return this.#atEnd ? { kind: 'closed', quoteAt, end } : undecided
      if (this.#signs.isDelimiter(end) || this.#signs.isBreak(end)) return { kind: 'closed', quoteAt, end }
      if (stop < quoteAt) return open
      stray = true
      from = quoteAt + 1
    }
  }

  /** The end of the text closes a quote opened on its last line: no row follows that it could swallow. */
  #closedByEnd(stop: number, stray: boolean): Closing {
    const end = this.#text.length
    return stop === Infinity && !stray ? { kind: 'closed', quoteAt: end, end } : open
  }

  #wholeRecord({ line, stop, cells }: Row, end: number): CsvRecord | null {
    const start = this.at
    if (!this.#moveBehind(end)) return null
    this.lines = 1 + this.#signs.breaks(stop, end)
    return { cells, chars: end - start, line, holdsNul: false, fault: null }
  }

  /** Only the first line of the record, its open cell as it is written. */
  #openRecord({ line, stop, places, cells, cellAt, across }: Row): CsvRecord | null {
    const start = this.at
    if (!this.#moveBehind(stop)) return null
    this.#signs.goBack(places)
    this.lines = 1
    const { count, from } = across ?? { count: cells.length, from: cellAt }
    const end = Math.min(stop, this.#text.length)
    const firstLine = [...cells.slice(0, count), this.#text.slice(from, end)]
    return { cells: firstLine, chars: end - start, line, holdsNul: false, fault: 'quote_not_closed' }
  }

  #longRecord({ line, cells }: Pick<Row, 'line' | 'cells'>): CsvRecord {
    const start = this.at
    this.at = start + this.#charsMax
    this.lines = this.#signs.breaks(start, this.at)
    let chars = 0
    const shown = cells.filter((cell) => (chars += cell.length) <= longRowCharsShown)
    return { cells: shown, chars: this.#charsMax, line, holdsNul: false, fault: 'row_too_long' }
  }

  #longPlainRecord(line: number): CsvRecord {
    const end = this.at + Math.min(longRowCharsShown, this.#charsMax)
    return this.#longRecord({ line, cells: this.#text.slice(this.at, end).split(this.#delimiter) })
  }

  /** Moves `at` behind the line break at `stop`. False: it may be the first half of CRLF, or is not there yet. */
  #moveBehind(stop: number): boolean {
    const text = this.#text
    if (stop >= text.length) {
      if (!this.#atEnd) return false
      this.at = text.length
      return true
    }
    if (text.charCodeAt(stop) === cr) {
      if (stop + 1 === text.length && !this.#atEnd) return false
      this.at = text.charCodeAt(stop + 1) === lf ? stop + 2 : stop + 1
      return true
    }
    this.at = stop + 1
    return true
  }
}
