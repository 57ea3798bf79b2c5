import type { EmailKey } from '../db/ids'
import { findingStatus } from '../leads/address-finding'
import type { EmailStatus } from '../leads/email-status'
import type { FieldKey } from '../leads/fields'
import { tagsTextWith } from '../leads/tags'
import { isEmptyAt, isSameAt, type LeadValues, textsOf, ValuesOver, valueAt } from './lead-values'
import type { CampaignOutcome, Change, Decision, LeadRef, Outcome, Rejection } from './outcome'
import type { RowInput, RowShape } from './row'

/** A lead as the account holds it when the batch is decided. */
export type KnownLead = {
  /** The row of this import that added it, or null. */
  addedAtRow: number | null
  /** The first row of this import that modified it, or null. */
  modifiedAtRow: number | null
  /** What an update compares with; loaded only when the import updates. */
  held: HeldLead | null
}

export type HeldLead = {
  lead: LeadRef
  /** In the order of `Rules.fields`. */
  values: LeadValues
  emailStatus: EmailStatus
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
  /** Null: the import has no tags. */
  tags: TagRule | null
}

/** Tags are added to those a lead has, and only an empty cell of a tags column may take them away. */
export type TagRule = {
  /** Where they stand among the values. */
  at: number
  /** Given to every lead of the import; empty: none. */
  tag: string
  /** Whether an empty cell clears them. */
  clears: boolean
}

export function tagRule(
  { tagsAt, tagsMapped, tag }: RowShape,
  blankCells: Rules['blankCells'],
): TagRule | null {
  return tagsAt === -1 ? null : { at: tagsAt, tag, clears: tagsMapped && blankCells === 'clear' }
}

/** What earlier rows did: leads they touched, emails they turned away, places they took. */
export type Progress = {
  touched: Map<EmailKey, KnownLead>
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
  const there = progress.touched.get(email) ?? known.leads.get(email)
  if (there)
    return rules.update ? modify(input, there, rules, progress) : rejected(row, email, alreadyThere(there))
  if (isFull(known, progress) || known.turnedAway.has(email) || progress.turnedAway.has(email)) {
    progress.turnedAway.add(email)
    return rejected(row, email, { code: 'max_leads_reached', detail: String(known.leadsMax) })
  }
  return add(input, rules, progress)
}

function isFull(known: Known, progress: Progress): boolean {
  return known.leadsMax !== null && known.leadCount + progress.added >= known.leadsMax
}

function add(input: LeadInput, rules: Rules, progress: Progress): Decision {
  const { row, email } = input
  const given = rules.tags ? tagged(null, input.values, rules.tags) : input.values
  const values = withOwnCheck(given, input, rules)
  const status = statusAt(rules) === -1 ? ownCheck(input) : null
  const emailStatus = statusIn(values, rules) ?? status ?? 'not_verified'
  const campaign = offer(emailStatus, false, input, rules)
  progress.added++
  const lead = { addedAtRow: row }
  const inCampaign = campaign === 'added'
  const held = rules.update ? { lead, values, emailStatus, inCampaign } : null
  progress.touched.set(email, { addedAtRow: row, modifiedAtRow: null, held })
  return { row, outcome: { kind: 'added', email, values, status }, campaign }
}

function modify(input: LeadInput, known: KnownLead, rules: Rules, progress: Progress): Decision {
  const { addedAtRow, held } = known
  if (!held) throw new Error('An import that updates needs to know the values its leads have.')
  const { row, email } = input
  const { lead } = held
  const given = rules.tags ? tagged(held.values, input.values, rules.tags) : input.values
  const wanted = rules.blankCells === 'clear' ? withOwnCheck(given, input, rules) : given
  const changes = changesOf(held.values, wanted, rules)
  const otherRow = addedAtRow ?? known.modifiedAtRow
  const after = changes.length === 0 ? held : heldAfter(held, wanted, rules)
  const campaign = otherRow === null ? offer(after.emailStatus, held.inCampaign, input, rules) : null
  const kept = campaign === 'added' ? { ...after, inCampaign: true } : after
  progress.touched.set(email, { addedAtRow, modifiedAtRow: known.modifiedAtRow ?? row, held: kept })
  const outcome: Outcome =
    changes.length === 0
      ? { kind: 'unchanged', email, lead, otherRow }
      : { kind: 'changed', email, lead, values: after.values, changes, otherRow }
  return { row, outcome, campaign }
}

