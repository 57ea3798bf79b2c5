import { pool } from '../db/client'
import { type MailMessage, mailMessageSchema } from './message'
import type { Settlement } from './settle'

/** Longer than any try takes. A worker that wakes up after it finds its attempt overtaken. */
const leaseSeconds = 120
const keptDays = 1

/** A mail to a person, apart from all accounts, that this worker may try to send now. */
export type ClaimedPersonMail = {
  id: string
  kind: 'password_reset'
  attempt: number
  status: 'queued' | 'unknown'
  recipient: string
  ageSeconds: number
  /** As it was handed over before. */
  message: MailMessage | null
}

type Row = Omit<ClaimedPersonMail, 'message'> & { message: unknown }

/** Takes up the mail that has been due the longest. Null when none is. */
export async function claimDuePersonMail(): Promise<ClaimedPersonMail | null> {
  const { rows } = await pool().query<Row>(
    `UPDATE person_mails SET attempts = attempts + 1, next_try_at = now() + make_interval(secs => $1)
     WHERE id = (
       SELECT id FROM person_mails WHERE next_try_at <= now() AND status IN ('queued', 'unknown')
       ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED
     )
     RETURNING id, kind, attempts AS attempt, status, recipient, message,
               extract(epoch FROM now() - created_at)::float8 AS "ageSeconds"`,
    [leaseSeconds],
  )
  const row = rows[0]
  return row ? { ...row, message: row.message === null ? null : mailMessageSchema.parse(row.message) } : null
}

/** As `handOverMail`: what stands there if we die before the answer. False: overtaken; do not send. */
export async function handOverPersonMail(
  { id, attempt }: ClaimedPersonMail,
  message: MailMessage,
): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE person_mails SET status = 'unknown', message = $3, last_error = NULL,
            next_try_at = now() + make_interval(secs => $4)
     WHERE id = $1 AND attempts = $2 AND status IN ('queued', 'unknown')`,
    [id, attempt, JSON.stringify(message), leaseSeconds],
  )
  return rowCount === 1
}

/** As `settleMail`. */
export async function settlePersonMail(
  { id, attempt }: ClaimedPersonMail,
  { status, lastError, nextTrySeconds, providerId }: Settlement,
  keepMessage: boolean,
): Promise<void> {
  await pool().query(
    `UPDATE person_mails SET status = $3::mail_status, last_error = $4, provider_id = $5,
            next_try_at = now() + make_interval(secs => $6::int),
            sent_at = CASE WHEN $3 = 'sent' THEN now() END,
            message = CASE WHEN $6::int IS NOT NULL OR $7 THEN message END
     WHERE id = $1 AND attempts = $2 AND status IN ('queued', 'unknown')`,
    [id, attempt, status, lastError, providerId, nextTrySeconds, keepMessage],
  )
}

/** There is nobody to write to; nothing stays that tells which address was asked for. */
export async function dropPersonMail({ id }: ClaimedPersonMail): Promise<void> {
  await pool().query('DELETE FROM person_mails WHERE id = $1', [id])
}

/** Forgets mails to persons after a day: their links are long void. Says how many. */
export async function sweepPersonMails(): Promise<number> {
  const { rowCount } = await pool().query(
    'DELETE FROM person_mails WHERE created_at < now() - make_interval(days => $1)',
    [keptDays],
  )
  return rowCount ?? 0
}
