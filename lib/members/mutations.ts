import { recordAudit } from '../audit/mutations'
import type { Role } from '../db/generated/enums'
import type { AccountId, UserId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { log } from '../log'
import { done, type Result, refused } from '../result'

/** Who acts on whom in which account. Whether the one who acts may is looked at here, under lock. */
export type MemberDeed = { accountId: AccountId; by: UserId; userId: UserId }

export const lastAdminStays = 'An account needs one admin. Make someone else admin first.'
const adminsOnly = 'Only an admin can change the members.'
const noMember = 'This person is no member of the account any more.'

/** Makes a member admin, or an admin member. Refused when it would leave the account without an admin. */
export async function changeRole({
  accountId,
  by,
  userId,
  role,
}: MemberDeed & { role: Role }): Promise<Result<{ role: Role }>> {
  const result = await underAdmins<{ role: Role }>(accountId, async (tx, admins) => {
    if (!admins.has(by)) return refused(adminsOnly)
    const before = await roleOf(tx, accountId, userId)
    if (!before) return refused(noMember)
    if (before === role) return done({ role })
    if (role === 'member' && admins.size === 1) return refused(lastAdminStays)
    await tx.query('UPDATE members SET role = $3::role WHERE account_id = $1 AND user_id = $2', [
      accountId,
      userId,
      role,
    ])
    const withdrawn = role === 'member' ? await withdrawInvitationsOf(tx, accountId, userId) : 0
    const details = { member: await nameOf(tx, userId), role, withdrawn }
    await recordAudit(tx, accountId, { kind: 'role_changed', userId: by, details })
    return done({ role })
  })
  if (result.kind === 'done') log.info({ accountId, userId, by, role }, 'Changed a role')
  return result
}

/**
 * Takes a member out of the account, or lets one leave: access ends with the next request, mail to them with the next
 * try, and what they invited is withdrawn. What they imported stays. Refused for the last admin.
 */
export async function removeMember({ accountId, by, userId }: MemberDeed): Promise<Result> {
  const leaves = by === userId
  const result = await underAdmins(accountId, async (tx, admins) => {
    if (!leaves && !admins.has(by)) return refused(adminsOnly)
    if (admins.has(userId) && admins.size === 1) return refused(lastAdminStays)
    const { rowCount } = await tx.query('DELETE FROM members WHERE account_id = $1 AND user_id = $2', [
      accountId,
      userId,
    ])
    if (rowCount === 0) return refused(noMember)
    const withdrawn = await withdrawInvitationsOf(tx, accountId, userId)
    const details = { member: await nameOf(tx, userId), withdrawn }
    await recordAudit(tx, accountId, { kind: leaves ? 'member_left' : 'member_removed', userId: by, details })
    return done()
  })
  if (result.kind === 'done') log.info({ accountId, userId, by }, 'Removed a member')
  return result
}

/**
 * Runs `work` with the admins as they are, one at a time per account: of two admins who remove each other at the same
 * moment the second finds out that it is none any more. Not under the account's lock, for which an import may be
 * waiting, and not under locks on the members' rows, which would be taken in any order.
 */
function underAdmins<T>(
  accountId: AccountId,
  work: (tx: Tx, admins: ReadonlySet<UserId>) => Promise<Result<T>>,
): Promise<Result<T>> {
  return transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`members/${accountId}`])
    const { rows } = await tx.query<{ user_id: UserId }>(
      `SELECT user_id FROM members WHERE account_id = $1 AND role = 'admin'`,
      [accountId],
    )
    return work(tx, new Set(rows.map((row) => row.user_id)))
  })
}

async function roleOf(tx: Tx, accountId: AccountId, userId: UserId): Promise<Role | null> {
  const { rows } = await tx.query<{ role: Role }>(
    'SELECT role FROM members WHERE account_id = $1 AND user_id = $2',
    [accountId, userId],
  )
  return rows[0]?.role ?? null
}

/** The email by which the audit names a person, also when they are gone. */
async function nameOf(tx: Tx, userId: UserId): Promise<string> {
  const { rows } = await tx.query<{ email: string }>('SELECT email FROM users WHERE id = $1', [userId])
  return rows[0]?.email ?? 'a person who is gone'
}

/** Who may not invite any more leaves no open door. Says how many there were. */
async function withdrawInvitationsOf(tx: Tx, accountId: AccountId, userId: UserId): Promise<number> {
  const { rowCount } = await tx.query('DELETE FROM invitations WHERE account_id = $1 AND user_id = $2', [
    accountId,
    userId,
  ])
  return rowCount ?? 0
}
