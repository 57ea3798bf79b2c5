import type { RejectionCode } from './outcome'
import type { Taken } from './taken'
import { addTallies, type Tally } from './tally'

/** An import of a family: what its rows came to, and what it took from its parent; nothing for the eldest. */
export type FamilyTally = {
  tally: Tally
  /** Null: the eldest, or the rest of a parent, which took all that its own rows are there. */
  taken: Taken | null
  isChild: boolean
}

/**
 * The tallies of an import and of the imports that took rows of it up again, folded into one in which every row of the
 * file counts once, by what became of it last, and every lead once. So it satisfies what a single report does.
 */
export function combinedTally(members: readonly FamilyTally[]): Tally {
  const sum = addTallies(members.map((member) => member.tally))
  for (const { tally, taken, isChild } of members) {
    if (!isChild) continue
    if (taken) takeOff(sum, taken)
    else takeOffRest(sum, tally)
  }
  const { again, ...once } = sum
  if (!again) return once
  once.existingLeads -= again.leads
  once.campaign = campaignLess(once.campaign, again.campaign)
  return once
}

function takeOff(sum: Tally, { rejected, notProcessed }: Taken): void {
  sum.notProcessed -= notProcessed
  for (const [code, causes] of Object.entries(rejected) as [RejectionCode, Record<string, number>][])
    for (const [cause, count] of Object.entries(causes)) {
      const counts = (sum.rejected[code] ??= {})
      counts[cause] = (counts[cause] ?? 0) - count
      if (counts[cause] === 0) delete counts[cause]
      if (Object.keys(counts).length === 0) delete sum.rejected[code]
    }
}

/** Every row of a rest stands in its parent too: blank rows as blank, all others as not processed. */
function takeOffRest(sum: Tally, { blank, ...others }: Tally): void {
  sum.blank -= blank
  sum.notProcessed -= rowsRead(others)
}

function rowsRead({ added, changed, unchanged, notProcessed, rejected }: Omit<Tally, 'blank'>): number {
  let rows = added + changed + unchanged + notProcessed
  for (const causes of Object.values(rejected)) for (const count of Object.values(causes)) rows += count
  return rows
}

function campaignLess(sum: Tally['campaign'], less: Tally['campaign']): Tally['campaign'] {
  const rejected = { ...sum.rejected }
  for (const [status, count] of Object.entries(less.rejected) as [keyof typeof rejected, number][]) {
    rejected[status] = (rejected[status] ?? 0) - count
    if (rejected[status] === 0) delete rejected[status]
  }
  return { added: sum.added - less.added, alreadyIn: sum.alreadyIn - less.alreadyIn, rejected }
}

/** Rows that came through: added, or modified. */
export function rowsThrough({ added, changed, unchanged }: Tally): number {
  return added + changed + unchanged
}
