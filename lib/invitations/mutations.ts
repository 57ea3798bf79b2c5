import { timingSafeEqual } from 'node:crypto'
import { recordAudit } from '../audit/mutations'
import type { Role } from '../db/generated/enums'
import { type AccountId, newId, type UserId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { env } from '../env'
import { log } from '../log'
import { done, type Result, refused } from '../result'
import { takeTries } from '../tries/mutations'
import { tooManyTries } from '../tries/sentence'
import { listInvitations } from './queries'
import { hashOfSecret, newSecret, readToken, writeToken } from './token'

/** How long a link can be used. */
export const invitationDays = 7

type Invite = { accountId: AccountId; by: UserId; emails: readonly string[]; role: Role }

/**
 * Invites people into an account: books a mail to each, whose link is made when it is sent. Who is a member already is
 * left out; who has an open invitation gets a new link, for `role`, and the one before is void. Admins only.
 */
export async function inviteMembers({
  accountId,
  by,
  emails,
  role,
}: Invite): Promise<Result<{ invited: string[]; members: string[] }>> {
  const waitMinutes = await takeTries([
    { key: `invite ${accountId}`, triesMax: env().LIMIT_TRIES_WIDE, weight: emails.length },
    // Nobody fills a stranger's mailbox from here, also not out of many accounts.
    ...emails.map((email) => ({ key: `invite to ${email}`, triesMax: env().LIMIT_TRIES })),
  ])
  if (waitMinutes > 0) return refused(tooManyTries(waitMinutes))
  const result = await transaction<Result<{ invited: string[]; members: string[] }>>(async (tx) => {
    if (!(await isAdmin(tx, accountId, by))) return refused('Only an admin can invite people.')
    const { rows } = await tx.query<{ email: string }>(
      `SELECT u.email FROM members m JOIN users u ON u.id = m.user_id WHERE m.account_id = $1 AND u.email = ANY($2)`,
      [accountId, emails],
    )
    const members = rows.map((row) => row.email)
    const invited = emails.filter((email) => !members.includes(email)).sort()
    for (const email of invited) await inviteOne(tx, { accountId, by, email, role })
    return done({ invited, members })
  })
  if (result.kind === 'done')
    log.info({ accountId, by, people: result.value.invited.length }, 'Invited people')
  return result
}

async function inviteOne(
  tx: Tx,
  { accountId, by, email, role }: Omit<Invite, 'emails'> & { email: string },
): Promise<void> {
  const { rows } = await tx.query<{ id: string; sends: number }>(
    `INSERT INTO invitations AS i (account_id, id, email, role, user_id, expires_at)
     VALUES ($1, $2, $3, $4::role, $5, now() + make_interval(days => $6))
     ON CONFLICT (account_id, email) DO UPDATE SET
       role = excluded.role, user_id = excluded.user_id, expires_at = excluded.expires_at,
       secret_hash = NULL, sends = i.sends + 1
     RETURNING id, sends`,
    [accountId, newId(), email, role, by, invitationDays],
  )
  for (const { id, sends } of rows) {
    await tx.query(
      `INSERT INTO mails (account_id, id, subject_key, recipient, user_id) VALUES ($1, $2, $3, $4, $5)`,
      [accountId, newId(), `invitation/${id}/${sends}`, email, by],
    )
  }
  await recordAudit(tx, accountId, { kind: 'member_invited', userId: by, details: { member: email, role } })
}

/** "Send again": a new link to the same address, for the same role; the one before is void. Admins only. */
export async function inviteAgain(accountId: AccountId, by: UserId, id: string): Promise<Result> {
  const open = (await listInvitations(accountId)).find((each) => each.id === id)
  if (!open) return refused('This invitation was accepted or withdrawn already.')
  const result = await inviteMembers({ accountId, by, emails: [open.email], role: open.role })
  return result.kind === 'done' ? done() : result
}

/** Withdraws an invitation: its link is void, and its mail is not sent if it was not yet. Admins only. */
export async function revokeInvitation(accountId: AccountId, by: UserId, id: string): Promise<Result> {
  return transaction(async (tx) => {
    if (!(await isAdmin(tx, accountId, by))) return refused('Only an admin can withdraw an invitation.')
    const { rows } = await tx.query<{ email: string }>(
      'DELETE FROM invitations WHERE account_id = $1 AND id = $2 RETURNING email',
      [accountId, id],
    )
    const email = rows[0]?.email
    if (!email) return refused('This invitation was accepted or withdrawn already.')
    await recordAudit(tx, accountId, { kind: 'invitation_revoked', userId: by, details: { member: email } })
    return done()
  })
}

/**
 * Makes the link that the invitation's mail carries; only its hash stays with us. A link mailed before is void. Null
 * when there is nothing to be mailed any more: accepted, withdrawn, expired, or mailed anew meanwhile.
 */
export async function newInvitationLink(
  accountId: AccountId,
  { id, sends }: { id: string; sends: number },
): Promise<{ token: string; email: string; role: Role; userId: UserId } | null> {
  const secret = newSecret()
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ email: string; role: Role; user_id: UserId }>(
      `UPDATE invitations SET secret_hash = $4
       WHERE account_id = $1 AND id = $2 AND sends = $3 AND expires_at > now()
       RETURNING email, role, user_id`,
      [accountId, id, sends, hashOfSecret(secret)],
    )
    const row = rows[0]
    if (!row) return null
    return {
      token: writeToken({ accountId, id, secret }),
      email: row.email,
      role: row.role,
      userId: row.user_id,
    }
  })
}

