import { redirect } from 'next/navigation'
import { requireMember } from '@/lib/auth/session'

type Props = { params: Promise<{ account: string }> }

export default async function SettingsPage({ params }: Props): Promise<never> {
  const { account } = await requireMember((await params).account)
  redirect(`/${account.slug}/settings/general`)
}
