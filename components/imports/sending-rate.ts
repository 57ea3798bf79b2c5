/** Bytes that had been sent at a time. */
type Mark = { ms: number; bytes: number }

const windowMs = 5_000

/** How fast bytes go out, by the last five seconds. */
export class SendingRate {
  #marks: Mark[] = []

  /** Notes how much has been sent. Less than before: sending began anew, or went back to what had arrived. */
  note(mark: Mark): void {
    const last = this.#marks.at(-1)
    if (last && mark.bytes < last.bytes) this.#marks = []
    this.#marks.push(mark)
    while ((this.#marks[1]?.ms ?? mark.ms) < mark.ms - windowMs) this.#marks.shift()
  }

  /** Forgets the pace: sending paused. */
  rest(): void {
    this.#marks = []
  }

  /** Null until there is half a second to judge by. */
  bytesPerSecond(): number | null {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)]
    if (!first || !last || last.ms - first.ms < 500) return null
    return (1000 * (last.bytes - first.bytes)) / (last.ms - first.ms)
  }
}
