import type { EmailKey, LeadId } from '../db/ids'
import type { EmailStatus } from '../leads/email-status'
import type { FieldKey } from '../leads/fields'
import type { CampaignOutcome, Change, Decision, LeadRef, LeadValues, Outcome, Rejection } from './outcome'
import type { RowInput } from './row'

/** A lead as the account holds it when the batch is decided. */
export type KnownLead = {
  id: LeadId
  /** ISO time since when it is in the account. */
  since: string
  /** In the order of `Rules.fields`. */
  values: LeadValues
  emailStatus: EmailStatus
  /** The row of this import that added it, or null. */
  addedAtRow: number | null
  /** The first row of this import that modified it, or null. */
  modifiedAtRow: number | null
  inCampaign: boolean
}

/** What is true of the account under its lock, as far as the rows of a batch need it. */
export type Known = {
  leads: ReadonlyMap<EmailKey, KnownLead>
  /** Permanently deleted emails, with ISO time since when. */
  deleted: ReadonlyMap<EmailKey, string>
  /** Emails that an earlier batch of this import turned away because the account was full. */
  turnedAway: ReadonlySet<EmailKey>
  /** Null = no limit. */
  leadsMax: number | null
  leadCount: number
}

export type Rules = {
  fields: readonly FieldKey[]
  update: boolean
  blankCells: 'keep' | 'clear'
  /** The statuses the import's campaign rejects; null = no campaign. */
  campaignRejects: ReadonlySet<EmailStatus> | null
}

/** A lead as the rows decided so far leave it. */
export type LeadState = {
  lead: LeadRef
  since: string | null
  values: LeadValues
  emailStatus: EmailStatus
  addedAtRow: number | null
  modifiedAtRow: number | null
  inCampaign: boolean
}

/** What earlier rows did: leads they touched, emails they turned away, places they took. */
export type Progress = {
  touched: Map<EmailKey, LeadState>
  turnedAway: Set<EmailKey>
  added: number
}

export function newProgress(): Progress {
  return { touched: new Map(), turnedAway: new Set(), added: 0 }
}

/**
 * Decides the rows of one batch in file order: exactly one outcome per row, first rule that applies
 * (product.md section 2). Pure but for `progress`, which it moves on: a run passes a fresh one per batch, since
 * `known` is loaded anew under the lock; a dry run writes nothing and passes the same one through.
 */
export function decideBatch(
  rows: readonly RowInput[],
  known: Known,
  rules: Rules,
  progress: Progress = newProgress(),
): Decision[] {
  return rows.map((input): Decision => {
    const { row } = input
    if (input.kind === 'blank') return { row, outcome: { kind: 'blank' }, campaign: null }
    if (input.kind === 'rejected') {
      const { email, rejection } = input
      return { row, outcome: { kind: 'rejected', email, rejection }, campaign: null }
    }
    return decideLead(input, known, rules, progress)
  })
}

/** The rest of a cancelled or failed import: every row that is not blank was not processed. */
export function decideNothing(rows: readonly RowInput[]): Decision[] {
  return rows.map(({ kind, row }) => ({
    row,
    outcome: { kind: kind === 'blank' ? 'blank' : 'not_processed' },
    campaign: null,
  }))
}

type LeadInput = Extract<RowInput, { kind: 'lead' }>

function decideLead(input: LeadInput, known: Known, rules: Rules, progress: Progress): Decision {
  const { row, email } = input
  const deletedSince = known.deleted.get(email)
  if (deletedSince !== undefined) {
    return rejected(row, email, { code: 'email_permanently_deleted', detail: deletedSince })
  }
  const state = progress.touched.get(email) ?? stateOf(known.leads.get(email))
  if (state) {
    return rules.update ? modify(input, state, rules, progress) : rejected(row, email, alreadyThere(state))
  }
  if (isFull(known, progress) || known.turnedAway.has(email) || progress.turnedAway.has(email)) {
    progress.turnedAway.add(email)
    return rejected(row, email, { code: 'max_leads_reached', detail: String(known.leadsMax) })
  }
  return add(input, rules, progress)
}

