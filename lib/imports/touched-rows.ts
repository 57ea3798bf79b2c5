import { type ExistingLead, LeadAt } from './outcome'

/** Rows share an entry of the ledger, and a place here, with the others of their bucket: so many of the file each. */
const bucketShift = 5
export const bucketRows = 1 << bucketShift

/** The bucket a row lies in: rows 32 to 63 in 1, and so on. */
export function bucketOf(row: number): number {
  return row >>> bucketShift
}

/**
 * Where the rows of an import that were the first to modify a lead lie: four bytes for each, of which one part tells
 * the bucket and the rest leads apart, as far as it goes. It never forgets one, and now and then names a bucket in
 * which the lead is not; the ledger knows.
 */
export class TouchedRows {
  readonly #slots: Uint32Array
  readonly #bucketBits: number
  readonly #most: number
  #added = 0

  /**
   * @param most so many leads at most
   * @param rowLast the last row of the file
   */
  constructor(most: number, rowLast: number) {
    this.#most = most
    this.#slots = new Uint32Array(Math.ceil(1.5 * most) + 1)
    this.#bucketBits = 32 - Math.clz32(bucketOf(rowLast) + 1)
  }

  add(lead: ExistingLead, row: number): void {
    if (this.#added++ === this.#most) throw new Error(`More than ${this.#most} leads were modified first.`)
    const hash = hashOf(lead)
    let at = this.#slotOf(hash)
    while (this.#slots[at] !== 0) at = this.#after(at)
    this.#slots[at] = (this.#markOf(hash) << this.#bucketBits) | (bucketOf(row) + 1)
  }

  /** The buckets in which its row may lie; mostly none. */
  bucketsOf(lead: ExistingLead): readonly number[] {
    const hash = hashOf(lead)
    const mark = this.#markOf(hash)
    let buckets: number[] | null = null
    for (let at = this.#slotOf(hash); this.#slots[at] !== 0; at = this.#after(at)) {
      const slot = this.#slots[at]!
      if (slot >>> this.#bucketBits !== mark) continue
      buckets ??= []
      buckets.push((slot & ((1 << this.#bucketBits) - 1)) - 1)
    }
    return buckets ?? none
  }

  #slotOf(hash: number): number {
    return Math.floor((hash / 2 ** 32) * this.#slots.length)
  }

  #after(at: number): number {
    return at + 1 === this.#slots.length ? 0 : at + 1
  }

  /** As many bits of another hash as there is room for. */
  #markOf(hash: number): number {
    const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    return (mixed ^ (mixed >>> 13)) >>> this.#bucketBits
  }
}

const none: readonly number[] = []

/** FNV-1a of the last digits of an id, of which 36 bits are random. */
function hashOf(lead: ExistingLead): number {
  let hash = 0x811c9dc5
  if (lead instanceof LeadAt) {
    const { bytes, at } = lead
    for (let i = at + 27; i < at + 36; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  } else {
    const { id } = lead
    for (let i = 27; i < 36; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}
