import { redirect } from 'next/navigation'
import { accountsOf } from '@/lib/accounts/queries'
import { requireUser } from '@/lib/auth/session'

/** The mailbox of local mode, under an address that is easy to remember: leads to the first account's outbox. */
export default async function OutboxOfFirstAccount(): Promise<never> {
  const user = await requireUser()
  const [first] = await accountsOf(user.userId)
  redirect(first ? `/${first.slug}/outbox` : '/accounts')
}
