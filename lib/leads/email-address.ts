import type { EmailKey } from '../db/ids'

/** Why an address is not valid. */
export const emailCauses = [
  'no_at',
  'two_addresses',
  'name_missing',
  'domain_missing',
  'domain_without_dot',
  'domain_not_valid',
  'domain_typo',
  'dot_misplaced',
  'space_inside',
  'character_not_allowed',
  'name_not_ascii',
  'name_too_long',
  'too_long',
] as const
export type EmailCause = (typeof emailCauses)[number]

export type ParsedEmail =
  | { kind: 'email'; key: EmailKey }
  | { kind: 'missing' }
  | { kind: 'invalid'; cause: EmailCause; suggestion: string | null }
