import { type MemberView, membersOf } from '../accounts/queries'
import { db } from '../db/client'
import type { AccountId } from '../db/ids'

export type MemberSeen = MemberView & {
  /** Of their latest session, within a day; null when they have none. */
  seenAt: Date | null
}

/** The members of an account as the Members page shows them. */
export async function listMembers(accountId: AccountId): Promise<MemberSeen[]> {
  const members = await membersOf(accountId)
  const seen = await db().session.groupBy({
    by: ['userId'],
    where: { userId: { in: members.map(({ userId }) => userId) } },
    _max: { updatedAt: true },
  })
  const seenAt = new Map(seen.map(({ userId, _max }) => [userId, _max.updatedAt]))
  return members.map((member) => ({ ...member, seenAt: seenAt.get(member.userId) ?? null }))
}
