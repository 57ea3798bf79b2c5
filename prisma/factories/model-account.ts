import type { EmailKey, LeadId } from '../../lib/db/ids'
import {
  decideBatch,
  type Known,
  type KnownLead,
  newProgress,
  type Progress,
  type Rules,
} from '../../lib/imports/decide'
import { type LeadValues, valueAt } from '../../lib/imports/lead-values'
import type { Decision, LeadRef } from '../../lib/imports/outcome'
import type { RowInput } from '../../lib/imports/row'
import type { EmailStatus } from '../../lib/leads/email-status'

/** An account in memory, for tests: what PostgreSQL does for a run, done to a Map. */
export type ModelAccount = {
  leads: Map<EmailKey, ModelLead>
  deleted: Map<EmailKey, string>
  leadsMax: number | null
  campaign: Set<string>
}

export type ModelLead = {
  id: LeadId
  values: LeadValues
  emailStatus: EmailStatus
  import: number | null
  row: number | null
}

/** Runs `rows` as import `number` in batches of `size`, applying each batch before the next. Changes `account`. */
export function runInModel(
  account: ModelAccount,
  rows: readonly RowInput[],
  rules: Rules,
  { number = 1, size }: { number?: number; size: number },
): Decision[] {
  const ledger: Decision[] = []
  for (let at = 0; at < rows.length; at += size) {
    const batch = rows.slice(at, at + size)
    const decisions = decideBatch(batch, knownTo(account, batch, number, ledger), rules)
    applyToModel(account, decisions, rules, number)
    ledger.push(...decisions)
  }
  return ledger
}

/** The same rows as a dry run: nothing is applied, one progress goes through. */
export function dryRunInModel(
  account: ModelAccount,
  rows: readonly RowInput[],
  rules: Rules,
  { size }: { size: number },
): Decision[] {
  const progress: Progress = newProgress()
  const decisions: Decision[] = []
  for (let at = 0; at < rows.length; at += size) {
    const batch = rows.slice(at, at + size)
    decisions.push(...decideBatch(batch, knownTo(account, batch, null, []), rules, progress))
  }
  return decisions
}

function knownTo(
  account: ModelAccount,
  rows: readonly RowInput[],
  number: number | null,
  ledger: readonly Decision[],
): Known {
  const leads = new Map<EmailKey, KnownLead>()
  for (const row of rows) {
    const lead = row.kind === 'lead' ? account.leads.get(row.email) : undefined
    if (!lead || row.kind !== 'lead') continue
    const addedAtRow = number !== null && lead.import === number ? lead.row : null
    const modifiedAtRow = ledger.find((entry) => touches(entry, row.email))?.row ?? null
    const inCampaign = account.campaign.has(lead.id)
    const { id, values, emailStatus } = lead
    leads.set(row.email, {
      addedAtRow,
      modifiedAtRow,
      held: { lead: { id }, values, emailStatus, inCampaign },
    })
  }
  const turnedAway = ledger.flatMap(({ outcome }) =>
    outcome.kind === 'rejected' && outcome.rejection.code === 'max_leads_reached'
      ? [outcome.email as EmailKey]
      : [],
  )
  return {
    leads,
    deleted: account.deleted,
    turnedAway: new Set(turnedAway),
    leadsMax: account.leadsMax,
    leadCount: account.leads.size,
  }
}

function touches({ outcome }: Decision, email: EmailKey): boolean {
  return (outcome.kind === 'changed' || outcome.kind === 'unchanged') && outcome.email === email
}

function applyToModel(
  account: ModelAccount,
  decisions: readonly Decision[],
  rules: Rules,
  number: number,
): void {
  const idOf = (lead: LeadRef) => ('id' in lead ? lead.id : idAt(number, lead.addedAtRow))
  const statusAt = rules.fields.indexOf('email_status')
  for (const { row, outcome, campaign } of decisions) {
    if (outcome.kind === 'added') {
      const id = idAt(number, row)
      const given = statusAt >= 0 ? valueAt(outcome.values, statusAt) : outcome.status
      const emailStatus = (given || 'not_verified') as EmailStatus
      account.leads.set(outcome.email, { id, values: outcome.values, emailStatus, import: number, row })
      if (campaign === 'added') account.campaign.add(id)
    } else if (outcome.kind === 'changed' || outcome.kind === 'unchanged') {
      const lead = account.leads.get(outcome.email)
      if (!lead || lead.id !== idOf(outcome.lead))
        throw new Error(`Row ${row} modified a lead that is not there.`)
      if (outcome.kind === 'changed') {
        const emailStatus =
          statusAt >= 0
            ? ((valueAt(outcome.values, statusAt) || 'not_verified') as EmailStatus)
            : lead.emailStatus
        account.leads.set(outcome.email, { ...lead, values: outcome.values, emailStatus })
      }
      if (campaign === 'added') account.campaign.add(lead.id)
    }
  }
}

function idAt(number: number, row: number): LeadId {
  return `lead-${number}-${row}` as LeadId
}
