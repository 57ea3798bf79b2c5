import { createHash } from 'node:crypto'
import { db, pool } from '../db/client'
import type { UserId } from '../db/ids'

/** The email whose password the link sets; null when it can’t be used (any more). */
export async function resetOf(token: string): Promise<{ email: string } | null> {
  const { rows } = await pool().query<{ email: string }>(
    `SELECT u.email FROM password_resets r JOIN users u ON u.id = r.user_id
     WHERE r.token_hash = $1 AND r.expires_at > now()`,
    [createHash('sha256').update(token).digest()],
  )
  return rows[0] ?? null
}

export type SessionView = {
  id: string
  userAgent: string | null
  address: string | null
  since: Date
  seenAt: Date
}

/** Where a person is signed in, the latest first. */
export async function listSessions(userId: UserId): Promise<SessionView[]> {
  const sessions = await db().session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    orderBy: { updatedAt: 'desc' },
    select: { id: true, userAgent: true, ipAddress: true, createdAt: true, updatedAt: true },
  })
  return sessions.map(({ id, userAgent, ipAddress, createdAt, updatedAt }) => ({
    id,
    userAgent,
    address: ipAddress || null,
    since: createdAt,
    seenAt: updatedAt,
  }))
}
