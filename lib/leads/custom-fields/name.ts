import { fieldLabels } from '../fields'
import { plainName } from '../plain-name'

export const customFieldsMax = 100
export const customNameCharsMax = 100

/** A custom field's name as it is kept: one line, single spaces, nothing invisible. */
export function customName(typed: string): string {
  return typed
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .toWellFormed()
    .normalize('NFC')
}

/** What else stands in a table or file of leads beside its fields, so no custom field may be called so. */
const taken: Record<string, string> = {
  campaigns: 'Campaigns',
  addedon: 'Added on',
  addedbyimport: 'Added by import',
  addedbyrow: 'Added by row',
}
for (const [key, label] of Object.entries({ ...fieldLabels, tags: 'Tags', full_name: 'Full name' }))
  for (const name of [key, label]) taken[plainName(name)] = label

/**
 * Why the account cannot have a new custom field of this name, as a sentence; null when it can.
 * @param existing the names it has
 */
export function customNameProblem(typed: string, existing: readonly string[]): string | null {
  const name = customName(typed)
  const plain = plainName(name)
  if (plain === '') return 'Write a name with letters or digits, such as City.'
  if (name.length > customNameCharsMax) return `Use at most ${customNameCharsMax} characters for the name.`
  if (Object.hasOwn(taken, plain))
    return `Every lead has “${taken[plain]}” already. Choose it, or use another name.`
  const same = existing.find((one) => plainName(one) === plain)
  if (same !== undefined) return `There is a field “${same}” already. Choose it, or use another name.`
  if (existing.length >= customFieldsMax)
    return `An account has at most ${customFieldsMax} custom fields. Delete one in Settings → General first.`
  return null
}
