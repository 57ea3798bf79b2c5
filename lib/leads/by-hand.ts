import { type LockedAccount, recordLeadChange } from '../accounts/lock'
import { lockedTransaction } from '../accounts/locked'
import { type AccountId, type EmailKey, type LeadId, newId, type UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { done, invalid, type Result, refused } from '../result'
import { addressFinding } from './address-check'
import { findingStatus } from './address-finding'
import { customNamesLocked } from './custom-fields/mutations'
import {
  decideAddition,
  decideEdit,
  decideNewEmail,
  type Edit,
  emailTyped,
  entriesOf,
  type Problems,
  type Typed,
  valuesKept,
} from './decide-lead'
import type { HolderOfEmail, KnownToRestore, Obstacle } from './decide-restore'
import { type FieldChange, insertEdits } from './edits'
import type { EmailStatus } from './email-status'
import type { FieldKey } from './fields'
import { leadFields } from './fields'
import { listedAmong } from './restore'
import { tagsOfText, tagsText } from './tags'

/** A lead was saved, or its email stands in the way: the page says how to go on. */
export type LeadSaved =
  | { kind: 'saved'; id: LeadId; email: EmailKey }
  | { kind: 'kept'; email: EmailKey; obstacle: Obstacle }

/**
 * Adds a lead by hand: the same key, rules, limit and lock as a row of an import. Keeps who added it, with its values.
 * Invalid (a sentence per field) when something typed cannot be kept.
 */
export async function addLead(
  accountId: AccountId,
  userId: UserId,
  typed: Typed,
): Promise<Result<LeadSaved>> {
  const email = emailTyped(typed.email ?? '')
  const kept = valuesKept(typed)
  if ('problem' in email || 'problems' in kept)
    return invalid(problemsOf('problem' in email ? email.problem : null, kept))
  return lockedTransaction(accountId, async (tx, account) => {
    const { key } = email
    const obstacle = decideAddition(key, await knownOf(tx, account, key))
    if (obstacle) return done<LeadSaved>({ kind: 'kept', email: key, obstacle })
    const values = await knownFields(tx, accountId, {
      ...kept.values,
      email_status: statusOf(key, kept.values),
    })
    const id = newId() as LeadId
    await insertLead(tx, accountId, { id, email: key, values })
    const changes = [{ field: 'email' as FieldKey, from: '', to: key }, ...filled(values)]
    await insertEdits(tx, accountId, userId, [{ leadId: id, changes }])
    await recordLeadChange(tx, account, { kind: 'by_hand', added: 1, deleted: 0, userId })
    return done<LeadSaved>({ kind: 'saved', id, email: key })
  })
}

/**
 * Changes what a person edited on a lead, field by field, and keeps the old values and who did it. Another email obeys
 * the rules of a new lead, but takes no place; its status is looked at anew. Refused when the lead is gone.
 */
export async function editLead(
  accountId: AccountId,
  userId: UserId,
  leadId: LeadId,
  { seen, wanted }: Edit,
): Promise<Result<LeadSaved>> {
  const email = emailTyped(wanted.email ?? seen.email ?? '')
  const kept = valuesKept(wanted)
  if ('problem' in email || 'problems' in kept)
    return invalid(problemsOf('problem' in email ? email.problem : null, kept))
  return lockedTransaction(accountId, async (tx, account) => {
    const held = await heldValues(tx, accountId, leadId)
    if (!held) return refused('This lead was deleted meanwhile. Look under Recently deleted.')
    const values = await knownFields(tx, accountId, kept.values)
    const decided = decideEdit(held, { seen, wanted: { ...values, email: email.key } })
    if ('problems' in decided) return invalid(problemsOf(null, decided))
    const changes = withStatusOfEmail(decided.changes, held)
    const other = changes.find(({ field }) => field === 'email')
    const obstacle = other && decideNewEmail(email.key, await knownOf(tx, account, email.key))
    if (obstacle) return done<LeadSaved>({ kind: 'kept', email: email.key, obstacle })
    if (changes.length > 0) {
      await updateLead(tx, accountId, leadId, changes)
      await insertEdits(tx, accountId, userId, [{ leadId, changes }])
    }
    return done<LeadSaved>({ kind: 'saved', id: leadId, email: email.key })
  })
}

function problemsOf(email: string | null, kept: { problems: Problems } | object): Record<string, string> {
  const problems: Record<string, string> = email === null ? {} : { email }
  if ('problems' in kept) Object.assign(problems, kept.problems)
  return problems
}

/** What was not verified by others is looked at by ourselves. */
function statusOf(email: EmailKey, values: Typed): EmailStatus {
  const given = (values.email_status ?? 'not_verified') as EmailStatus
  const finding = given === 'not_verified' ? addressFinding(email) : null
  return finding ? findingStatus[finding] : given
}

/** A status belongs to an address: with another one it begins anew, unless the person chose one. */
function withStatusOfEmail(changes: readonly FieldChange[], held: Typed): FieldChange[] {
  const email = changes.find(({ field }) => field === 'email')
  if (!email || changes.some(({ field }) => field === 'email_status')) return [...changes]
  const from = held.email_status ?? 'not_verified'
  const to = statusOf(email.to as EmailKey, {})
  return from === to ? [...changes] : [...changes, { field: 'email_status', from, to }]
}

async function knownOf(tx: Tx, account: LockedAccount, email: EmailKey): Promise<KnownToRestore> {
  const { rows } = await tx.query<HolderOfEmail>(
    'SELECT id, created_at AS since, import_number AS import FROM leads WHERE account_id = $1 AND email = $2',
    [account.id, email],
  )
  const holders = new Map(rows.map((row) => [email, row]))
  const listed = await listedAmong(tx, account.id, [{ email }])
  return { holders, listed, leadsMax: account.leadsMax, leadCount: account.leadCount }
}

/** Without values of custom fields that the account does not have (any more). */
async function knownFields(tx: Tx, accountId: AccountId, values: Typed): Promise<Typed> {
  const custom = new Set((await customNamesLocked(tx, accountId)).map((name) => `custom.${name}`))
  const known = entriesOf(values).filter(([field]) => !field.startsWith('custom.') || custom.has(field))
  return Object.fromEntries(known)
}

function filled(values: Typed): FieldChange[] {
  return entriesOf(values).flatMap(([field, to]) =>
    to === '' || to === 'not_verified' ? [] : [{ field, from: '', to }],
  )
}

type NewLead = { id: LeadId; email: EmailKey; values: Typed }

async function insertLead(tx: Tx, accountId: AccountId, { id, email, values }: NewLead): Promise<void> {
  await tx.query('INSERT INTO leads (account_id, id, email) VALUES ($1, $2, $3)', [accountId, id, email])
  await updateLead(tx, accountId, id, filled(values))
}

/** `updated_at` stays that of the insert for a new lead, which is the same moment. */
async function updateLead(
  tx: Tx,
  accountId: AccountId,
  leadId: LeadId,
  changes: readonly FieldChange[],
): Promise<void> {
  const given: unknown[] = [accountId, leadId]
  const give = (value: unknown) => `$${given.push(value)}`
  const sets = ['updated_at = now()']
  for (const { field, to } of changes) {
    if (field.startsWith('custom.')) continue
    if (field === 'email_status') sets.push(`email_status = ${give(to)}::email_status`)
    else if (field === 'tags') sets.push(`tags = ${give(tagsOfText(to))}::text[]`)
    else sets.push(`${column(field)} = ${give(to)}`)
  }
  const custom = changes.filter(({ field }) => field.startsWith('custom.'))
  if (custom.length > 0) {
    const name = ({ field }: FieldChange) => field.slice('custom.'.length)
    const set = Object.fromEntries(custom.filter(({ to }) => to !== '').map((one) => [name(one), one.to]))
    sets.push(`custom = (custom - ${give(custom.map(name))}::text[]) || ${give(JSON.stringify(set))}::jsonb`)
  }
  await tx.query(`UPDATE leads SET ${sets.join(', ')} WHERE account_id = $1 AND id = $2`, given)
}

/** The column of a built-in field: never a text from outside. */
function column(field: FieldKey): string {
  const found = leadFields.find((one) => one === field)
  if (!found) throw new Error(`A lead has no column ${field}.`)
  return found
}

type HeldRow = Record<(typeof leadFields)[number], string> & {
  tags: string[] | null
  custom: Record<string, string>
}

async function heldValues(tx: Tx, accountId: AccountId, leadId: LeadId): Promise<Typed | null> {
  const { rows } = await tx.query<HeldRow>(
    `SELECT ${leadFields.join(', ')}, tags, custom FROM leads WHERE account_id = $1 AND id = $2`,
    [accountId, leadId],
  )
  const row = rows[0]
  if (!row) return null
  const { tags, custom, ...values } = row
  const own = Object.entries(custom).map(([name, value]) => [`custom.${name}`, value])
  return { ...values, tags: tagsText(tags ?? []), ...Object.fromEntries(own) }
}
