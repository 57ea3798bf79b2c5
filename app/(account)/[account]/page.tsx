import { redirect } from 'next/navigation'
import { requireMember } from '@/lib/auth/session'

export default async function AccountPage({
  params,
}: {
  params: Promise<{ account: string }>
}): Promise<never> {
  const { account } = await requireMember((await params).account)
  redirect(`/${account.slug}/leads`)
}