function isFull(known: Known, progress: Progress): boolean {
  return known.leadsMax !== null && known.leadCount + progress.added >= known.leadsMax
}

function add({ row, email, values }: LeadInput, rules: Rules, progress: Progress): Decision {
  const emailStatus = statusIn(values, rules) ?? 'not_verified'
  const campaign = offer(emailStatus, false, rules)
  progress.added++
  progress.touched.set(email, {
    lead: { addedAtRow: row },
    since: null,
    values,
    emailStatus,
    addedAtRow: row,
    modifiedAtRow: null,
    inCampaign: campaign === 'added',
  })
  return { row, outcome: { kind: 'added', email, values }, campaign }
}

function modify(input: LeadInput, state: LeadState, rules: Rules, progress: Progress): Decision {
  const { row, email } = input
  const changes = changesOf(state.values, input.values, rules)
  const otherRow = state.addedAtRow ?? state.modifiedAtRow
  const values = changes.length === 0 ? state.values : merged(state.values, changes, rules)
  const emailStatus =
    statusIn(values, rules) ?? (rules.fields.includes('email_status') ? 'not_verified' : state.emailStatus)
  const campaign = otherRow === null ? offer(emailStatus, state.inCampaign, rules) : null
  progress.touched.set(email, {
    ...state,
    values,
    emailStatus,
    modifiedAtRow: state.modifiedAtRow ?? row,
    inCampaign: state.inCampaign || campaign === 'added',
  })
  const outcome: Outcome =
    changes.length === 0
      ? { kind: 'unchanged', email, lead: state.lead, otherRow }
      : { kind: 'changed', email, lead: state.lead, values, changes, otherRow }
  return { row, outcome, campaign }
}

/** What the row would change: mapped fields only; a blank cell changes nothing unless blank cells clear. */
function changesOf(from: LeadValues, to: LeadValues, rules: Rules): Change[] {
  const changes: Change[] = []
  for (let i = 0; i < rules.fields.length; i++) {
    const next = to[i]!
    const now = from[i]!
    if (next === now || (next === '' && rules.blankCells === 'keep')) continue
    changes.push({ field: rules.fields[i]!, from: now, to: next })
  }
  return changes
}

function merged(values: LeadValues, changes: readonly Change[], rules: Rules): LeadValues {
  const next = [...values]
  for (const { field, to } of changes) next[rules.fields.indexOf(field)] = to
  return next
}

/** The campaign ledger: each lead the import adds or modifies is offered once, by its first row. */
function offer(status: EmailStatus, inCampaign: boolean, rules: Rules): CampaignOutcome | null {
  if (rules.campaignRejects === null) return null
  if (inCampaign) return 'already_in'
  return rules.campaignRejects.has(status) ? { rejected: status } : 'added'
}

function statusIn(values: LeadValues, rules: Rules): EmailStatus | null {
  const at = rules.fields.indexOf('email_status')
  return at === -1 || values[at] === '' ? null : (values[at] as EmailStatus)
}

function stateOf(lead: KnownLead | undefined): LeadState | undefined {
  if (!lead) return undefined
  const { id, since, values, emailStatus, addedAtRow, modifiedAtRow, inCampaign } = lead
  return { lead: { id }, since, values, emailStatus, addedAtRow, modifiedAtRow, inCampaign }
}

function alreadyThere({ lead, since, addedAtRow }: LeadState): Rejection {
  if (addedAtRow !== null) {
    return { code: 'already_in_account', cause: 'repeated_in_file', lead, otherRow: addedAtRow }
  }
  if (!('id' in lead) || since === null) throw new Error('A lead that no row of this file added has an id.')
  return { code: 'already_in_account', cause: 'existing_lead', leadId: lead.id, detail: since }
}

function rejected(row: number, email: string, rejection: Rejection): Decision {
  return { row, outcome: { kind: 'rejected', email, rejection }, campaign: null }
}
