import type { EmailKey } from '../db/ids'

const bitsPerEmail = 10
const probes = 5

/**
 * Remembers emails in ten bits each (a Bloom filter): it never denies one that was added, and confirms about one in a
 * hundred that was not.
 */
export class EmailFilter {
  readonly #bits: Uint32Array

  /** @param most so many emails are expected; with more it confirms too often */
  constructor(most: number) {
    this.#bits = new Uint32Array(Math.ceil((Math.max(most, 1) * bitsPerEmail) / 32))
  }

  add(email: EmailKey): void {
    let [bit, step] = hashes(email)
    for (let i = 0; i < probes; i++, bit += step) this.#bits[this.#word(bit)]! |= 1 << (bit & 31)
  }

  mayHold(email: EmailKey): boolean {
    let [bit, step] = hashes(email)
    for (let i = 0; i < probes; i++, bit += step)
      if ((this.#bits[this.#word(bit)]! & (1 << (bit & 31))) === 0) return false
    return true
  }

  #word(bit: number): number {
    return (bit >>> 5) % this.#bits.length
  }
}

/** FNV-1a, and a step for further bits that is never even. */
function hashes(email: string): [bit: number, step: number] {
  let hash = 0x811c9dc5
  for (let i = 0; i < email.length; i++) hash = Math.imul(hash ^ email.charCodeAt(i), 0x01000193)
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return [hash >>> 0, (mixed ^ (mixed >>> 13)) | 1]
}
