import { db, pool } from '../db/client'
import type { AccountId, EmailKey } from '../db/ids'
import { hashOfEmail } from './hash'

/** Is the email on the account's deleted list, and since when? */
export type DeletedEmailCheck = { listed: true; since: Date } | { listed: false; since: null }

/** How many emails of the account were permanently deleted and not released since. */
export function countDeletedEmails(accountId: AccountId): Promise<number> {
  return db().deletedEmail.count({ where: { accountId } })
}

/** Looks one email up. */
export async function checkDeletedEmail(accountId: AccountId, email: EmailKey): Promise<DeletedEmailCheck> {
  const emailHash = new Uint8Array(hashOfEmail(accountId, email))
  const found = await db().deletedEmail.findUnique({
    where: { accountId_emailHash: { accountId, emailHash } },
    select: { deletedAt: true },
  })
  return found ? { listed: true, since: found.deletedAt } : { listed: false, since: null }
}

const importsLookedAt = 20

/** The latest of the last 20 imports that rejected rows for their email being on the list; null when none did. */
export async function lastRejectedAsDeleted(
  accountId: AccountId,
): Promise<{ importNumber: number; rows: number } | null> {
  const { rows } = await pool().query<{ import_number: number; rows: number }>(
    `SELECT b.import_number, sum(cause.rows::int)::int AS rows
     FROM accounts a
     JOIN import_batches b ON b.account_id = a.id AND b.import_number > a.imports_last - $2
     CROSS JOIN LATERAL jsonb_each_text(b.tally->'rejected'->'email_permanently_deleted') AS cause (name, rows)
     WHERE a.id = $1
     GROUP BY b.import_number ORDER BY b.import_number DESC LIMIT 1`,
    [accountId, importsLookedAt],
  )
  const row = rows[0]
  return row ? { importNumber: row.import_number, rows: row.rows } : null
}
