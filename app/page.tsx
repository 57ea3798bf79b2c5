import { redirect } from 'next/navigation'
import { accountsOf } from '@/lib/accounts/queries'
import { currentUser } from '@/lib/auth/session'

/** The front door: straight to one's leads. */
export default async function Home(): Promise<never> {
  const user = await currentUser()
  if (!user) redirect('/sign-in')
  const [first] = await accountsOf(user.userId)
  redirect(first ? `/${first.slug}/leads` : '/accounts')
}
