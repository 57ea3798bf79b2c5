import { createUser } from '../../lib/auth/mutations'
import { userByEmail } from '../../lib/auth/queries'
import type { UserId } from '../../lib/db/ids'
import { orThrow } from './or-throw'

/** A person, found again when the email has one already. Without a password they cannot sign in, and are made faster. */
export async function makePerson(
  email: string,
  { name, password = null }: { name?: string; password?: string | null } = {},
): Promise<UserId> {
  const known = await userByEmail(email)
  return known ? known.userId : orThrow(await createUser({ email, name, password })).userId
}
