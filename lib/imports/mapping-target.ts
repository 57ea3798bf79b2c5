import { type FieldKey, fieldLabel } from '../leads/fields'

/** What a column may be imported as: a field of the lead, or a full name, which fills first and last name. */
export type MappingTarget = FieldKey | 'full_name'

export function targetLabel(target: MappingTarget): string {
  return target === 'full_name' ? 'Full name' : fieldLabel(target)
}

/** The fields of the lead that a column fills. */
export function fieldsOfTarget(target: MappingTarget): FieldKey[] {
  return target === 'full_name' ? ['first_name', 'last_name'] : [target]
}

/** Whether two columns may not have these targets at once, because a field would be filled by both. */
export function targetsOverlap(a: MappingTarget, b: MappingTarget): boolean {
  return fieldsOfTarget(a).some((field) => fieldsOfTarget(b).includes(field))
}

/**
 * A full name as first and last name: what stands before a comma is the last name, else the first word is the first
 * name and everything behind it the last.
 */
export function splitName(name: string): [first: string, last: string] {
  const bare = name.replace(/[\s,]+$/u, '')
  const [before = '', after, ...more] = bare.split(',').map((part) => part.trim())
  if (after && more.length === 0) return [after, before]
  const words = bare.trim().split(/\s+/u)
  return [words[0] ?? '', words.slice(1).join(' ')]
}
