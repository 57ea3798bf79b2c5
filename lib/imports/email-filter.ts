import type { EmailKey } from '../db/ids'

const bitsPerEmail = 24
const probes = 8

/**
 * Remembers emails in 24 bits each (a Bloom filter): it never denies one that was added, and confirms about one in ten
 * thousand that was not.
 */
export class EmailFilter {
  readonly #bits: Uint32Array

  /** @param most so many emails are expected; with more it confirms too often */
  constructor(most: number) {
    this.#bits = new Uint32Array(Math.ceil((Math.max(most, 1) * bitsPerEmail) / 32))
  }

  add(email: EmailKey): void {
    let bit = hash(email)
    const step = stepOf(bit)
    for (let i = 0; i < probes; i++, bit = (bit + step) >>> 0) this.#bits[this.#word(bit)]! |= 1 << (bit & 31)
  }

  mayHold(email: EmailKey): boolean {
    let bit = hash(email)
    const step = stepOf(bit)
    for (let i = 0; i < probes; i++, bit = (bit + step) >>> 0)
      if ((this.#bits[this.#word(bit)]! & (1 << (bit & 31))) === 0) return false
    return true
  }

  #word(bit: number): number {
    return (bit >>> 5) % this.#bits.length
  }
}

/** FNV-1a. */
function hash(email: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < email.length; i++) hash = Math.imul(hash ^ email.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** From one bit of an email to the next; never even. */
function stepOf(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) | 1
}
