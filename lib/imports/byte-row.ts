import { addressFinding } from '../leads/address-check'
import { plainEmailIn } from '../leads/email-address'
import type { ByteRecords } from './byte-records'
import { ByteValues, textIn, wordPlace } from './lead-values'
import { type RowInput, type RowShape, statusValue } from './row'

const apostrophe = 0x27

/** Reads rows that lie in bytes: what `rowInput` says of them, for those that need no look at their text. */
export class ByteRows {
  readonly #shape: RowShape
  /** Names and tags are taken apart as text. */
  readonly #isPlain: boolean
  #places = new Int32Array(0)
  #placesUsed = 0
  readonly #statuses = new Map<string, string>()

  constructor(shape: RowShape) {
    this.#shape = shape
    this.#isPlain = shape.nameAt === -1 && shape.tagsAt === -1
  }

  /** The row that `records` found; null: its email or a value must be looked at as text. */
  input(row: number, bytes: Buffer, { starts, ends }: ByteRecords): RowInput | null {
    if (!this.#isPlain) return null
    const { emailAt, columns, statusAt } = this.#shape
    const [start, end] = trimmed(bytes, starts[emailAt]!, ends[emailAt]!)
    const email = plainEmailIn(bytes, start, end)
    if (email === null) return null
    const at = this.#room(2 * columns.length)
    const places = this.#places
    let word = ''
    for (let i = 0; i < columns.length; i++) {
      let start = starts[columns[i]!]!
      let end = ends[columns[i]!]!
      if (start < end && !(isPlainEdge(bytes[start]!) && isPlainEdge(bytes[end - 1]!))) {
        if (bytes[start] === apostrophe) return null
        ;[start, end] = trimmed(bytes, start, end)
        if (
          start < end &&
          (mayBeUnseen(bytes, start) || mayBeUnseen(bytes, lastCharacter(bytes, start, end)))
        )
          return null
      }
      if (i === statusAt) {
        word = start === end ? '' : this.#status(textIn(bytes, start, end))
        start = wordPlace
      }
      places[at + 2 * i] = start
      places[at + 2 * i + 1] = end
    }
    this.#placesUsed = at + 2 * columns.length
    const values = new ByteValues(bytes, places, at, columns.length, word)
    return { kind: 'lead', row, email, values, finding: addressFinding(email) }
  }

  /** A verifier has few words, each for many rows. */
  #status(word: string): string {
    const seen = this.#statuses.get(word)
    if (seen !== undefined) return seen
    const status = statusValue(word)
    if (this.#statuses.size < statusesMax) this.#statuses.set(word, status)
    return status
  }

  /** Rows share arrays of places: an array each would cost more than the places. */
  #room(size: number): number {
    if (this.#placesUsed + size > this.#places.length) {
      this.#places = new Int32Array(Math.max(size, placesAtATime))
      this.#placesUsed = 0
    }
    return this.#placesUsed
  }
}

const placesAtATime = 4_096
const statusesMax = 1_000

/** Above the apostrophe and in ASCII: neither a space nor the formula guard. Most cells begin and end so. */
function isPlainEdge(byte: number): boolean {
  return byte > apostrophe && byte < 0x7f
}

/** Without ASCII space at its edges. */
function trimmed(bytes: Buffer, start: number, end: number): [start: number, end: number] {
  let [from, to] = [start, end]
  while (from < to && isAsciiSpace(bytes[from]!)) from++
  while (to > from && isAsciiSpace(bytes[to - 1]!)) to--
  return [from, to]
}

function isAsciiSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}

/** Where the last character begins. */
function lastCharacter(bytes: Buffer, start: number, end: number): number {
  let at = end - 1
  while (at > start && (bytes[at]! & 0xc0) === 0x80) at--
  return at
}

/** Whether the character may be one that `trimEdges` trims beyond ASCII; the others are told apart as text. */
function mayBeUnseen(bytes: Buffer, at: number): boolean {
  const first = bytes[at]!
  if (first < 0xc2) return false
  const second = bytes[at + 1]!
  switch (first) {
    case 0xc2: // U+0085, U+00A0, U+00AD
      return second === 0x85 || second === 0xa0 || second === 0xad
    case 0xe1: // U+1680, U+180E
      return second === 0x9a || second === 0xa0
    case 0xe2: // U+2000 to U+206F
      return second === 0x80 || second === 0x81
    case 0xe3: // U+3000
      return second === 0x80
    case 0xef: // U+FEFF
      return second === 0xbb
    default:
      return false
  }
}
