import type { Choice } from '@/components/ui/combobox'
import type { UnknownStatuses } from '@/lib/imports/file-facts'
import type { Mapping } from '@/lib/imports/mapping'
import { type MappingTarget, targetLabel, targetsOverlap } from '@/lib/imports/mapping-target'
import { unknownStatusesText } from '@/lib/imports/status-words'
import { leadFields } from '@/lib/leads/fields'
import type { ColumnMatch, ReceivedFile } from './received-file'

/** Up to three values of a column that are not blank, to recognise it by. */
export function sampleValues(sample: readonly (readonly string[])[], index: number): string[] {
  return sample
    .map((row) => row[index]?.trim() ?? '')
    .filter((value) => value !== '')
    .slice(0, 3)
}

/** Stands for "Don’t import" among the choices. */
export const leftOut = ''

type Offer = {
  mapping: Mapping
  /** The account's custom fields. */
  customFields: readonly string[]
  titleOf: (column: number) => string
}

/** What a column may be imported as; beside a field that another column has, that column's name. */
export function fieldChoices(column: number, { mapping, customFields, titleOf }: Offer): Choice[] {
  const made = madeHere(mapping, customFields)
  const targets: MappingTarget[] = [
    ...leadFields.flatMap((field): MappingTarget[] =>
      field === 'last_name' ? [field, 'full_name'] : [field],
    ),
    'tags',
    ...[...customFields, ...made].map((name): MappingTarget => `custom.${name}`),
  ]
  const choices = targets.map((value) => {
    const holder = mapping.findIndex((other, at) => at !== column && other === value)
    const isNew = made.includes(value.slice('custom.'.length))
    return {
      value,
      label: targetLabel(value),
      note: holder !== -1 ? `“${titleOf(holder)}”` : isNew ? 'new' : undefined,
    }
  })
  return [{ value: leftOut, label: 'Don’t import' }, ...choices]
}

/** The custom fields that only this mapping names: the import makes them. */
export function madeHere(mapping: Mapping, customFields: readonly string[]): string[] {
  return mapping.flatMap((target) => {
    const name = target?.startsWith('custom.') ? target.slice('custom.'.length) : null
    return name !== null && !customFields.includes(name) ? [name] : []
  })
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

/** The columns as they are listed: matched ones first, in the order of the file. */
export function columnOrder(mapping: Mapping): number[] {
  const columns = mapping.map((_, at) => at)
  return [...columns.filter((at) => mapping[at] !== null), ...columns.filter((at) => mapping[at] === null)]
}

/** How sure a match is, in words that stand beside it. */
export const matchWords = {
  exact: 'Exact',
  likely: 'Likely',
  guess: 'Guess – check',
  remembered: 'As before',
} as const satisfies Record<NonNullable<ColumnMatch['confidence']>, string>

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

/** What is odd about the values of a column under the field it is imported as, as a sentence; null: nothing. */
export function valuesWarning(
  { looks, unknownStatuses }: Pick<ReceivedFile['facts'], 'looks' | 'unknownStatuses'>,
  column: number,
  field: MappingTarget | null,
): string | null {
  const look = looks[column]
  if (!look || look.filled === 0) return null
  if (field === 'email' && look.emails < 0.5 * look.filled)
    return `${look.emails} of the first ${look.filled} values look like emails. Rows without one are rejected.`
  if (field !== 'email_status') return null
  const unknown: UnknownStatuses | undefined = unknownStatuses.find((one) => one.column === column)
  if (unknown) return unknownStatusesText(unknown)
  const strange = look.filled - look.statuses
  if (strange === 0 || look.statuses > strange) return null
  return `${strange} of the first ${look.filled} values are words we don’t know. They count as Not verified.`
}
