import { plainName } from '../leads/plain-name'
import { ColumnLooks } from './column-looks'
import { fieldByName, fieldByNearName, fieldBySynonym, meansFullName, namesFullName } from './column-names'
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
  confidence: Confidence | null
  reason: string
}

type Candidate = { index: number; field: MappingTarget; confidence: Confidence; reason: string }

const rank: Record<Confidence, number> = { exact: 0, likely: 1, guess: 2 }
/** The share of a column's filled cells that must look like something before we guess that it is that. */
const shareMin = 0.9

/** What our own file of rejected rows puts behind the columns of the original file. */
export const reportColumns = ['Row', 'Reason', 'How to fix'] as const

/** Matches the columns of a file by what reading it said. */
export function matchFile({
  columns,
  sample,
  looks,
}: Pick<FileFacts, 'columns' | 'sample' | 'looks'>): ColumnMatch[] {
  return matchColumns(columns, sample, looks.length > 0 ? looks : undefined)
}

/**
 * Matches the columns of a file with the fields of a lead: by header, else by a header that is nearly the name, else
 * email and phone by what the cells hold. A full name is taken where neither first nor last name is there. Each field is given once: to the better match, among equals to the leftmost.
 * The columns of our own report of rejected rows, when they are the last, are never imported.
 */
export function matchColumns(
  columns: readonly string[],
  sample: readonly (readonly string[])[],
  looks: readonly ColumnLook[] = looksOf(sample, columns.length),
): ColumnMatch[] {
  const ours = endsWithReport(columns) ? columns.length - reportColumns.length : columns.length
  const found = columns.slice(0, ours).flatMap((column, index): Candidate[] => {
    const candidate =
      byHeader(column, index) ?? byNearHeader(column, index) ?? byContent(columns, looks, index)
    return candidate ? [candidate] : []
  })
  const hasParts = found.some(({ field }) => field === 'first_name' || field === 'last_name')
  const candidates = found.filter(({ field }) => !(field === 'full_name' && hasParts))
  const taken = new Map<MappingTarget, Candidate>()
  for (const candidate of candidates.toSorted((a, b) => rank[a.confidence] - rank[b.confidence]))
    if (!taken.has(candidate.field)) taken.set(candidate.field, candidate)
  return columns.map((column, index) => {
    const candidate = candidates.find((one) => one.index === index)
    if (!candidate)
      return unmatched(column, index, index < ours ? 'No lead field has this name' : 'A column of our report')
    const winner = taken.get(candidate.field)
    if (winner !== candidate && winner)
      return unmatched(
        column,
        index,
        `“${columnTitle(columns, winner.index)}” is ${targetLabel(winner.field)}`,
      )
    const { field, confidence, reason } = candidate
    return { index, column, field, confidence, reason }
  })
}

function byHeader(column: string, index: number): Candidate | null {
  const exact = fieldByName(column)
  if (exact) return { index, field: exact, confidence: 'exact', reason: 'The same name' }
  if (namesFullName(column))
    return { index, field: 'full_name', confidence: 'exact', reason: 'The same name' }
  const field = fieldBySynonym(column) ?? (meansFullName(column) ? 'full_name' : null)
  if (!field) return null
  return { index, field, confidence: 'likely', reason: `“${column.trim()}” means ${targetLabel(field)}` }
}

function byNearHeader(column: string, index: number): Candidate | null {
  const near = fieldByNearName(column)
  if (!near) return null
  const { field } = near
  return { index, field, confidence: 'guess', reason: `“${column.trim()}” is nearly “${near.name}”` }
}

/** Only where no column's header names the field. */
function byContent(
  columns: readonly string[],
  looks: readonly ColumnLook[],
  index: number,
): Candidate | null {
  const { filled, emails, phones } = looks[index] ?? { filled: 0, emails: 0, phones: 0 }
  for (const [field, count, things] of [
    ['email', emails, 'emails'],
    ['phone', phones, 'phone numbers'],
  ] as const) {
    if (count === 0 || count < shareMin * filled) continue
    if (columns.some((column) => (fieldByName(column) ?? fieldBySynonym(column)) === field)) return null
    return { index, field, confidence: 'guess', reason: `${count} of ${filled} values look like ${things}` }
  }
  return null
}

function looksOf(sample: readonly (readonly string[])[], columns: number): ColumnLook[] {
  const looks = new ColumnLooks()
  for (const row of sample) looks.see(row)
  return looks.of(columns)
}

function unmatched(column: string, index: number, reason: string): ColumnMatch {
  return { index, column, field: null, confidence: null, reason }
}

/** Whether a header ends with the columns of our report: then they are ours, wherever the file has been since. */
export function endsWithReport(columns: readonly string[]): boolean {
  const last = columns.slice(-reportColumns.length).map(plainName)
  return (
    columns.length > reportColumns.length && reportColumns.every((name, i) => plainName(name) === last[i])
  )
}
