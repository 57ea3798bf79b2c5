/**
 * Values of a lead in the order of the import's `fields` (see row.ts): as texts, or as places in the bytes they were
 * read from, which are neither decoded nor copied while nobody asks. Not verified is '' like any blank.
 */
export type LeadValues = readonly string[] | ByteValues | ValuesOver

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

/** Values of which blank ones are those below. */
export class ValuesOver {
  constructor(
    readonly over: LeadValues,
    readonly under: LeadValues,
  ) {}

  get length(): number {
    return this.over.length
  }

  /** Where value `i` comes from. */
  of(i: number): LeadValues {
    return isEmptyAt(this.over, i) ? this.under : this.over
  }
}

export function valueAt(values: LeadValues, i: number): string {
  if (values instanceof ByteValues) return values.text(i)
  return values instanceof ValuesOver ? valueAt(values.of(i), i) : values[i]!
}

export function isEmptyAt(values: LeadValues, i: number): boolean {
  if (values instanceof ByteValues) return values.isEmpty(i)
  return values instanceof ValuesOver ? isEmptyAt(values.of(i), i) : values[i] === ''
}

export function isSameAt(a: LeadValues, b: LeadValues, i: number): boolean {
  if (a instanceof ByteValues && b instanceof ByteValues) return a.isSame(b, i)
  return valueAt(a, i) === valueAt(b, i)
}

/** The bytes in which value `i` lies, where it lies in any; else null. */
export function bytesAt(values: LeadValues, i: number): ByteValues | null {
  if (values instanceof ValuesOver) return bytesAt(values.of(i), i)
  return values instanceof ByteValues && values.places[values.at + 2 * i] !== wordPlace ? values : null
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
