import { pool } from '../db/client'
import type { AccountId, UserId } from '../db/ids'
import { type MailMessage, mailMessageSchema } from './message'
import type { Settlement } from './settle'

/** Longer than any try takes. A worker that wakes up after it finds its attempt overtaken. */
const leaseSeconds = 120

/** A mail that this worker may try to send now. `attempt` is its fence: a later claim makes it void. */
export type ClaimedMail = {
  accountId: AccountId
  id: string
  attempt: number
  /** unknown: an earlier try may have been accepted. */
  status: 'queued' | 'unknown'
  subjectKey: string
  importNumber: number | null
  recipient: string
  userId: UserId
  ageSeconds: number
  /** As it was handed over before: the same key must come with the same content. */
  message: MailMessage | null
}

type ClaimedRow = {
  attempts: number
  status: 'queued' | 'unknown'
  subject_key: string
  import_number: number | null
  recipient: string
  user_id: UserId
  age_seconds: number
  message: unknown
}

/** Takes up the mail that has been due the longest, of any account. Null when none is due or others were quicker. */
export async function claimDueMail(): Promise<ClaimedMail | null> {
  const { rows } = await pool().query<{ account_id: AccountId; id: string; attempts: number }>(
    'SELECT account_id, id, attempts FROM mails WHERE next_try_at <= now() ORDER BY next_try_at LIMIT 8',
  )
  for (const { account_id, id, attempts } of rows) {
    const claimed = await take(account_id, id, attempts)
    if (claimed) return claimed
  }
  return null
}

async function take(accountId: AccountId, id: string, attempts: number): Promise<ClaimedMail | null> {
  const { rows } = await pool().query<ClaimedRow>(
    `UPDATE mails SET attempts = attempts + 1, next_try_at = now() + make_interval(secs => $4)
     WHERE account_id = $1 AND id = $2 AND attempts = $3 AND next_try_at <= now()
       AND status IN ('queued', 'unknown')
     RETURNING attempts, status, subject_key, import_number, recipient, user_id, message,
               extract(epoch FROM now() - created_at)::float8 AS age_seconds`,
    [accountId, id, attempts, leaseSeconds],
  )
  const row = rows[0]
  if (!row) return null
  return {
    accountId,
    id,
    attempt: row.attempts,
    status: row.status,
    subjectKey: row.subject_key,
    importNumber: row.import_number,
    recipient: row.recipient,
    userId: row.user_id,
    ageSeconds: row.age_seconds,
    message: row.message === null ? null : mailMessageSchema.parse(row.message),
  }
}

/**
 * Written just before the transport gets the mail: from here until its answer is written down nobody knows whether it
 * was accepted, and if we die that is what stands there. False: overtaken by a later claim; do not send.
 */
export async function handOverMail(
  { accountId, id, attempt }: ClaimedMail,
  message: MailMessage,
): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE mails SET status = 'unknown', message = $4, last_error = NULL,
            next_try_at = now() + make_interval(secs => $5)
     WHERE account_id = $1 AND id = $2 AND attempts = $3 AND status IN ('queued', 'unknown')`,
    [accountId, id, attempt, JSON.stringify(message), leaseSeconds],
  )
  return rowCount === 1
}

/**
 * Writes down what a try came to; nothing when a later claim has overtaken it. The stored message goes when the mail is
 * not tried again, unless `keepMessage`: it holds addresses from the file.
 */
export async function settleMail(
  { accountId, id, attempt }: ClaimedMail,
  { status, lastError, nextTrySeconds, providerId }: Settlement,
  keepMessage: boolean,
): Promise<void> {
  await pool().query(
    `UPDATE mails SET status = $4::mail_status, last_error = $5, provider_id = $6,
            next_try_at = now() + make_interval(secs => $7::int),
            sent_at = CASE WHEN $4 = 'sent' THEN now() END,
            message = CASE WHEN $7::int IS NOT NULL OR $8 THEN message END
     WHERE account_id = $1 AND id = $2 AND attempts = $3 AND status IN ('queued', 'unknown')`,
    [accountId, id, attempt, status, lastError, providerId, nextTrySeconds, keepMessage],
  )
}
