import type { Mapping } from '@/lib/imports/mapping'
import { type MappingTarget, targetLabel, targetsOverlap } from '@/lib/imports/mapping-target'
import { type FieldKey, leadFields } from '@/lib/leads/fields'

/** Up to three values of a column that are not blank, to recognise it by. */
export function sampleValues(sample: readonly (readonly string[])[], index: number): string[] {
  return sample
    .map((row) => row[index]?.trim() ?? '')
    .filter((value) => value !== '')
    .slice(0, 3)
}

/** The fields a column may be imported as: the built-in ones, and a field of the column's own name. */
export function fieldChoices(
  header: string,
  chosen: MappingTarget | null,
): { value: MappingTarget; label: string }[] {
  const own = ownField(header)
  const fields: MappingTarget[] = [...leadFields, 'full_name', ...(own === null ? [] : [own])]
  if (chosen !== null && !fields.includes(chosen)) fields.push(chosen)
  return fields.map((value) => ({
    value,
    label: value.startsWith('custom.') ? `Own field “${targetLabel(value)}”` : targetLabel(value),
  }))
}

/** The custom field named as the column is; null when the header is empty. */
function ownField(header: string): FieldKey | null {
  const name = header.replace(/\s+/gu, ' ').trim().slice(0, 100)
  return name === '' ? null : `custom.${name}`
}

/**
 * The mapping after `field` was chosen for a column. A field belongs to one column: those that had it are then not
 * imported, and the first is named in `freed`.
 */
export function withChoice(
  mapping: Mapping,
  column: number,
  field: MappingTarget | null,
): { mapping: Mapping; freed: number | null } {
  const isFreed = (old: MappingTarget | null, at: number) =>
    at !== column && old !== null && field !== null && targetsOverlap(old, field)
  const freed = mapping.findIndex(isFreed)
  return {
    mapping: mapping.map((old, at) => (at === column ? field : isFreed(old, at) ? null : old)),
    freed: freed === -1 ? null : freed,
  }
}

/** How sure the matcher is of a column, in words that stand beside it. */
export const matchWords = { exact: 'Exact', likely: 'Likely', guess: 'Guess – check' } as const

/** "All 5 columns matched.", "6 of 8 columns matched." */
export function columnsMatched(mapping: Mapping): string {
  const matched = mapping.filter((field) => field !== null).length
  const all = mapping.length
  if (matched < all) return `${matched} of ${all} columns matched.`
  return all === 1 ? '1 column matched.' : `All ${all} columns matched.`
}

/** What stands above the columns: "6 of 8 columns matched. Email is matched. 1 guess to check." */
export function matchSummary(mapping: Mapping, guesses: number): string {
  const sentences = [
    columnsMatched(mapping),
    mapping.includes('email') ? 'Email is matched.' : 'Email is not matched.',
    ...(guesses > 0 ? [guesses === 1 ? '1 guess to check.' : `${guesses} guesses to check.`] : []),
  ]
  return sentences.join(' ')
}
