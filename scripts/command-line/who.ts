import { accountBySlug, membersOf } from '../../lib/accounts/queries'
import type { AccountId, EmailKey, UserId } from '../../lib/db/ids'
import { parseEmail } from '../../lib/leads/email-address'
import type { Result } from '../../lib/result'
import type { Arguments } from './arguments'
import { Failed, WrongUsage } from './usage'

export type Who = { accountId: AccountId; slug: string; userId: UserId; email: string }

/** The account and the person a command acts for: --account and --as, else demo and its first admin. */
export async function whoActs(args: Arguments): Promise<Who> {
  const slug = args.text('account') ?? 'demo'
  const account = await accountBySlug(slug)
  if (!account)
    throw new Failed(`There is no account “${slug}”. Make it with: account create ${slug} --admin EMAIL`)
  const members = await membersOf(account.id)
  const as = args.text('as')?.trim().toLowerCase()
  const member = as ? members.find((one) => one.email === as) : members.find((one) => one.role === 'admin')
  if (!member) throw new Failed(as ? `${as} is not a member of ${slug}.` : `${slug} has no admin.`)
  return { accountId: account.id, slug, userId: member.userId, email: member.email }
}

/** The email a command is about, as its key. */
export function emailGiven(typed: string | undefined): EmailKey {
  if (typed === undefined) throw new WrongUsage('Say which email.')
  const email = parseEmail(typed)
  if (email.kind !== 'email') throw new Failed(`“${typed}” is not a valid email.`)
  return email.key
}

/** The value of a result; a refusal fails the command with its sentence. */
export function orFail<T>(result: Result<T>): T {
  switch (result.kind) {
    case 'done':
      return result.value
    case 'refused':
      throw new Failed(result.reason)
    case 'invalid':
      throw new Failed(Object.values(result.fields).join(' '))
  }
}
