import type { Mapping } from '@/lib/imports/mapping'
import { type FieldKey, fieldLabel, leadFields } from '@/lib/leads/fields'

/** Up to three values of a column that are not blank, to recognise it by. */
export function sampleValues(sample: readonly (readonly string[])[], index: number): string[] {
  return sample
    .map((row) => row[index]?.trim() ?? '')
    .filter((value) => value !== '')
    .slice(0, 3)
}

/** The fields a column may be imported as: the built-in ones, and a field of the column's own name. */
export function fieldChoices(header: string, chosen: FieldKey | null): { value: FieldKey; label: string }[] {
  const own = ownField(header)
  const fields: FieldKey[] = own === null ? [...leadFields] : [...leadFields, own]
  if (chosen !== null && !fields.includes(chosen)) fields.push(chosen)
  return fields.map((value) => ({
    value,
    label: value.startsWith('custom.') ? `Own field “${fieldLabel(value)}”` : fieldLabel(value),
  }))
}

/** The custom field named as the column is; null when the header is empty. */
function ownField(header: string): FieldKey | null {
  const name = header.replace(/\s+/gu, ' ').trim().slice(0, 100)
  return name === '' ? null : `custom.${name}`
}

/**
 * The mapping after `field` was chosen for a column. A field belongs to one column: the one that had it is then
 * not imported, and is named in `freed`.
 */
export function withChoice(
  mapping: Mapping,
  column: number,
  field: FieldKey | null,
): { mapping: Mapping; freed: number | null } {
  const holder = field === null ? -1 : mapping.indexOf(field)
  const freed = holder === -1 || holder === column ? null : holder
  return { mapping: mapping.map((old, at) => (at === column ? field : at === freed ? null : old)), freed }
}

/** How sure the matcher is of a column, in words that stand beside it. */
export const matchWords = { exact: 'Exact', likely: 'Likely', guess: 'Guess – check' } as const

/** What stands above the columns: "6 of 8 columns matched. Email is matched. 1 guess to check." */
export function matchSummary(mapping: Mapping, guesses: number): string {
  const matched = mapping.filter((field) => field !== null).length
  const all = mapping.length
  const sentences = [
    matched === all
      ? all === 1
        ? '1 column matched.'
        : `All ${all} columns matched.`
      : `${matched} of ${all} columns matched.`,
    mapping.includes('email') ? 'Email is matched.' : 'Email is not matched.',
    ...(guesses > 0 ? [guesses === 1 ? '1 guess to check.' : `${guesses} guesses to check.`] : []),
  ]
  return sentences.join(' ')
}
