import { domainToUnicode } from 'node:url'
import type { EmailKey } from '../db/ids'

/** The address for people to read: the key with its domain in its own script. Only for show, never compared. */
export function displayEmail(key: EmailKey): string {
  if (!key.includes('xn--')) return key
  const at = key.indexOf('@')
  return `${key.slice(0, at)}@${domainToUnicode(key.slice(at + 1)) || key.slice(at + 1)}`
}
