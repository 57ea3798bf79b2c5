import type { ReactNode } from 'react'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { PageTitle } from '@/components/ui/page-title'
import { requireMember } from '@/lib/auth/session'

type SettingsLayoutProps = { params: Promise<{ account: string }>; children: ReactNode }

export default async function SettingsLayout({ params, children }: SettingsLayoutProps) {
  const { account } = await requireMember((await params).account)
  return (
    <>
      <PageTitle title="Settings" />
      <SettingsTabs slug={account.slug} />
      {children}
    </>
  )
}
