/**
 * Which emails stand more than once among many, in memory that does not grow with them: two Bloom filters with two bits
 * an email. About one email in a hundred may be taken for a repeated one that is not; never the other way round.
 */
export class Repeats {
  readonly #seen: Bits
  readonly #again: Bits

  /** @param count how many will be noted, about */
  constructor(count: number) {
    const slots = slotsFor(count)
    this.#seen = new Bits(slots)
    this.#again = new Bits(slots)
  }

  note(email: string): void {
    const [one, other] = hashesOf(email)
    if (this.#seen.has(one) && this.#seen.has(other)) {
      this.#again.set(one)
      this.#again.set(other)
      return
    }
    this.#seen.set(one)
    this.#seen.set(other)
  }

  /** Whether it was noted more than once. */
  has(email: string): boolean {
    const [one, other] = hashesOf(email)
    return this.#again.has(one) && this.#again.has(other)
  }
}

/** A power of two, at least sixteen times the count; at most 2^27, which are 16 MB. */
function slotsFor(count: number): number {
  let slots = 1024
  while (slots < count * 16 && slots < 2 ** 27) slots *= 2
  return slots
}

class Bits {
  readonly #bytes: Uint8Array
  readonly #mask: number

  constructor(slots: number) {
    this.#bytes = new Uint8Array(slots / 8)
    this.#mask = slots - 1
  }

  set(hash: number): void {
    const slot = hash & this.#mask
    this.#bytes[slot >>> 3]! |= 1 << (slot & 7)
  }

  has(hash: number): boolean {
    const slot = hash & this.#mask
    return (this.#bytes[slot >>> 3]! & (1 << (slot & 7))) !== 0
  }
}

/** Two hashes of one reading: FNV-1a over UTF-16 code units, mixed in two ways. */
function hashesOf(text: string): [number, number] {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return [mixed(hash, 0x85ebca6b), mixed(hash, 0xc2b2ae35)]
}

function mixed(hash: number, by: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), by)
  return once ^ (once >>> 13)
}
