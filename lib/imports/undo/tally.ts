/** Why a lead that the import added stays, or does not come back. */
export const keptReasons = [
  'edited',
  'changed_by_import',
  'in_campaign',
  'changed_since',
  'email_taken',
  'permanently_deleted',
  'full',
  'left_since',
  'campaign_archived',
  'gone',
] as const
export type KeptReason = (typeof keptReasons)[number]

/** What was undone, what was undone in part, and what was kept, by reason. */
export type UndoCounts = { done: number; partly: number; kept: Partial<Record<KeptReason, number>> }

/**
 * What a batch of an undo came to. Leads: those the import added. Values: the leads that were there before and that it
 * changed. Campaign: the entries it made.
 */
export type UndoTally = { leads: UndoCounts; values: UndoCounts; campaign: UndoCounts }

export const undoStages = ['leads', 'values', 'campaign'] as const
export type UndoStage = (typeof undoStages)[number]

export function noCounts(): UndoCounts {
  return { done: 0, partly: 0, kept: {} }
}

export function emptyUndoTally(): UndoTally {
  return { leads: noCounts(), values: noCounts(), campaign: noCounts() }
}

/** Counts one thing as kept. */
export function keep(counts: UndoCounts, reason: KeptReason, count = 1): void {
  if (count > 0) counts.kept[reason] = (counts.kept[reason] ?? 0) + count
}

export function addUndoTallies(tallies: readonly UndoTally[]): UndoTally {
  const sum = emptyUndoTally()
  for (const tally of tallies)
    for (const stage of undoStages) {
      sum[stage].done += tally[stage].done
      sum[stage].partly += tally[stage].partly
      for (const [reason, count] of Object.entries(tally[stage].kept) as [KeptReason, number][])
        keep(sum[stage], reason, count)
    }
  return sum
}

export function keptOf({ kept }: UndoCounts): number {
  return Object.values(kept).reduce((sum, count) => sum + count, 0)
}

/** Undone, undone in part, and kept: everything there was. */
export function allOf(counts: UndoCounts): number {
  return counts.done + counts.partly + keptOf(counts)
}
