import type { CsvRecord, CsvShape } from './records'

const quote = 0x22
const lf = 0x0a
const cr = 0x0d
const space = 0x20
const tab = 0x09

/** How much of a row that is too long is still split into cells, so that the report can name its email. */
const longRowCharsShown = 4_000

/** What became of the search for a cell's closing quote. */
type Closing =
  | { kind: 'closed'; quoteAt: number; end: number }
  | { kind: 'open' }
  | { kind: 'too_long' }
  | { kind: 'undecided' }
const open: Closing = { kind: 'open' }
const tooLong: Closing = { kind: 'too_long' }
const undecided: Closing = { kind: 'undecided' }

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
  /** Next place of each sign at or after the last place asked for; Infinity when there is none: each is sought once. */
  #lfAt = -1
  #crAt = -1
  #quoteAt = -1
  #delimiterAt = -1

  constructor(text: string, atEnd: boolean, { delimiter, rowCharsMax }: CsvShape) {
    this.#text = text
    this.#atEnd = atEnd
    this.#delimiter = delimiter
    this.#charsMax = rowCharsMax
  }

  /** The record that starts at `at`, which moves behind it. Null: more text is needed to tell. */
  record(line: number): CsvRecord | null {
    const start = this.at
    const stop = this.#lineEnd(start)
    if (this.#nextQuote(start) < Math.min(stop, start + this.#charsMax + 1))
      return this.#quotedRecord(line, stop)
    const text = this.#text
    if (stop === Infinity && !this.#atEnd)
      return text.length - start > this.#charsMax ? this.#longRecord(line, this.#shown(start)) : null
    const end = Math.min(stop, text.length)
    if (end - start > this.#charsMax) return this.#longRecord(line, this.#shown(start))
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
    const stop = this.#lineEnd(this.at)
    if (this.#moveBehind(stop)) return true
    this.at = Math.min(stop, this.#text.length)
    return false
  }

  /** A record with a quote before its first line break at `stop`. */
  #quotedRecord(line: number, stop: number): CsvRecord | null {
    const text = this.#text
    const start = this.at
    const places = [this.#lfAt, this.#crAt, this.#quoteAt, this.#delimiterAt] as const
    const cells: string[] = []
    /** The cell that the first line break lies in: how many come before it, and where it starts. */
    let across: { count: number; from: number } | null = null
    let cellAt = start
    for (;;) {
      if (cellAt - start > this.#charsMax) return this.#goBack(places).#longRecord(line, cells)
      if (text.charCodeAt(cellAt) !== quote) {
        const stopOfCell = this.#lineEnd(cellAt)
        const delimiterAt = this.#nextDelimiter(cellAt)
        if (delimiterAt < stopOfCell && delimiterAt - start <= this.#charsMax) {
          cells.push(text.slice(cellAt, delimiterAt))
          cellAt = delimiterAt + 1
          continue
        }
        if (stopOfCell === Infinity && !this.#atEnd && text.length - start <= this.#charsMax) return null
        const end = Math.min(stopOfCell, text.length)
        if (end - start > this.#charsMax) return this.#goBack(places).#longRecord(line, cells)
        cells.push(text.slice(cellAt, end))
        return this.#wholeRecord(line, cells, end)
      }
      const closing = this.#closing(start, cellAt, stop)
      if (closing.kind === 'undecided') return null
      if (closing.kind === 'too_long') return this.#goBack(places).#longRecord(line, cells)
      if (closing.kind === 'open') {
        const { count, from } = across ?? { count: cells.length, from: cellAt }
        const firstLine = [...cells.slice(0, count), text.slice(from, Math.min(stop, text.length))]
        return this.#goBack(places).#openRecord(line, firstLine, stop)
      }
      if (across === null && closing.quoteAt > stop) across = { count: cells.length, from: cellAt }
      const cell = text.slice(cellAt + 1, closing.quoteAt)
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell)
      if (closing.end === text.length || !this.#isDelimiter(closing.end))
        return this.#wholeRecord(line, cells, closing.end)
      cellAt = closing.end + 1
    }
  }

  /** Looks for the quote that closes the cell opened at `cellAt`, and for what follows it behind spaces. */
  #closing(start: number, cellAt: number, stop: number): Closing {
    const text = this.#text
    const last = start + this.#charsMax
    let from = cellAt + 1
    let stray = false
    for (;;) {
      const quoteAt = this.#nextQuote(from)
      if (quoteAt === Infinity && text.length <= last) return this.#atEnd ? open : undecided
      if (quoteAt > last) return stop <= last ? open : tooLong
      if (stray && stop < quoteAt) return open
      if (text.charCodeAt(quoteAt + 1) === quote) {
        from = quoteAt + 2
        continue
      }
      let end = quoteAt + 1
      while (end <= last && this.#isSpace(end)) end++
      if (end > last) return stop <= last ? open : tooLong
      if (end === text.length) return this.#atEnd ? { kind: 'closed', quoteAt, end } : undecided
      if (this.#isDelimiter(end) || this.#isBreak(end)) return { kind: 'closed', quoteAt, end }
      if (stop < quoteAt) return open
      stray = true
      from = quoteAt + 1
    }
  }

  #wholeRecord(line: number, cells: string[], end: number): CsvRecord | null {
    const start = this.at
    if (!this.#moveBehind(end)) return null
    this.lines = 1 + this.#breaks(start, end)
    return { cells, chars: end - start, line, holdsNul: false, fault: null }
  }

  #openRecord(line: number, cells: string[], stop: number): CsvRecord | null {
    const start = this.at
    if (!this.#moveBehind(stop)) return null
    this.lines = 1
    return { cells, chars: this.at - start, line, holdsNul: false, fault: 'quote_not_closed' }
  }

  #longRecord(line: number, cells: string[]): CsvRecord {
    const start = this.at
    this.at = start + this.#charsMax
    this.lines = this.#breaks(start, this.at)
    let chars = 0
    const shown = cells.filter((cell) => (chars += cell.length) <= longRowCharsShown)
    return { cells: shown, chars: this.#charsMax, line, holdsNul: false, fault: 'row_too_long' }
  }

  #shown(start: number): string[] {
    const end = start + Math.min(longRowCharsShown, this.#charsMax)
    return this.#text.slice(start, end).split(this.#delimiter)
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

  /** Forgets what was sought beyond the first line of a faulty record. */
  #goBack([lfAt, crAt, quoteAt, delimiterAt]: readonly [number, number, number, number]): this {
    this.#lfAt = lfAt
    this.#crAt = crAt
    this.#quoteAt = quoteAt
    this.#delimiterAt = delimiterAt
    return this
  }

  #lineEnd(from: number): number {
    if (this.#lfAt < from) this.#lfAt = this.#find('\n', from)
    if (this.#crAt < from) this.#crAt = this.#find('\r', from)
    return Math.min(this.#lfAt, this.#crAt)
  }

  #nextQuote(from: number): number {
    if (this.#quoteAt < from) this.#quoteAt = this.#find('"', from)
    return this.#quoteAt
  }

  #nextDelimiter(from: number): number {
    if (this.#delimiterAt < from) this.#delimiterAt = this.#find(this.#delimiter, from)
    return this.#delimiterAt
  }

  #find(sign: string, from: number): number {
    const at = this.#text.indexOf(sign, from)
    return at === -1 ? Infinity : at
  }

  /** Line breaks between two places; CRLF is one. */
  #breaks(from: number, to: number): number {
    let count = 0
    for (let i = from; i < to; i++) {
      const code = this.#text.charCodeAt(i)
      if (code === lf || (code === cr && this.#text.charCodeAt(i + 1) !== lf)) count++
    }
    return count
  }

  #isDelimiter(at: number): boolean {
    return this.#text.charCodeAt(at) === this.#delimiter.charCodeAt(0)
  }

  #isBreak(at: number): boolean {
    const code = this.#text.charCodeAt(at)
    return code === lf || code === cr
  }

  #isSpace(at: number): boolean {
    const code = this.#text.charCodeAt(at)
    return (code === space || code === tab) && !this.#isDelimiter(at)
  }
}
