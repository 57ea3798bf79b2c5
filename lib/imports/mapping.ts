import { z } from 'zod'
import { type FieldKey, leadFields } from '../leads/fields'
import { done, type Result, refused } from '../result'
import { fieldByName } from './column-names'
import { type MappingTarget, targetLabel, targetsOverlap } from './mapping-target'
import type { ColumnMatch } from './match-columns'

export { type ColumnMatch, matchColumns, matchFile } from './match-columns'

/** One target (or null: do not import) per column of the file, in the file's order. */
export type Mapping = (MappingTarget | null)[]

const customField = /^custom\..{1,100}$/u

export const fieldKeySchema = z.custom<MappingTarget>(
  (value) =>
    typeof value === 'string' &&
    (value === 'full_name' ||
      value === 'tags' ||
      (leadFields as readonly string[]).includes(value) ||
      customField.test(value)),
  'Not a lead field',
)

export const mappingSchema = z.array(fieldKeySchema.nullable()).max(1000)

/** The mapping that imports every column as it was matched. */
export function mappingOf(matches: readonly Pick<ColumnMatch, 'field'>[]): Mapping {
  return matches.map(({ field }) => field)
}

/**
 * A mapping with some columns set by name: header → lead field (`email`, "First name", `custom.city`), or null or ''
 * to leave the column out. Headers are found as written, else whatever their case. A field given by name is taken
 * from the column that was matched with it. Refused: a header the file does not have, a field no lead has, a field
 * given twice.
 */
export function mappingFromNames(
  columns: readonly string[],
  names: Readonly<Record<string, string | null>>,
  matched: Mapping,
): Result<Mapping> {
  const given = new Map<number, MappingTarget | null>()
  for (const [header, name] of Object.entries(names)) {
    const index = columnNamed(columns, header)
    if (index === -1) return refused(`The file has no column “${header}”. It has: ${columns.join(', ')}.`)
    const field = name ? fieldNamed(name) : null
    if (name && !field)
      return refused(
        `There is no lead field “${name}”. Fields: ${leadFields.join(', ')}, full_name, tags, custom.NAME.`,
      )
    if (field && [...given.values()].some((other) => other && targetsOverlap(other, field)))
      return refused(`Two columns are mapped to ${targetLabel(field)}. Choose one.`)
    given.set(index, field)
  }
  const taken = [...given.values()].filter((target) => target !== null)
  return done(
    columns.map((_, index) => {
      const own = given.get(index)
      if (own !== undefined) return own
      const field = matched[index] ?? null
      return field && taken.some((target) => targetsOverlap(target, field)) ? null : field
    }),
  )
}

function columnNamed(columns: readonly string[], header: string): number {
  const exact = columns.indexOf(header)
  if (exact !== -1) return exact
  const plain = (name: string) => name.normalize('NFKC').trim().toLowerCase()
  return columns.findIndex((column) => plain(column) === plain(header))
}

function fieldNamed(name: string): MappingTarget | null {
  if (customField.test(name)) return name as FieldKey
  const named = fieldByName(name)
  return named?.how === 'same' ? named.field : null
}
