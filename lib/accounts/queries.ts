import { db } from '../db/client'
import type { Plan, Role } from '../db/generated/enums'
import type { AccountId, UserId } from '../db/ids'

/** An account as lists and the shell show it. `leadsMax` null = no limit. */
export type AccountView = {
  slug: string
  name: string
  plan: Plan
  leadCount: number
  leadsMax: number | null
}

const shown = { slug: true, name: true, plan: true, leadCount: true, leadsMax: true } as const

/** The accounts a person is a member of, by name. */
export async function accountsOf(userId: UserId): Promise<(AccountView & { role: Role })[]> {
  const memberships = await db().member.findMany({
    where: { userId },
    select: { role: true, account: { select: shown } },
  })
  return memberships
    .map(({ role, account }) => ({ ...account, role }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.slug < b.slug ? -1 : 1))
}

/** The account of that slug, whoever asks: for the command line and the seed only. Pages go through requireMember. */
export async function accountBySlug(slug: string): Promise<(AccountView & { id: AccountId }) | null> {
  const entry = await db().accountSlug.findUnique({ where: { slug } })
  if (!entry) return null
  const id = entry.accountId as AccountId
  const account = await accountById(id)
  return account ? { ...account, id } : null
}

/** The account, or null when it is gone. */
export async function accountById(accountId: AccountId): Promise<AccountView | null> {
  return db().account.findUnique({ where: { id: accountId }, select: shown })
}

/** Whether import reports are also mailed to the account's admins. */
export async function mailsReportsToAdmins(accountId: AccountId): Promise<boolean> {
  const account = await db().account.findUnique({
    where: { id: accountId },
    select: { reportMailsToAdmins: true },
  })
  return account?.reportMailsToAdmins ?? false
}

export type MemberView = { userId: UserId; email: string; name: string; role: Role; since: Date }

/** The members of an account, admins first, then in the order they came. */
export async function membersOf(accountId: AccountId): Promise<MemberView[]> {
  const members = await db().member.findMany({
    where: { accountId },
    orderBy: [{ role: 'asc' }, { createdAt: 'asc' }, { userId: 'asc' }],
  })
  const users = await db().user.findMany({
    where: { id: { in: members.map((member) => member.userId) } },
    select: { id: true, email: true, name: true },
  })
  const userById = new Map(users.map((user) => [user.id, user]))
  return members.flatMap((member) => {
    const user = userById.get(member.userId)
    if (!user) return []
    return {
      userId: user.id as UserId,
      email: user.email,
      name: user.name,
      role: member.role,
      since: member.createdAt,
    }
  })
}

/**
 * What a person is in an account: null when they are no member of it, or there is no such account. The id is
 * left plain: only lib/auth/session.ts makes an AccountId of it.
 */
export async function membershipOf(
  userId: UserId,
  slug: string,
): Promise<{ accountId: string; role: Role; account: AccountView } | null> {
  const entry = await db().accountSlug.findUnique({ where: { slug } })
  if (!entry) return null
  const member = await db().member.findUnique({
    where: { accountId_userId: { accountId: entry.accountId, userId } },
    select: { accountId: true, role: true, account: { select: shown } },
  })
  return member
}
