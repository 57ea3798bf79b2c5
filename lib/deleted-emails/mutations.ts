import { lockedTransaction } from '../accounts/locked'
import { recordAudit } from '../audit/mutations'
import type { AccountId, EmailKey, UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { log } from '../log'
import { done, type Result, refused } from '../result'
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

/** Clears the whole deleted list ("Clean List") and says how many emails stood on it. */
export async function cleanList(
  accountId: AccountId,
  userId: UserId | null,
): Promise<Result<{ cleared: number }>> {
  const result = await lockedTransaction(accountId, async (tx) => {
    const { rowCount } = await tx.query('DELETE FROM deleted_emails WHERE account_id = $1', [accountId])
    const cleared = rowCount ?? 0
    if (cleared > 0)
      await recordAudit(tx, accountId, { kind: 'list_cleaned', userId, details: { count: cleared } })
    return done({ cleared })
  })
  if (result.kind === 'done') log.info({ accountId, userId, ...result.value }, 'Cleaned the list')
  return result
}
