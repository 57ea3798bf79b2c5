import { db } from '../db/client'
import type { UserId } from '../db/ids'

/** The person with that log-in address, or null. */
export async function userByEmail(
  email: string,
): Promise<{ userId: UserId; email: string; name: string } | null> {
  const user = await db().user.findUnique({
    where: { email: email.trim().toLowerCase() },
    select: { id: true, email: true, name: true },
  })
  return user ? { userId: user.id as UserId, email: user.email, name: user.name } : null
}
