import { countOf, countText } from '@/components/ui/count-text'
import type { Counterfactual, Remedy } from '@/lib/imports/check-result'
import type { Counts, Report } from '@/lib/imports/report'
import { plans } from '@/lib/plans/plan'
import { planSize } from '@/lib/plans/sentences'

/** One line of "What would change this". */
export type RemedyLine = {
  remedy: Remedy
  /** What is done: "Clean List". */
  deed: string
  /** What it would do: "2 rejected become Added"; "no change". */
  effect: string
  changes: boolean
}

/**
 * The lines of "What would change this": the box, then those that change something. Of plans only those that hold more than
 * the one before them does. What changes nothing is left out, but for the box and, where rows are rejected, a larger
 * plan, which people ask about.
 * @param largerPlan whether there is one to choose
 */
export function remedyLines(
  chosen: Report,
  counterfactuals: readonly Counterfactual[],
  { campaignName, largerPlan }: { campaignName: string | null; largerPlan: boolean },
): RemedyLine[] {
  const lines: RemedyLine[] = []
  let smallerPlan = chosen
  for (const { remedy, report } of counterfactuals) {
    const changes = !sameOutcome(chosen, report)
    if (remedy.kind === 'plan') {
      if (sameOutcome(smallerPlan, report)) continue
      smallerPlan = report
    } else if (!changes && remedy.kind !== 'update') continue
    const deed = deedOf(remedy, campaignName)
    lines.push({ remedy, deed, changes, effect: effectOf(remedy, chosen, report) })
  }
  const asks = largerPlan && chosen.counts.rejected > 0
  if (asks && !lines.some(({ remedy }) => remedy.kind === 'plan')) lines.push(noPlan)
  return lines.sort((a, b) => placeOf(a) - placeOf(b))
}

/** The box stays where it is, whatever it would do: it may have the focus. */
function placeOf({ remedy, changes }: RemedyLine): number {
  return remedy.kind === 'update' ? 0 : changes ? 1 : 2
}

const noPlan: RemedyLine = {
  remedy: { kind: 'plan', plan: 'agency', leadsMax: plans.agency.leadsMax },
  deed: 'A plan with more leads',
  effect: 'no change',
  changes: false,
}

function deedOf(remedy: Remedy, campaignName: string | null): string {
  switch (remedy.kind) {
    case 'update':
      return `Update lead if it exists: ${remedy.update ? 'On' : 'Off'}`
    case 'clean_list':
      return 'Clean List'
    case 'plan':
      return `${plans[remedy.plan].name} (${planSize(remedy.plan)})`
    case 'corrected':
      return `Read ${countOf(remedy.cells, 'mistyped email')} as suggested`
    case 'campaign_takes_all':
      return `Let ${campaignName ?? 'the campaign'} take leads that are not valid`
  }
}

function effectOf(remedy: Remedy, chosen: Report, then: Report): string {
  if (remedy.kind === 'campaign_takes_all') return campaignEffect(chosen, then)
  if (remedy.kind === 'update') return updateEffect(remedy.update, chosen.counts, then.counts)
  return countsEffect(chosen.counts, then.counts)
}

function updateEffect(update: boolean, chosen: Counts, then: Counts): string {
  const [from, to] = update ? [chosen, then] : [then, chosen]
  const moved = to.modified - from.modified
  if (moved === 0) return 'no change'
  if (!update) return `${countText(moved)} Modified become rejected${others(chosen, then, -moved)}`
  const { modified_changed: changed, modified_unchanged: unchanged } = then
  const split = `${countText(changed)} would change, ${countText(unchanged)} ${unchanged === 1 ? 'is' : 'are'} already up to date`
  return `${countText(moved)} rejected become Modified (${split})${others(chosen, then, moved)}`
}

/** Rows besides those that go to or from Modified: "; 1 fewer added". */
function others(chosen: Counts, then: Counts, modified: number): string {
  const added = then.added - chosen.added
  const rejected = then.rejected - chosen.rejected + modified
  const parts = [moreOrFewer(added, 'added'), added === -rejected ? '' : moreOrFewer(rejected, 'rejected')]
  return parts
    .filter((part) => part !== '')
    .map((part) => `; ${part}`)
    .join('')
}

function countsEffect(chosen: Counts, then: Counts): string {
  const added = then.added - chosen.added
  const modified = then.modified - chosen.modified
  const rejected = chosen.rejected - then.rejected
  if (added > 0 && modified === 0 && rejected === added) return `${countText(added)} rejected become Added`
  if (modified > 0 && added === 0 && rejected === modified)
    return `${countText(modified)} rejected become Modified`
  const parts = [
    moreOrFewer(added, 'added'),
    moreOrFewer(modified, 'modified'),
    moreOrFewer(-rejected, 'rejected'),
  ]
  const told = parts.filter((part) => part !== '')
  return told.length > 0 ? told.join(', ') : 'as many rejected, for another reason'
}

function campaignEffect(chosen: Report, then: Report): string {
  const more = (then.campaign?.added ?? 0) - (chosen.campaign?.added ?? 0)
  return `${countText(more)} more ${more === 1 ? 'lead joins' : 'leads join'} it`
}

function moreOrFewer(difference: number, outcome: string): string {
  if (difference === 0) return ''
  return `${countText(Math.abs(difference))} ${difference > 0 ? 'more' : 'fewer'} ${outcome}`
}

/** Whether two reports say the same of every row, as far as counts tell. */
function sameOutcome(a: Report, b: Report): boolean {
  return JSON.stringify(outcomeOf(a)) === JSON.stringify(outcomeOf(b))
}

function outcomeOf({ counts, rejections, campaign }: Report) {
  const reasons = rejections.map(({ code, count }) => [code, count])
  return [counts, reasons, campaign && [campaign.added, campaign.already_in, campaign.rejected]]
}

/** What a check came to, as far as the button of the import depends on it. */
export type CheckOutcome = 'all_rejected' | 'nothing_to_do' | 'something'

export function outcomeOfCheck({ counts }: Report): CheckOutcome {
  if (counts.read > 0 && counts.rejected === counts.read) return 'all_rejected'
  const changes = counts.added + counts.modified_changed
  return counts.read > 0 && changes === 0 ? 'nothing_to_do' : 'something'
}

/** What importing a file again would do now, in a phrase: "all 87 rows are already up to date". */
export function nowText({ counts }: Report): string {
  const { read, added, modified_changed: changed, modified_unchanged: unchanged, rejected } = counts
  if (read > 0 && unchanged === read) return `all ${countOf(read, 'row')} are already up to date`
  if (read > 0 && rejected === read) return `all ${countOf(read, 'row')} would be rejected`
  const parts = [
    added > 0 ? `${countOf(added, 'lead')} would be added` : '',
    changed > 0 ? `${countText(changed)} changed` : '',
    unchanged > 0 ? `${countText(unchanged)} ${unchanged === 1 ? 'is' : 'are'} already up to date` : '',
    rejected > 0 ? `${countText(rejected)} rejected` : '',
  ]
  return parts.filter((part) => part !== '').join(', ') || 'nothing would happen'
}
