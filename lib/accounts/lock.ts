import type { AccountId, UserId } from '../db/ids'
import type { Tx } from '../db/transaction'

/** How full the account is. `leadsMax` null = no limit. */
export type AccountState = {
  id: AccountId
  leadCount: number
  leadsMax: number | null
  /** Number of the last entry in lead_changes. */
  changesLast: number
}

/** The account as it is while we hold its lock. */
export type LockedAccount = AccountState & {
  /** How often the lock was taken. Who has it again one higher than before was alone in between. */
  lockCount: number
}

/**
 * Locks the account row, and counts that. Everything that adds, changes or deletes leads, puts them into a campaign or
 * takes them out, adds or removes tombstones, or changes the plan takes this first: one account, one writer. Null when
 * the account is gone.
 * @param refers whether rows are written that refer to leads, or leads deleted that rows refer to. Then the plans are
 * forgotten that the connection kept for its foreign keys: one made while a table was small reads all of it for each
 * row, and stays until the table is analysed (100,000 leads took minutes to join a campaign).
 */
export async function lockAccount(
  tx: Tx,
  accountId: AccountId,
  refers = true,
): Promise<LockedAccount | null> {
  if (refers) await tx.query('DISCARD PLANS')
  const { rows } = await tx.query<{
    lead_count: number
    leads_max: number | null
    changes_last: number
    lock_count: number
  }>(
    `UPDATE accounts SET lock_count = lock_count + 1 WHERE id = $1
     RETURNING lead_count, leads_max, changes_last, lock_count`,
    [accountId],
  )
  const row = rows[0]
  if (!row) return null
  return {
    id: accountId,
    leadCount: row.lead_count,
    leadsMax: row.leads_max,
    changesLast: row.changes_last,
    lockCount: row.lock_count,
  }
}

export type LeadChange = {
  kind: 'import' | 'by_hand' | 'delete' | 'delete_permanently' | 'restore' | 'undo'
  added: number
  deleted: number
  importNumber?: number
  userId?: UserId
}

/**
 * Writes that the number of leads changed: the account's count and one entry in lead_changes. Nothing is
 * written when nothing was added or deleted. Gives the account back as it is now. Needs the account's lock.
 */
export async function recordLeadChange(
  tx: Tx,
  account: LockedAccount,
  change: LeadChange,
): Promise<LockedAccount> {
  if (change.added + change.deleted === 0) return account
  const leadCount = account.leadCount + change.added - change.deleted
  const changesLast = account.changesLast + 1
  await tx.query('UPDATE accounts SET lead_count = $2, changes_last = $3 WHERE id = $1', [
    account.id,
    leadCount,
    changesLast,
  ])
  await tx.query(
    `INSERT INTO lead_changes (account_id, change, kind, added, deleted, leads_after, import_number, user_id)
     VALUES ($1, $2, $3::lead_change_kind, $4, $5, $6, $7, $8)`,
    [
      account.id,
      changesLast,
      change.kind,
      change.added,
      change.deleted,
      leadCount,
      change.importNumber ?? null,
      change.userId ?? null,
    ],
  )
  return { ...account, leadCount, changesLast }
}
