export const quote = 0x22
export const lf = 0x0a
export const cr = 0x0d
const space = 0x20
const tab = 0x09

export type Places = readonly [lf: number, cr: number, quote: number, delimiter: number]

/**
 * Finds the signs that give a CSV text its form. Remembers the next place of each at or after the last place asked
 * for (Infinity: there is none), so that going through a text from front to back seeks each sign once.
 */
export class TextSigns {
  readonly #text: string
  readonly #delimiter: string
  readonly #delimiterCode: number
  #lfAt = -1
  #crAt = -1
  #quoteAt = -1
  #delimiterAt = -1

  constructor(text: string, delimiter: string) {
    this.#text = text
    this.#delimiter = delimiter
    this.#delimiterCode = delimiter.charCodeAt(0)
  }

  /** The first LF or CR. */
  lineEnd(from: number): number {
    if (this.#lfAt < from) this.#lfAt = this.#find('\n', from)
    if (this.#crAt < from) this.#crAt = this.#find('\r', from)
    return Math.min(this.#lfAt, this.#crAt)
  }

  quote(from: number): number {
    if (this.#quoteAt < from) this.#quoteAt = this.#find('"', from)
    return this.#quoteAt
  }

  delimiter(from: number): number {
    if (this.#delimiterAt < from) this.#delimiterAt = this.#find(this.#delimiter, from)
    return this.#delimiterAt
  }

  #find(sign: string, from: number): number {
    const at = this.#text.indexOf(sign, from)
    return at === -1 ? Infinity : at
  }

  /** What is remembered now; `goBack` to it before asking for places further in front. */
  places(): Places {
    return [this.#lfAt, this.#crAt, this.#quoteAt, this.#delimiterAt]
  }

  goBack([lfAt, crAt, quoteAt, delimiterAt]: Places): void {
    this.#lfAt = lfAt
    this.#crAt = crAt
    this.#quoteAt = quoteAt
    this.#delimiterAt = delimiterAt
  }

  /** Line breaks between two places; CRLF is one. */
  breaks(from: number, to: number): number {
    let count = 0
    for (let i = from; i < to; i++) {
      const code = this.#text.charCodeAt(i)
      if (code === lf || (code === cr && this.#text.charCodeAt(i + 1) !== lf)) count++
    }
    return count
  }

  isDelimiter(at: number): boolean {
    return this.#text.charCodeAt(at) === this.#delimiterCode
  }

  isBreak(at: number): boolean {
    const code = this.#text.charCodeAt(at)
    return code === lf || code === cr
  }

  isSpace(at: number): boolean {
    const code = this.#text.charCodeAt(at)
    return (code === space || code === tab) && code !== this.#delimiterCode
  }
}
