import { customName, customNameProblem } from '../leads/custom-fields/name'
import { plainName } from '../leads/plain-name'
import { done, type Result, refused } from '../result'
import type { Mapping } from './mapping'

/** A mapping whose custom fields are spelled as the account spells them, and those it does not have yet. */
export type CustomColumns = { mapping: Mapping; created: string[] }

/**
 * Finds the account's custom fields behind those of a mapping, whatever their case and signs: `custom.city` is the
 * account's “City”. What it has none of is to be created. Refused: a name that no field may have.
 */
export function customColumns(mapping: Mapping, existing: readonly string[]): Result<CustomColumns> {
  const created: string[] = []
  const resolved: Mapping = []
  for (const target of mapping) {
    if (!target?.startsWith('custom.')) {
      resolved.push(target)
      continue
    }
    const name = customName(target.slice('custom.'.length))
    const known = [...existing, ...created]
    const own = known.find((one) => one === name) ?? known.find((one) => plainName(one) === plainName(name))
    if (own === undefined) {
      const problem = customNameProblem(name, known)
      if (problem) return refused(problem)
      created.push(name)
    }
    resolved.push(`custom.${own ?? name}`)
  }
  return done({ mapping: resolved, created })
}
