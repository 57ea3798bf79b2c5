import type { Mapping } from './mapping'
import type { ColumnMatch } from './match-columns'

/**
 * The matches of a file as people chose them for such a file before. What the matcher finds by the very name stays
 * Exact where they chose the same. Null: the choice cannot be used any more, because it names a custom field that the
 * account has deleted, or because it is what the matcher says anyway and no guess is in it.
 */
export function withRemembered(
  matches: readonly ColumnMatch[],
  { mapping, number }: { mapping: Mapping; number: number },
  customFields: readonly string[],
): ColumnMatch[] | null {
  const isGone = (field: Mapping[number]) =>
    field?.startsWith('custom.') && !customFields.includes(field.slice('custom.'.length))
  if (mapping.length !== matches.length || mapping.some(isGone)) return null
  const isSame = ({ field, confidence }: ColumnMatch, at: number) =>
    mapping[at] === field && confidence !== 'guess'
  if (matches.every(isSame)) return null
  return matches.map((match, at) => {
    const field = mapping[at] ?? null
    if (isSame(match, at)) return match
    const reason = `${field === null ? 'not imported, as' : 'as'} in import #${number}`
    return { ...match, field, confidence: 'remembered', reason }
  })
}
