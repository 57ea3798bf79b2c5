import { createHash, randomBytes } from 'node:crypto'
import { recordAudit } from '../audit/mutations'
import { hashPassword, verifyPassword } from '../auth/password-hash'
import { type AccountId, newId, type UserId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { env } from '../env'
import { log } from '../log'
import { done, invalid, type Result, refused } from '../result'
import { takeTries } from '../tries/mutations'
import { tooManyTries } from '../tries/sentence'

const linkMinutes = 60

/**
 * Books a mail with a link to a new password. What is done here is the same whether the email has a person or not: the
 * worker finds that out when it is about to send, so neither answer nor time tells.
 * @param address where the request came from
 */
export async function askForReset(email: string, address: string): Promise<Result> {
  const waitMinutes = await takeTries([
    { key: `reset email ${email}`, triesMax: env().LIMIT_TRIES },
    { key: `reset address ${address}`, triesMax: env().LIMIT_TRIES_WIDE },
  ])
  if (waitMinutes > 0) return refused(tooManyTries(waitMinutes))
  return transaction(async (tx) => {
    await tx.query(`INSERT INTO person_mails (id, kind, recipient) VALUES ($1, 'password_reset', $2)`, [
      newId(),
      email,
    ])
    return done()
  })
}

/** Makes the link that the mail carries; a link mailed before is void. Null when nobody has that email. */
export async function newResetToken(email: string): Promise<string | null> {
  const token = randomBytes(32).toString('base64url')
  return transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `INSERT INTO password_resets (user_id, token_hash, expires_at)
       SELECT id, $2, now() + make_interval(mins => $3) FROM users WHERE email = $1
       ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
      [email, hashOf(token), linkMinutes],
    )
    return rowCount === 1 ? token : null
  })
}

const noLonger = 'This link can’t be used any more. Ask for a new one.'

/** Sets the password of the person the link was mailed to, once, and ends all their sessions. */
export async function resetPassword(token: string, password: string): Promise<Result> {
  const hash = await hashPassword(password)
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ user_id: UserId }>(
      'DELETE FROM password_resets WHERE token_hash = $1 AND expires_at > now() RETURNING user_id',
      [hashOf(token)],
    )
    const userId = rows[0]?.user_id
    if (!userId) return refused(noLonger)
    await setPassword(tx, userId, hash)
    await tx.query('UPDATE users SET email_verified = true WHERE id = $1', [userId]) // the mail arrived
    await tx.query('DELETE FROM sessions WHERE user_id = $1', [userId])
    await auditPassword(tx, userId)
    log.info({ userId }, 'Set a new password by a mailed link')
    return done()
  })
}

type Change = {
  userId: UserId
  /** The session that goes on. */
  sessionId: string
  current: string
  password: string
}

/** Changes the password of somebody who knows the one before, and ends their other sessions. */
export async function changePassword({ userId, sessionId, current, password }: Change): Promise<Result> {
  const key = `password ${userId}`
  const waitMinutes = await takeTries([{ key, triesMax: env().LIMIT_TRIES }])
  if (waitMinutes > 0) return refused(tooManyTries(waitMinutes))
  const hash = await hashPassword(password)
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ password: string | null }>(
      `SELECT password FROM logins WHERE user_id = $1 AND provider_id = 'credential' FOR UPDATE`,
      [userId],
    )
    const before = rows[0]?.password
    if (!before || !(await verifyPassword({ hash: before, password: current })))
      return invalid({ current: 'This is not your password.' })
    await setPassword(tx, userId, hash)
    await tx.query('DELETE FROM password_resets WHERE user_id = $1', [userId])
    await endOthers(tx, userId, sessionId)
    await auditPassword(tx, userId)
    log.info({ userId }, 'Changed a password')
    return done()
  })
}

/** Ends all sessions of a person but one. Says how many. */
export async function endOtherSessions(
  userId: UserId,
  sessionId: string,
): Promise<Result<{ ended: number }>> {
  return transaction(async (tx) => done({ ended: await endOthers(tx, userId, sessionId) }))
}

async function endOthers(tx: Tx, userId: UserId, sessionId: string): Promise<number> {
  const { rowCount } = await tx.query('DELETE FROM sessions WHERE user_id = $1 AND id <> $2', [
    userId,
    sessionId,
  ])
  return rowCount ?? 0
}

async function setPassword(tx: Tx, userId: UserId, hash: string): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE logins SET password = $2, updated_at = now() WHERE user_id = $1 AND provider_id = 'credential'`,
    [userId, hash],
  )
  if (rowCount !== 0) return
  await tx.query(
    `INSERT INTO logins (id, user_id, provider_account_id, provider_id, password)
     VALUES ($1, $2, $3, 'credential', $4)`,
    [newId(), userId, userId, hash],
  )
}

/** Each account the person belongs to is told that their password is another one. */
async function auditPassword(tx: Tx, userId: UserId): Promise<void> {
  const { rows } = await tx.query<{ account_id: AccountId }>(
    'SELECT account_id FROM members WHERE user_id = $1 ORDER BY account_id',
    [userId],
  )
  for (const { account_id } of rows) await recordAudit(tx, account_id, { kind: 'password_changed', userId })
}

/** The token is random, so a fast hash keeps it. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
