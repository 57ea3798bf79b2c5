import type { LeadColumns } from './lead-columns'
import { bytesAt, type LeadValues, valueAt } from './lead-values'

const [quote, comma, open, close, backslash] = [0x22, 0x2c, 0x7b, 0x7d, 0x5c] as const
/** A byte becomes at most six: a control character is written as \\u001f. */
const growth = 6

/** The custom fields of a lead as JSON in bytes, blank ones left out, written without making text of its values. */
export class CustomJson {
  bytes = Buffer.allocUnsafeSlow(4_096)
  length = 0
  readonly #fields: { at: number; key: Buffer }[]

  constructor(custom: LeadColumns['custom']) {
    this.#fields = custom.map(({ key, at }) => ({ at, key: Buffer.from(`${key}:`) }))
  }

  /** Writes one lead's into `bytes`, over what was there. */
  fill(values: LeadValues): void {
    this.length = 0
    this.#reserve(2)
    this.bytes[this.length++] = open
    for (const { at, key } of this.#fields) this.#field(values, at, key)
    this.bytes[this.length++] = close
  }

  #field(values: LeadValues, at: number, key: Buffer): void {
    const [bytes, start, end] = placeOf(values, at)
    if (start === end) return
    this.#reserve(key.length + growth * (end - start) + 8)
    if (this.length > 1) this.bytes[this.length++] = comma
    for (let i = 0; i < key.length; i++) this.bytes[this.length++] = key[i]!
    this.bytes[this.length++] = quote
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!
      if (byte === quote || byte === backslash) this.bytes[this.length++] = backslash
      if (byte < 0x20) this.length += this.bytes.write(`\\u00${hex(byte)}`, this.length)
      else this.bytes[this.length++] = byte
    }
    this.bytes[this.length++] = quote
  }

  #reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const grown = Buffer.allocUnsafeSlow(2 * (this.length + more))
    this.bytes.copy(grown, 0, 0, this.length)
    this.bytes = grown
  }
}

function placeOf(values: LeadValues, at: number): [bytes: Buffer, start: number, end: number] {
  const there = bytesAt(values, at)
  if (there) return [there.bytes, there.places[there.at + 2 * at]!, there.places[there.at + 2 * at + 1]!]
  const bytes = Buffer.from(valueAt(values, at))
  return [bytes, 0, bytes.length]
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