function heldAfter(held: HeldLead, wanted: LeadValues, rules: Rules): HeldLead {
  const values = rules.blankCells === 'clear' ? wanted : new ValuesOver(wanted, held.values)
  const emailStatus = statusAt(rules) >= 0 ? (statusIn(values, rules) ?? 'not_verified') : held.emailStatus
  return { lead: held.lead, values, emailStatus, inCampaign: held.inCampaign }
}

/** The row's values with the tags its lead has after it: those it has, those of the cell, and that of the import. */
function tagged(held: LeadValues | null, values: LeadValues, { at, tag, clears }: TagRule): LeadValues {
  const cell = valueAt(values, at)
  const had = held === null || (clears && cell === '') ? '' : valueAt(held, at)
  const next = textsOf(values)
  next[at] = tagsTextWith(had, cell, tag)
  return next
}

const noChanges: readonly Change[] = []

/** What the row would change: mapped fields only; a blank cell changes nothing unless blank cells clear. */
function changesOf(from: LeadValues, to: LeadValues, { fields, blankCells }: Rules): readonly Change[] {
  let changes: Change[] | null = null
  for (let i = 0; i < fields.length; i++) {
    if (isSameAt(from, to, i) || (blankCells === 'keep' && isEmptyAt(to, i))) continue
    changes ??= []
    changes.push({ field: fields[i]!, from: valueAt(from, i), to: valueAt(to, i) })
  }
  return changes ?? noChanges
}

/** The campaign ledger: each lead the import adds or modifies is offered once, by its first row. */
function offer(
  status: EmailStatus,
  inCampaign: boolean,
  { finding = null }: LeadInput,
  rules: Rules,
): CampaignOutcome | null {
  if (rules.campaignRejects === null) return null
  if (inCampaign) return 'already_in'
  if (!rules.campaignRejects.has(status)) return 'added'
  return { rejected: status, finding: finding && findingStatus[finding] === status ? finding : null }
}

/** The status our own look at the address gives it; null: there is nothing against it. */
function ownCheck({ finding }: LeadInput): EmailStatus | null {
  return finding ? findingStatus[finding] : null
}

/** A verifier's verdict wins, since it has asked the mail server; where its cell is blank, our own look counts. */
function withOwnCheck(values: LeadValues, input: LeadInput, rules: Rules): LeadValues {
  const at = statusAt(rules)
  const status = ownCheck(input)
  if (at === -1 || status === null || !isEmptyAt(values, at)) return values
  const next = textsOf(values)
  next[at] = status
  return next
}

/** Where the email status stands among the values; -1: the import has no column for it. */
function statusAt({ fields }: Rules): number {
  return fields.indexOf('email_status')
}

function statusIn(values: LeadValues, rules: Rules): EmailStatus | null {
  const at = statusAt(rules)
  return at === -1 || isEmptyAt(values, at) ? null : (valueAt(values, at) as EmailStatus)
}

function alreadyThere({ addedAtRow }: KnownLead): Rejection {
  return addedAtRow === null
    ? { code: 'already_in_account', cause: 'existing_lead' }
    : { code: 'already_in_account', cause: 'repeated_in_file', otherRow: addedAtRow }
}

function rejected(row: number, email: string, rejection: Rejection): Decision {
  return { row, outcome: { kind: 'rejected', email, rejection }, campaign: null }
}
