/** The rows of the file that an import has when it has not all of them: numbers in rising order, asked in rising order. */
export class OwnRows {
  readonly #rows: Int32Array
  #at = 0

  /** @param rows in rising order */
  constructor(rows: Int32Array) {
    this.#rows = rows
  }

  get count(): number {
    return this.#rows.length
  }

  get last(): number | null {
    return this.#rows.at(-1) ?? null
  }

  /** Whether the row is one of them. Rows must be asked for in rising order: then each answer costs one comparison. */
  has(row: number): boolean {
    while (this.#at < this.#rows.length && this.#rows[this.#at]! < row) this.#at++
    return this.#rows[this.#at] === row
  }

  /** Whether none comes behind this row. */
  endsWith(row: number): boolean {
    return (this.last ?? 0) <= row
  }

  /** How many of them are numbered `first` … `last`. */
  between(first: number, last: number): number {
    return this.#before(last + 1) - this.#before(first)
  }

  /** The rows behind `after` as spans of neighbours. */
  *spansAfter(after: number): Generator<[first: number, last: number]> {
    let at = this.#before(after + 1)
    while (at < this.#rows.length) {
      const first = this.#rows[at]!
      while (this.#rows[at + 1] === this.#rows[at]! + 1) at++
      yield [first, this.#rows[at]!]
      at++
    }
  }

  #before(row: number): number {
    let low = 0
    let high = this.#rows.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#rows[middle]! < row) low = middle + 1
      else high = middle
    }
    return low
  }
}
