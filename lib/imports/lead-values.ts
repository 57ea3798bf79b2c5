/**
 * Values of a lead in the order of the import's `fields` (see row.ts): as texts, or as places in the bytes they were
 * read from, which are neither decoded nor copied while nobody asks. Not verified is '' like any blank.
 */
export type LeadValues = readonly string[] | ByteValues

/** Marks the value that is a word of ours instead of a place in the bytes. */
export const wordPlace = -1

/** Values that lie in UTF-8 bytes. Keep none longer than its batch: it keeps the piece of the file it lies in. */
export class ByteValues {
  /**
   * @param places from `at` on a start and an end per value; start `wordPlace` stands for `word`
   * @param word the email status, as it is written in no file
   */
  constructor(
    readonly bytes: Buffer,
    readonly places: Int32Array,
    readonly at: number,
    readonly length: number,
    readonly word: string,
  ) {}

  text(i: number): string {
    const start = this.places[this.at + 2 * i]!
    return start === wordPlace ? this.word : textIn(this.bytes, start, this.places[this.at + 2 * i + 1]!)
  }

  isEmpty(i: number): boolean {
    const start = this.places[this.at + 2 * i]!
    return start === wordPlace ? this.word === '' : start === this.places[this.at + 2 * i + 1]
  }

  /** Whether value `i` is the same in both. */
  isSame(other: ByteValues, i: number): boolean {
    const start = this.places[this.at + 2 * i]!
    const otherStart = other.places[other.at + 2 * i]!
    if (start === wordPlace || otherStart === wordPlace) return this.text(i) === other.text(i)
    const size = this.places[this.at + 2 * i + 1]! - start
    if (other.places[other.at + 2 * i + 1]! - otherStart !== size) return false
    for (let k = 0; k < size; k++) if (this.bytes[start + k] !== other.bytes[otherStart + k]) return false
    return true
  }
}

export function valueAt(values: LeadValues, i: number): string {
  return values instanceof ByteValues ? values.text(i) : values[i]!
}

export function isEmptyAt(values: LeadValues, i: number): boolean {
  return values instanceof ByteValues ? values.isEmpty(i) : values[i] === ''
}

export function isSameAt(a: LeadValues, b: LeadValues, i: number): boolean {
  if (a instanceof ByteValues && b instanceof ByteValues) return a.isSame(b, i)
  return valueAt(a, i) === valueAt(b, i)
}

/** All of them as texts; a new array. */
export function textsOf(values: LeadValues): string[] {
  return Array.from({ length: values.length }, (_, i) => valueAt(values, i))
}

/** The text of some UTF-8 bytes. */
export function textIn(bytes: Buffer, start: number, end: number): string {
  for (let at = start; at < end; at++) if (bytes[at]! > 0x7f) return bytes.toString('utf8', start, end)
  return bytes.toString('latin1', start, end)
}
