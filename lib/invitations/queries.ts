import { timingSafeEqual } from 'node:crypto'
import { pool } from '../db/client'
import type { Role } from '../db/generated/enums'
import type { AccountId } from '../db/ids'
import { hashOfSecret, readToken } from './token'

/** An open invitation as the Members page lists it. */
export type InvitationView = {
  id: string
  email: string
  role: Role
  invitedBy: string | null
  expiresAt: Date
  expired: boolean
  /** Of the latest mail about it; null when it waits. */
  sentAt: Date | null
  /** Why the latest mail was not delivered, or nobody knows whether it was. */
  trouble: string | null
}

/** The invitations nobody has accepted yet, by email. */
export async function listInvitations(accountId: AccountId): Promise<InvitationView[]> {
  const { rows } = await pool().query<InvitationView>(
    `SELECT i.id, i.email, i.role, u.name AS "invitedBy", i.expires_at AS "expiresAt",
            i.expires_at <= now() AS expired, m.sent_at AS "sentAt",
            CASE WHEN m.status IN ('failed', 'unknown') THEN m.last_error END AS trouble
     FROM invitations i
     LEFT JOIN users u ON u.id = i.user_id
     LEFT JOIN mails m ON m.account_id = i.account_id AND m.recipient = i.email
       AND m.subject_key = 'invitation/' || i.id || '/' || i.sends
     WHERE i.account_id = $1 ORDER BY i.email`,
    [accountId],
  )
  return rows
}

/** What the holder of a link may read before accepting. */
export type Invited = {
  account: { slug: string; name: string }
  email: string
  role: Role
  invitedBy: string | null
}

/**
 * The open invitation behind a link. Null when it was accepted, withdrawn, mailed anew or has expired, or is none: all
 * alike, so that a guess tells nothing.
 */
export async function invitationOf(token: string): Promise<Invited | null> {
  const read = readToken(token)
  if (!read) return null
  const { rows } = await pool().query<
    Omit<Invited, 'account'> & Invited['account'] & { hash: Buffer | null }
  >(
    `SELECT a.slug, a.name, i.email, i.role, u.name AS "invitedBy", i.secret_hash AS hash
     FROM invitations i JOIN accounts a ON a.id = i.account_id LEFT JOIN users u ON u.id = i.user_id
     WHERE i.account_id = $1 AND i.id = $2 AND i.expires_at > now()`,
    [read.accountId, read.id],
  )
  const row = rows[0]
  if (!row?.hash || !timingSafeEqual(row.hash, hashOfSecret(read.secret))) return null
  const { slug, name, email, role, invitedBy } = row
  return { account: { slug, name }, email, role, invitedBy }
}

/** Whether an invitation still waits for somebody, and was not mailed anew since its `sends`th mail. */
export async function isOpen(
  accountId: AccountId,
  { id, sends }: { id: string; sends: number },
): Promise<boolean> {
  const { rowCount } = await pool().query(
    'SELECT FROM invitations WHERE account_id = $1 AND id = $2 AND sends = $3 AND expires_at > now()',
    [accountId, id, sends],
  )
  return rowCount === 1
}