const noLonger = 'This invitation can’t be used any more. Ask for a new one.'

/**
 * Lets the person in, once: the link works for the address it was mailed to and for nobody else. The role is the one of
 * the invitation; who is a member already keeps theirs. The mail having arrived, the address is theirs.
 */
export async function acceptInvitation(
  token: string,
  user: { userId: UserId; email: string },
): Promise<Result<{ slug: string }>> {
  const read = readToken(token)
  if (!read) return refused(noLonger)
  const { accountId, id } = read
  return transaction(async (tx) => {
    const { rows } = await tx.query<{ email: string; role: Role; hash: Buffer | null; slug: string }>(
      `SELECT i.email, i.role, i.secret_hash AS hash, a.slug
       FROM invitations i JOIN accounts a ON a.id = i.account_id
       WHERE i.account_id = $1 AND i.id = $2 AND i.expires_at > now() FOR UPDATE OF i`,
      [accountId, id],
    )
    const found = rows[0]
    if (!found?.hash || !timingSafeEqual(found.hash, hashOfSecret(read.secret))) return refused(noLonger)
    if (found.email !== user.email.toLowerCase())
      return refused(`This invitation is for ${found.email}. You’re signed in as ${user.email}.`)
    await tx.query('DELETE FROM invitations WHERE account_id = $1 AND id = $2', [accountId, id])
    const { rowCount } = await tx.query(
      `INSERT INTO members (account_id, user_id, role) VALUES ($1, $2, $3::role) ON CONFLICT DO NOTHING`,
      [accountId, user.userId, found.role],
    )
    await tx.query('UPDATE users SET email_verified = true WHERE id = $1', [user.userId])
    if (rowCount === 1)
      await recordAudit(tx, accountId, {
        kind: 'member_joined',
        userId: user.userId,
        details: { role: found.role },
      })
    return done({ slug: found.slug })
  })
}

/** Holds the member's row, so that who invites is admin until it is written. */
async function isAdmin(tx: Tx, accountId: AccountId, userId: UserId): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT FROM members WHERE account_id = $1 AND user_id = $2 AND role = 'admin' FOR SHARE`,
    [accountId, userId],
  )
  return rowCount === 1
}
