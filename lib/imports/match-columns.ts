import { plainName } from '../leads/plain-name'
import { assign } from './assign-columns'
import { type Candidate, candidatesOf } from './column-candidates'
import { ColumnLooks } from './column-looks'
import { columnTitle } from './column-title'
import type { ColumnLook, FileFacts } from './file-facts'
import { type MappingTarget, targetLabel } from './mapping-target'

export type Confidence = 'exact' | 'likely' | 'guess'

/** What one column of a file is matched with, and why, as a phrase for people. */
export type ColumnMatch = {
  index: number
  /** The header as the file has it. */
  column: string
  field: MappingTarget | null
  /** `remembered`: as people chose for such a file before (remembered-matches.ts). */
  confidence: Confidence | 'remembered' | null
  reason: string
}

/** What our own file of rejected rows puts behind the columns of the original file. */
export const reportColumns = ['Row', 'Reason', 'How to fix'] as const

/**
 * Matches the columns of a file by what reading it said.
 * @param customFields the names of the account's custom fields
 */
export function matchFile(
  { columns, sample, looks }: Pick<FileFacts, 'columns' | 'sample' | 'looks'>,
  customFields: readonly string[] = [],
): ColumnMatch[] {
  return matchColumns(columns, sample, { looks: looks.length > 0 ? looks : undefined, customFields })
}

type Known = {
  /** Else judged by the sample. */
  looks?: readonly ColumnLook[] | undefined
  customFields?: readonly string[]
}

/**
 * Matches the columns of a file with the fields of a lead: by header, else by a header that is nearly a name, else by
 * what the cells hold (column-candidates.ts). Each field is given to one column and each column one field, so that
 * together the best matches are made: no better match is given up for others, columns with values go before empty
 * ones, and among equals the leftmost wins. The columns of our own report of rejected rows, when they are the last,
 * are never imported.
 */
export function matchColumns(
  columns: readonly string[],
  sample: readonly (readonly string[])[],
  { looks = looksOf(sample, columns.length), customFields = [] }: Known = {},
): ColumnMatch[] {
  const ours = endsWithReport(columns) ? columns.length - reportColumns.length : columns.length
  const candidates = candidatesOf(columns.slice(0, ours), looks, customFields)
  const given = assign(
    candidates.map((one) => ({ ...one, target: one.field, weight: weightOf(one, columns, looks) })),
  )
  return columns.map((column, index) => {
    const won = given.find((one) => one.index === index)
    if (won) return { index, column, field: won.field, confidence: won.confidence, reason: won.reason }
    const lost = candidates.find((one) => one.index === index)
    const winner = given.find((one) => one.field === lost?.field)
    const reason = winner
      ? `“${columnTitle(columns, winner.index)}” is ${targetLabel(winner.field)}`
      : index < ours
        ? unmatchedReason(column, looks[index])
        : 'A column of our report'
    return { index, column, field: null, confidence: null, reason }
  })
}

/** One match of a better kind outweighs all of a lesser kind; values outweigh the place. There are 1,000 columns at most. */
const places = 1_000
const fieldsAtMost = 128
const kinds: Record<Confidence, number> = { guess: 1, likely: fieldsAtMost, exact: fieldsAtMost ** 2 }

function weightOf(
  { index, confidence, doubted }: Candidate,
  columns: readonly string[],
  looks: readonly ColumnLook[],
): number {
  const someFilled = looks.some(({ filled }) => filled > 0)
  const filled = someFilled && looks[index]?.filled === 0 ? 0 : 1
  const place = (columns.length - index) / places
  return kinds[confidence] * fieldsAtMost * (doubted ? 4 : 8) + filled * 4 + place
}

function unmatchedReason(column: string, look: ColumnLook | undefined): string {
  if (look && look.filled > 0 && look.links >= 0.9 * look.filled)
    return `${look.links} of ${look.filled} values look like links, and no lead field holds links`
  if (look && look.filled > 0 && look.addressForms >= 0.9 * look.filled)
    return `${look.addressForms} of ${look.filled} values look like forms of address`
  return plainName(column) === '' ? 'The column has no name' : 'No lead field has this name'
}

function looksOf(sample: readonly (readonly string[])[], columns: number): ColumnLook[] {
  const looks = new ColumnLooks()
  for (const row of sample) looks.see(row)
  return looks.of(columns)
}

/** Whether a header ends with the columns of our report: then they are ours, wherever the file has been since. */
export function endsWithReport(columns: readonly string[]): boolean {
  const last = columns.slice(-reportColumns.length).map(plainName)
  return (
    columns.length > reportColumns.length && reportColumns.every((name, i) => plainName(name) === last[i])
  )
}
