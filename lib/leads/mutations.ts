import type { LockedAccount } from '../accounts/lock'
import { lockedTransaction } from '../accounts/locked'
import { recordAudit } from '../audit/mutations'
import { pool } from '../db/client'
import type { AccountId, EmailKey, LeadId, UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { log } from '../log'
import { done, type Result, refused } from '../result'
import { chosenCondition, countChosen, type LeadsChosen, otherNumber } from './chosen'
import { parseEmail } from './email-address'
import { deletedSearch } from './filter'
import { type Condition, removeLeads } from './remove'
import { type Restored, restorableSql, restoreLeads } from './restore'

/**
 * Deletes leads. They can be restored for 30 days (by `change`, all of them); with `permanently` they cannot, and their
 * emails go on the deleted list, so that imports reject them. All or nothing, in one transaction under the account's
 * lock. Of `leadIds`, those that are gone already are not counted. `matching` is refused when by now another number of
 * leads matches than the person saw.
 */
export async function deleteLeads(
  accountId: AccountId,
  userId: UserId | null,
  { permanently, ...chosen }: LeadsChosen & { permanently: boolean },
): Promise<Result<{ deleted: number; change: number }>> {
  const result = await lockedTransaction(accountId, async (tx, account) => {
    const condition = chosenCondition(chosen)
    if ('matching' in chosen) {
      const now = await countChosen(tx, accountId, condition)
      if (now !== chosen.expected) return refused(otherNumber('deleted', now, chosen.expected))
    }
    return done(await deleteUnderLock(tx, account, { condition, permanently, userId }))
  })
  if (result.kind === 'done') log.info({ accountId, userId, permanently, ...result.value }, 'Deleted leads')
  return result
}

/** Deletes the lead with this email, as typed. Refused when no lead has it. */
export async function deleteLeadByEmail(
  accountId: AccountId,
  userId: UserId | null,
  { email, permanently }: { email: string; permanently: boolean },
): Promise<Result<{ email: EmailKey }>> {
  const parsed = parseEmail(email)
  if (parsed.kind !== 'email') return refused(`“${email}” is not an email address.`)
  const result = await deleteLeads(accountId, userId, { email: parsed.key, permanently })
  if (result.kind !== 'done') return result
  return result.value.deleted === 1
    ? done({ email: parsed.key })
    : refused(`No lead has the email ${parsed.key}.`)
}

type Deletion = { condition: Condition; permanently: boolean; userId: UserId | null }

async function deleteUnderLock(
  tx: Tx,
  account: LockedAccount,
  { condition, permanently, userId }: Deletion,
): Promise<{ deleted: number; change: number }> {
  const kind = permanently ? 'delete_permanently' : 'delete'
  const { deleted, change } = await removeLeads(tx, account, { condition, kind, userId })
  const told = permanently ? 'leads_deleted_permanently' : 'leads_deleted'
  if (deleted > 0) await recordAudit(tx, account.id, { kind: told, userId, details: { count: deleted } })
  return { deleted, change }
}

/** `change`: all of one deletion. `expected`: how many matched when the person said "restore these". */
export type LeadsToRestore =
  | { leadIds: readonly LeadId[] }
  | { change: number }
  | { matching: { search: string }; expected: number }

/**
 * Brings deleted leads back, as far as the account's leads, its deleted list and its plan allow (lib/leads/restore.ts);
 * says how many, and why others stayed. One transaction under the account's lock.
 */
export async function restoreDeletedLeads(
  accountId: AccountId,
  userId: UserId | null,
  chosen: LeadsToRestore,
): Promise<Result<Restored>> {
  const result = await lockedTransaction(accountId, async (tx, account) => {
    const condition = deletedCondition(chosen)
    if ('matching' in chosen) {
      const now = await countDeleted(tx, accountId, condition)
      if (now !== chosen.expected) return refused(otherNumber('restored', now, chosen.expected))
    }
    const { account: _, ...restored } = await restoreLeads(tx, account, { condition, userId })
    const details = { count: restored.restored }
    if (details.count > 0) await recordAudit(tx, accountId, { kind: 'leads_restored', userId, details })
    return done(restored)
  })
  if (result.kind === 'done')
    log.info({ accountId, userId, restored: result.value.restored }, 'Restored deleted leads')
  return result
}

function deletedCondition(chosen: LeadsToRestore): Condition {
  if ('leadIds' in chosen) return { sql: 'id = ANY($2::uuid[])', values: [chosen.leadIds] }
  if ('change' in chosen) return { sql: 'change = $2', values: [chosen.change] }
  return deletedSearch(chosen.matching.search, 2)
}

async function countDeleted(tx: Tx, accountId: AccountId, { sql, values }: Condition): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM deleted_leads WHERE account_id = $1 AND ${sql} AND ${restorableSql}`,
    [accountId, ...values],
  )
  return rows[0]?.count ?? 0
}

const sweptAtOnceMax = 10_000

/**
 * Deletes what can be restored no more, with what was edited on it. An account's oldest deletion tells whether it has
 * any, so no index by time is needed. In slices, each a transaction of its own. For a job.
 */
export async function sweepDeletedLeads(): Promise<void> {
  const { rows } = await pool().query<{ id: AccountId }>(
    `SELECT a.id FROM accounts a CROSS JOIN LATERAL (
       SELECT deleted_at FROM deleted_leads d WHERE d.account_id = a.id ORDER BY change LIMIT 1) AS oldest
     WHERE NOT oldest.${restorableSql}`,
  )
  for (const { id } of rows) {
    let swept: number
    do swept = await sweepSlice(id)
    while (swept === sweptAtOnceMax)
    log.info({ accountId: id }, 'Swept leads that were deleted long ago')
  }
}

async function sweepSlice(accountId: AccountId): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(
    `WITH old AS (SELECT id FROM deleted_leads WHERE account_id = $1 AND NOT ${restorableSql} ORDER BY change, id LIMIT $2),
       swept AS (DELETE FROM deleted_leads d USING old WHERE d.account_id = $1 AND d.id = old.id RETURNING d.id),
       edits AS (DELETE FROM lead_edits e USING swept WHERE e.account_id = $1 AND e.lead_id = swept.id)
     SELECT count(*)::int AS n FROM swept`,
    [accountId, sweptAtOnceMax],
  )
  return rows[0]?.n ?? 0
}
