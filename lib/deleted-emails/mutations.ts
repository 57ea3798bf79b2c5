import { lockedTransaction } from '../accounts/locked'
import { cleanUndoDays } from '../audit/entry'
import { recordAudit } from '../audit/mutations'
import type { AccountId, EmailKey, UserId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { log } from '../log'
import { done, type Result, refused } from '../result'
import type { Cleaned, CleanUndone } from './clean-undone'
import { hashOfEmail } from './hash'

/** Puts emails on the account's deleted list; one that stands there keeps its date. Needs the account's lock. */
export async function listDeletedEmails(
  tx: Tx,
  accountId: AccountId,
  emails: readonly EmailKey[],
): Promise<void> {
  if (emails.length === 0) return
  await tx.query(
    `INSERT INTO deleted_emails (account_id, email_hash)
     SELECT $1, hash FROM unnest($2::bytea[]) AS hash
     ON CONFLICT DO NOTHING`,
    [accountId, emails.map((email) => hashOfEmail(accountId, email))],
  )
}

/** Takes one email off the deleted list, so that it can be imported again. Refused when it is not on it. */
export async function releaseDeletedEmail(
  accountId: AccountId,
  userId: UserId | null,
  email: EmailKey,
): Promise<Result<{ email: EmailKey }>> {
  const result = await lockedTransaction(accountId, async (tx) => {
    const { rowCount } = await tx.query(
      'DELETE FROM deleted_emails WHERE account_id = $1 AND email_hash = $2',
      [accountId, hashOfEmail(accountId, email)],
    )
    if (rowCount === 0) return refused(`${email} is not on the list of permanently deleted emails.`)
    await recordAudit(tx, accountId, { kind: 'deleted_email_released', userId })
    return done({ email })
  })
  if (result.kind === 'done') log.info({ accountId, userId }, 'Released one permanently deleted email')
  return result
}

/**
 * Clears the whole deleted list ("Clean List") and says how many emails stood on it. `undo` is what `undoCleanList`
 * takes.
 */
export async function cleanList(accountId: AccountId, userId: UserId | null): Promise<Result<Cleaned>> {
  const result = await lockedTransaction<Cleaned>(accountId, async (tx, { changesLast }) => {
    const { rows } = await tx.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM deleted_emails WHERE account_id = $1',
      [accountId],
    )
    const cleared = rows[0]?.count ?? 0
    if (cleared === 0) return done({ cleared, undo: null })
    // Leads added behind this change may have an email of the list; leads from before cannot.
    const details = { count: cleared, change: changesLast }
    const undo = await recordAudit(tx, accountId, { kind: 'list_cleaned', userId, details })
    await tx.query(
      `WITH cleared AS (DELETE FROM deleted_emails WHERE account_id = $1 RETURNING email_hash, deleted_at)
       INSERT INTO cleaned_emails (account_id, audit_id, email_hash, deleted_at)
       SELECT $1, $2, email_hash, deleted_at FROM cleared`,
      [accountId, undo],
    )
    return done({ cleared, undo })
  })
  if (result.kind === 'done')
    log.info({ accountId, userId, cleared: result.value.cleared }, 'Cleaned the list')
  return result
}

/**
 * Puts back what one Clean List took off the list, each with its own date; what was deleted again meanwhile keeps the
 * new one. An email that a lead has by now stays off, since no live lead may be on the list. Refused when it was undone
 * already, or is 30 days ago.
 * @param auditId the entry that tells of it
 */
export async function undoCleanList(
  accountId: AccountId,
  userId: UserId | null,
  auditId: string,
): Promise<Result<CleanUndone>> {
  const result = await lockedTransaction(accountId, async (tx) => {
    const cleaned = await cleanedOf(tx, accountId, auditId)
    if (!cleaned) return refused('This can’t be undone any more: it was undone already, or is 30 days ago.')
    const leads = cleaned.addedSince ? await takeOutLeads(tx, accountId, auditId) : 0
    const { rows } = await tx.query<{ listed: number }>(
      `WITH back AS (
         DELETE FROM cleaned_emails WHERE account_id = $1 AND audit_id = $2 RETURNING email_hash, deleted_at
       ), listed AS (
         INSERT INTO deleted_emails (account_id, email_hash, deleted_at)
         SELECT $1, email_hash, deleted_at FROM back ON CONFLICT DO NOTHING
       )
       SELECT count(*)::int AS listed FROM back`,
      [accountId, auditId],
    )
    const listed = rows[0]?.listed ?? 0
    await recordAudit(tx, accountId, { kind: 'list_clean_undone', userId, details: { count: listed, leads } })
    return done({ listed, leads })
  })
  if (result.kind === 'done') log.info({ accountId, userId, ...result.value }, 'Put the cleaned list back')
  return result
}

/** Null when nothing of it is kept, or not for long enough any more. */
async function cleanedOf(
  tx: Tx,
  accountId: AccountId,
  auditId: string,
): Promise<{ addedSince: boolean } | null> {
  const { rows } = await tx.query<{ added_since: boolean }>(
    `SELECT EXISTS (
       SELECT FROM lead_changes c
       WHERE c.account_id = $1 AND c.change > (a.details->>'change')::int AND c.added > 0
     ) AS added_since
     FROM audit_entries a
     WHERE a.account_id = $1 AND a.id = $2 AND a.kind = 'list_cleaned' AND a.at > now() - make_interval(days => $3)
       AND EXISTS (SELECT FROM cleaned_emails WHERE account_id = $1 AND audit_id = $2)`,
    [accountId, auditId, cleanUndoDays],
  )
  return rows[0] ? { addedSince: rows[0].added_since } : null
}

const emailsAtATime = 20_000

/** Drops from what is kept the emails that leads have by now; hashes cannot be joined with addresses in SQL. */
async function takeOutLeads(tx: Tx, accountId: AccountId, auditId: string): Promise<number> {
  let [taken, after] = [0, '']
  for (;;) {
    const { rows } = await tx.query<{ email: EmailKey }>(
      'SELECT email FROM leads WHERE account_id = $1 AND email > $2 ORDER BY email LIMIT $3',
      [accountId, after, emailsAtATime],
    )
    const last = rows.at(-1)
    if (!last) return taken
    const { rowCount } = await tx.query(
      'DELETE FROM cleaned_emails WHERE account_id = $1 AND audit_id = $2 AND email_hash = ANY($3::bytea[])',
      [accountId, auditId, rows.map(({ email }) => hashOfEmail(accountId, email))],
    )
    taken += rowCount ?? 0
    after = last.email
  }
}

/** Forgets what Clean List took off any list longer ago than it can be undone. Says how many emails that were. */
export async function sweepCleanedEmails(): Promise<number> {
  return transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `DELETE FROM cleaned_emails c USING audit_entries a
       WHERE a.account_id = c.account_id AND a.id = c.audit_id AND a.at < now() - make_interval(days => $1)`,
      [cleanUndoDays],
    )
    return rowCount ?? 0
  })
}
