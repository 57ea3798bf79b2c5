import { redirect } from 'next/navigation'
import { accountsOf } from '@/lib/accounts/queries'
import { currentUser, requireUser } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { isLocalMode } from '@/lib/mail/transport-choice'

/**
 * Where mails are in local mode, under an address that is easy to remember: the first account's outbox; for who is
 * signed out the mailbox of this machine.
 */
export default async function OutboxOfFirstAccount(): Promise<never> {
  if (isLocalMode(env()) && !(await currentUser())) redirect('/mailbox')
  const user = await requireUser()
  const [first] = await accountsOf(user.userId)
  redirect(first ? `/${first.slug}/outbox` : '/accounts')
}
