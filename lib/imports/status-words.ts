import { emailStatusOf } from '../leads/email-status'
import { isBlank } from '../leads/trim'
import { fieldByName } from './column-names'
import type { StatusWord, UnknownStatuses } from './file-facts'

const rowsTried = 100
const wordsMax = 200
const wordsKept = 20
const wordCharsMax = 60

/**
 * Finds what no email verifier we know says, in the columns that hold the words of one: by their header, or because
 * most of their first values are such words. Other columns cost nothing after the first rows.
 */
export class StatusWords {
  readonly #named: ReadonlySet<number>
  readonly #seen = new Map<number, Column>()
  #rows = 0

  constructor(columns: readonly string[]) {
    this.#named = new Set(
      columns.flatMap((name, at) => (fieldByName(name)?.field === 'email_status' ? [at] : [])),
    )
  }

  see(cells: readonly string[]): void {
    if (this.#rows < rowsTried) {
      for (let at = 0; at < cells.length; at++) this.#look(at, cells[at]!)
      if (++this.#rows === rowsTried) this.#drop()
    } else for (const at of this.#seen.keys()) if (at < cells.length) this.#look(at, cells[at]!)
  }

  /** Columns with such words, by their place; the most frequent words first. */
  unknown(): UnknownStatuses[] {
    this.#drop()
    return [...this.#seen]
      .filter(([, { unknown }]) => unknown > 0)
      .toSorted(([a], [b]) => a - b)
      .map(([column, { words, unknown }]) => ({
        column,
        values: unknown,
        distinct: words.size,
        words: [...words.values()].toSorted((a, b) => b.count - a.count).slice(0, wordsKept),
      }))
  }

  #look(at: number, cell: string): void {
    if (isBlank(cell)) return
    let column = this.#seen.get(at)
    if (!column) this.#seen.set(at, (column = { known: 0, unknown: 0, words: new Map() }))
    if (emailStatusOf(cell) !== null) {
      column.known++
      return
    }
    column.unknown++
    const word = cell.trim().slice(0, wordCharsMax).toWellFormed()
    const key = word.toLowerCase()
    const before = column.words.get(key)
    if (before) before.count++
    else if (column.words.size < wordsMax) column.words.set(key, { word, count: 1 })
  }

  /** Keeps the columns that hold the words of a verifier. */
  #drop(): void {
    for (const [at, { known, unknown }] of this.#seen)
      if (!this.#named.has(at) && known <= unknown) this.#seen.delete(at)
  }
}

type Column = { known: number; unknown: number; words: Map<string, StatusWord> }

/** "3 words we don’t know count as Not verified: “foo” (12 values), “bar” (1 value), “baz” (1 value)." */
export function unknownStatusesText({ distinct, words }: UnknownStatuses): string {
  const shown = words
    .slice(0, 5)
    .map(({ word, count }) => `“${word}” (${count === 1 ? '1 value' : `${number.format(count)} values`})`)
  const more = distinct - shown.length
  const list =
    more > 0 ? `${shown.join(', ')} and ${more === 1 ? '1 more' : `${more} more`}` : shown.join(', ')
  const head = distinct === 1 ? '1 word we don’t know counts' : `${distinct} words we don’t know count`
  return `${head} as Not verified: ${list}.`
}

const number = new Intl.NumberFormat('en-US')
