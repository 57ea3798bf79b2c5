const windowMs = 10 * 60 * 1000
const keysMax = 50_000

type Count = { count: number; until: number }

/**
 * Counts tries per key in windows of ten minutes. Kept in the memory of the web process: a restart forgets them,
 * and several web processes count each for themselves.
 */
export class Tries {
  readonly #counts = new Map<string, Count>()

  /** Counts a try and gives 0; or, when `triesMax` are used up, counts nothing and gives the minutes to wait. */
  take(key: string, triesMax: number, now = Date.now()): number {
    const entry = this.#counts.get(key)
    if (!entry || entry.until <= now) {
      this.#makeRoom(now)
      this.#counts.set(key, { count: 1, until: now + windowMs })
      return 0
    }
    if (entry.count >= triesMax) return Math.ceil((entry.until - now) / 60_000)
    entry.count++
    return 0
  }

  /** Takes a counted try back: it was a good one. */
  giveBack(key: string): void {
    const entry = this.#counts.get(key)
    if (entry) entry.count--
  }

  /** When full, forgets what is over, then the oldest; a map keeps the order of insertion. */
  #makeRoom(now: number): void {
    if (this.#counts.size < keysMax) return
    for (const [key, entry] of this.#counts) if (entry.until <= now) this.#counts.delete(key)
    for (const key of this.#counts.keys()) {
      if (this.#counts.size < keysMax) return
      this.#counts.delete(key)
    }
  }
}
