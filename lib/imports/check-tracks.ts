import { type PlanOffered, plans, plansOffered } from '../plans/plan'
import type { Remedy } from './check-result'
import { decideBatch, type Known, type Progress, type Rules } from './decide'
import { copyOfProgress, emailsKept, keptProgress } from './kept-progress'
import type { Decision } from './outcome'
import type { Repeats } from './repeats'
import type { RowInput } from './row'
import { addTallies, emptyTally, type Tally, tallyOf } from './tally'

/** A batch of the file as a check sees it. */
export type CheckedBatch = {
  rows: RowInput[]
  /** The same rows with mistyped addresses as suggested; null when it has none. */
  corrected: RowInput[] | null
  /** Leads with the values an update compares with, also of the corrected addresses. */
  known: Known
}

/**
 * One way an import may go: as it is chosen, or after a remedy. Until the first batch in which it could go another way
 * than its parent, it is its parent, and costs nothing.
 */
export type Track = {
  /** Null: as chosen. */
  remedy: Remedy | null
  parent: Track | null
  rules: Rules
  /** Null while it is its parent. */
  state: { progress: Progress; sum: Tally } | null
}

type About = {
  rules: Rules
  account: { leadCount: number; leadsMax: number | null }
  /** Rows of the file that may become leads, at most. */
  rows: number
  /** Mistyped addresses that will be read as suggested. */
  corrections: number
}

/** The tracks of a check, each behind its parent; the first is the import as it is chosen. */
export function tracksOf({ rules, account, rows, corrections }: About, repeats: Repeats): Track[] {
  const state = { progress: keptProgress(repeats), sum: emptyTally() }
  const chosen: Track = { remedy: null, parent: null, rules, state }
  const tracks = [chosen]
  const add = (remedy: Remedy, parent = chosen, ownRules = rules) => {
    const track = { remedy, parent, rules: ownRules, state: null }
    tracks.push(track)
    return track
  }
  const update = !rules.update
  add({ kind: 'update', update }, chosen, { ...rules, update })
  add({ kind: 'clean_list' })
  let smaller = chosen
  for (const plan of largerPlans(account, rows)) smaller = add({ kind: 'plan', ...plan }, smaller)
  if (corrections > 0) add({ kind: 'corrected', cells: corrections })
  return tracks
}

/** The plans that hold more than the account may have now, where the file could bring it to its limit. */
function largerPlans(
  { leadCount, leadsMax }: About['account'],
  rows: number,
): { plan: PlanOffered; leadsMax: number }[] {
  if (leadsMax === null || leadCount + rows <= leadsMax) return []
  return plansOffered
    .map((plan) => ({ plan, leadsMax: plans[plan].leadsMax }))
    .filter((plan) => plan.leadsMax > leadsMax)
}

/** Decides one batch on every track; gives the decisions of the import as chosen. */
export function decideOnTracks(tracks: readonly Track[], batch: CheckedBatch, repeats: Repeats): Decision[] {
  for (const track of tracks) {
    const { parent } = track
    if (parent && !track.state && mayPart(track, stateOf(parent).progress, batch, repeats))
      track.state = copyOf(stateOf(parent), repeats)
  }
  let chosen: Decision[] = []
  for (const { remedy, rules, state } of tracks) {
    if (!state) continue
    const rows = remedy?.kind === 'corrected' ? (batch.corrected ?? batch.rows) : batch.rows
    const decisions = decideBatch(rows, knownAfter(remedy, batch.known), rules, state.progress)
    state.sum = addTallies([state.sum, tallyOf(decisions)])
    if (remedy === null) chosen = decisions
  }
  return chosen
}

/** What the track has come to: its own, or its parent's. */
export function stateOf(track: Track): { progress: Progress; sum: Tally } {
  if (track.state) return track.state
  if (!track.parent) throw new Error('The first track of a check is always its own.')
  return stateOf(track.parent)
}

function copyOf({ progress, sum }: { progress: Progress; sum: Tally }, repeats: Repeats) {
  return { progress: copyOfProgress(progress, repeats), sum }
}

/** Whether this batch could go another way than on the parent's track. May say yes for nothing, never no. */
function mayPart(
  { remedy, parent }: Track,
  { added }: Progress,
  { rows, corrected, known }: CheckedBatch,
  repeats: Repeats,
): boolean {
  switch (remedy?.kind) {
    case 'update':
      return known.leads.size > 0 || rows.some((row) => row.kind === 'lead' && repeats.has(row.email))
    case 'clean_list':
      return known.deleted.size > 0
    case 'plan': {
      const { leadsMax } = knownAfter(parent?.remedy ?? null, known)
      return leadsMax !== null && known.leadCount + added + rows.length > leadsMax
    }
    case 'corrected':
      return corrected !== null
    default:
      return false
  }
}

/** What would be known of the account after the remedy. */
function knownAfter(remedy: Remedy | null, known: Known): Known {
  if (remedy?.kind === 'clean_list') return { ...known, deleted: new Map() }
  if (remedy?.kind === 'plan') return { ...known, leadsMax: remedy.leadsMax }
  return known
}

/** Emails that all tracks together have to remember. */
export function emailsKeptOn(tracks: readonly Track[]): number {
  return tracks.reduce((sum, { state }) => sum + (state ? emailsKept(state.progress) : 0), 0)
}

/** The memory they need for it, in entries of about 100 bytes: what an update compares with costs four. */
export function memoryOf(tracks: readonly Track[]): number {
  return tracks.reduce(
    (sum, { state, rules }) => sum + (state ? emailsKept(state.progress) * (rules.update ? 4 : 1) : 0),
    0,
  )
}
