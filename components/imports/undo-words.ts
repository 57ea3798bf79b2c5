import { countOf, countText } from '@/components/ui/count-text'
import type { KeptReason, UndoCounts, UndoStage, UndoTally } from '@/lib/imports/undo/tally'
import { allOf, keptOf } from '@/lib/imports/undo/tally'

export type UndoKind = 'undo' | 'redo'

/** Why something was kept, as a phrase after its number: "2 were edited since". */
export function keptPhrase(reason: KeptReason, count: number): string {
  const n = countText(count)
  const was = count === 1 ? 'was' : 'were'
  switch (reason) {
    case 'edited':
      return `${n} ${was} edited by hand since`
    case 'changed_by_import':
      return `${n} ${was} changed by a later import`
    case 'in_campaign':
      return `${n} ${count === 1 ? 'is' : 'are'} in another campaign`
    case 'changed_since':
      return `${n} ${was} changed since`
    case 'email_taken':
      return `${n} ${count === 1 ? 'has its email' : 'have their emails'} in another lead by now`
    case 'permanently_deleted':
      return `${n} ${was} permanently deleted since`
    case 'full':
      return `${n} ${count === 1 ? 'has' : 'have'} no place on the plan`
    case 'left_since':
      return `${n} had left the campaign already`
    case 'campaign_archived':
      return `${n} ${count === 1 ? 'belongs' : 'belong'} to a campaign that is archived or gone`
    case 'gone':
      return `${n} ${was} gone already`
  }
}

/** What is done with each of the three, in the past; and what they are called. */
const deeds: Record<UndoKind, Record<UndoStage, { thing: string; deed: string }>> = {
  undo: {
    leads: { thing: 'Added leads', deed: 'removed' },
    values: { thing: 'Changed leads', deed: 'put back' },
    campaign: { thing: 'Campaign entries', deed: 'withdrawn' },
  },
  redo: {
    leads: { thing: 'Removed leads', deed: 'restored' },
    values: { thing: 'Put-back leads', deed: 'changed again' },
    campaign: { thing: 'Withdrawn campaign entries', deed: 'made again' },
  },
}

/** A line of the undo's account: everything there was = undone + in part + kept. */
export type UndoLine = {
  stage: UndoStage
  thing: string
  deed: string
  done: number
  partly: number
  kept: number
  all: number
  /** Why, where something was kept. */
  why: string | null
}

export function undoLines(tally: UndoTally, kind: UndoKind): UndoLine[] {
  return (['leads', 'values', 'campaign'] as const).flatMap((stage) => {
    const counts = tally[stage]
    const all = allOf(counts)
    if (all === 0) return []
    const { done, partly } = counts
    return [{ stage, ...deeds[kind][stage], done, partly, kept: keptOf(counts), all, why: whyKept(counts) }]
  })
}

function whyKept({ kept, partly }: UndoCounts): string | null {
  const reasons = Object.entries(kept) as [KeptReason, number][]
  const phrases = reasons.map(([reason, count]) => keptPhrase(reason, count))
  if (partly > 0) phrases.push(`${countText(partly)} in part: a value was changed since`)
  return phrases.length === 0 ? null : phrases.join(', ')
}

/** What an undo would do, in sentences. */
export function undoSentences({ leads, values, campaign }: UndoTally): string[] {
  const sentences: string[] = []
  const added = allOf(leads)
  if (added > 0)
    sentences.push(
      leads.done === added
        ? `Removes ${added === 1 ? 'the 1 lead' : `all ${countText(added)} leads`} it added.`
        : `Removes ${countText(leads.done)} of ${countOf(added, 'added lead')}.`,
    )
  const back = values.done + values.partly
  if (back > 0) sentences.push(`Puts back the old values of ${countOf(back, 'modified lead')}.`)
  if (campaign.done > 0) sentences.push(`Takes ${countOf(campaign.done, 'lead')} out of the campaign again.`)
  return sentences
}

/** "Undone by Ana: 85 leads removed, 9 put back, 82 campaign entries withdrawn, 2 kept" */
export function undoneText(tally: UndoTally, kind: UndoKind): string {
  const lines = undoLines(tally, kind)
  const parts = lines.map(
    (line) => `${countText(line.done)} of ${countText(line.all)} ${line.thing.toLowerCase()} ${line.deed}`,
  )
  return parts.length === 0 ? 'There was nothing to do.' : `${parts.join(', ')}.`
}
