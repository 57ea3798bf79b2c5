import { type EmailStatus, emailStatuses } from '../leads/email-status'
import type { FieldKey } from '../leads/fields'
import { type Decision, type Rejection, type RejectionCode, rejectionCodes } from './outcome'

/** What a batch of decisions adds up to. Stored with the batch in the same transaction; tallies add up by `addTallies`. */
export type Tally = {
  blank: number
  added: number
  changed: number
  unchanged: number
  notProcessed: number
  /** Leads that were in the account before this import and that it modified: each counted once. */
  existingLeads: number
  /** Per reason, per cause (see causeKey). */
  rejected: Partial<Record<RejectionCode, Record<string, number>>>
  /** Per mapped field, what the changes did. */
  fields: Partial<Record<FieldKey, FieldTotals>>
  campaign: { added: number; alreadyIn: number; rejected: Partial<Record<EmailStatus, number>> }
  /** What an earlier import of its family has counted already; only where an import has a parent. */
  again?: Again
}

/** Leads of an import that its family had before, and their entries in the campaign's ledger (see again.ts). */
export type Again = { leads: number; campaign: Tally['campaign'] }

type FieldTotals = { filled: number; replaced: number; cleared: number }

export function emptyTally(): Tally {
  return {
    blank: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    notProcessed: 0,
    existingLeads: 0,
    rejected: {},
    fields: {},
    campaign: { added: 0, alreadyIn: 0, rejected: {} },
  }
}

/** The fold of one batch: every decision counted exactly once under its outcome. */
export function tallyOf(decisions: readonly Decision[]): Tally {
  const tally = emptyTally()
  for (const { outcome, campaign } of decisions) {
    switch (outcome.kind) {
      case 'blank':
        tally.blank++
        break
      case 'added':
        tally.added++
        break
      case 'changed':
        tally.changed++
        if (isFirstTouchOfExisting(outcome)) tally.existingLeads++
        for (const { field, from, to } of outcome.changes) {
          const totals = (tally.fields[field] ??= { filled: 0, replaced: 0, cleared: 0 })
          totals[to === '' ? 'cleared' : from === '' ? 'filled' : 'replaced']++
        }
        break
      case 'unchanged':
        tally.unchanged++
        if (isFirstTouchOfExisting(outcome)) tally.existingLeads++
        break
      case 'not_processed':
        tally.notProcessed++
        break
      case 'rejected': {
        const { rejection } = outcome
        const causes = (tally.rejected[rejection.code] ??= {})
        const cause = causeKey(rejection)
        causes[cause] = (causes[cause] ?? 0) + 1
        break
      }
    }
    if (campaign === 'added') tally.campaign.added++
    else if (campaign === 'already_in') tally.campaign.alreadyIn++
    else if (campaign) {
      const status = campaign.rejected
      tally.campaign.rejected[status] = (tally.campaign.rejected[status] ?? 0) + 1
    }
  }
  return tally
}

/** Under what a rejection counts: its cause; the plan's number for the limit (plans change later); else `all`. */
function causeKey(rejection: Rejection): string {
  if (rejection.code === 'max_leads_reached') return rejection.detail
  return 'cause' in rejection ? rejection.cause : 'all'
}

/** A modified row without an earlier row of this file for the same lead touches a lead that was there before. */
function isFirstTouchOfExisting(outcome: { otherRow: number | null }): boolean {
  return outcome.otherRow === null
}

/** Sum of tallies. Associative and commutative, so the report does not depend on how rows fell into batches. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = emptyTally()
  for (const tally of tallies) {
    for (const key of ['blank', 'added', 'changed', 'unchanged', 'notProcessed', 'existingLeads'] as const)
      sum[key] += tally[key]
    for (const code of rejectionCodes) {
      for (const [cause, count] of Object.entries(tally.rejected[code] ?? {})) {
        const causes = (sum.rejected[code] ??= {})
        causes[cause] = (causes[cause] ?? 0) + count
      }
    }
    for (const [field, totals] of fieldTotals(tally)) {
      const into = (sum.fields[field] ??= { filled: 0, replaced: 0, cleared: 0 })
      into.filled += totals.filled
      into.replaced += totals.replaced
      into.cleared += totals.cleared
    }
    addCampaign(sum.campaign, tally.campaign)
    if (tally.again) {
      sum.again ??= { leads: 0, campaign: emptyTally().campaign }
      sum.again.leads += tally.again.leads
      addCampaign(sum.again.campaign, tally.again.campaign)
    }
  }
  return sum
}

function addCampaign(sum: Tally['campaign'], { added, alreadyIn, rejected }: Tally['campaign']): void {
  sum.added += added
  sum.alreadyIn += alreadyIn
  for (const status of emailStatuses) {
    const count = rejected[status]
    if (count) sum.rejected[status] = (sum.rejected[status] ?? 0) + count
  }
}

/** What the changes did, per field that has any. */
export function fieldTotals(tally: Tally): [FieldKey, FieldTotals][] {
  return Object.entries(tally.fields) as [FieldKey, FieldTotals][]
}
