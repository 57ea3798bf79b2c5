import type { FieldKey } from '../../leads/fields'
import type { Change } from '../outcome'

/** A value that stays as it is, since it is no longer the one that was imported. */
export type KeptValue = { field: FieldKey; imported: string; now: string }

export type PutBack = {
  /** Values to set. */
  set: Map<FieldKey, string>
  kept: KeptValue[]
  /** Fields that are as they were before, or will be. */
  back: number
}

/**
 * What taking the changes of one import back does to a lead: each field gets the value it had before, but only if it
 * still has the one that was imported. Rows of the import may have changed it one after the other: then the value
 * before the first of them, as far back as each goes on from the one before.
 * @param changes in the order of the rows
 * @param now the lead's present value of a field
 */
export function putBack(changes: readonly Change[], now: (field: FieldKey) => string): PutBack {
  const result: PutBack = { set: new Map(), kept: [], back: 0 }
  for (const [field, chain] of chains(changes)) {
    const imported = chain.at(-1)!.to
    const current = now(field)
    if (current !== imported) {
      result.kept.push({ field, imported, now: current })
      continue
    }
    const before = valueBefore(chain)
    if (before !== current) result.set.set(field, before)
    result.back++
  }
  return result
}

/**
 * The opposite: each field gets the imported value again, but only if it still has the one that was put back.
 * @param skipped fields that were kept then
 */
export function putForward(
  changes: readonly Change[],
  now: (field: FieldKey) => string,
  skipped: ReadonlySet<FieldKey>,
): PutBack {
  const result: PutBack = { set: new Map(), kept: [], back: 0 }
  for (const [field, chain] of chains(changes)) {
    if (skipped.has(field)) continue
    const imported = chain.at(-1)!.to
    const current = now(field)
    if (current !== valueBefore(chain)) {
      result.kept.push({ field, imported, now: current })
      continue
    }
    if (current !== imported) result.set.set(field, imported)
    result.back++
  }
  return result
}

function chains(changes: readonly Change[]): Map<FieldKey, Change[]> {
  return Map.groupBy(changes, (change) => change.field)
}

function valueBefore(chain: readonly Change[]): string {
  let value = chain.at(-1)!.from
  for (let at = chain.length - 2; at >= 0 && chain[at]!.to === value; at--) value = chain[at]!.from
  return value
}
