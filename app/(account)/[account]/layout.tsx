import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { chooseTheme } from '@/app/choose-theme'
import { chosenTheme } from '@/app/theme'
import { UnderWayStrip } from '@/components/imports/under-way-strip'
import { Shell } from '@/components/shell/shell'
import { accountById, accountsOf } from '@/lib/accounts/queries'
import { findMember, requireMember } from '@/lib/auth/session'
import { importsUnderWay } from '@/lib/imports/under-way'
import { plans } from '@/lib/plans/plan'
import { signOutAction } from '../sign-out'

type AccountLayoutProps = { params: Promise<{ account: string }>; children: ReactNode }

export async function generateMetadata({ params }: AccountLayoutProps): Promise<Metadata> {
  const member = await findMember((await params).account)
  if (!member) return { title: 'No access' }
  const { name } = member.account
  return { title: { template: `%s · ${name} · Fairlead`, default: name } }
}

export default async function AccountLayout({ params, children }: AccountLayoutProps) {
  const member = await requireMember((await params).account)
  const [accounts, account, underWay, theme] = await Promise.all([
    accountsOf(member.userId),
    accountById(member.accountId),
    importsUnderWay(member.accountId),
    chosenTheme(),
  ])
  return (
    <Shell
      account={{ slug: member.account.slug, name: member.account.name }}
      accounts={accounts.map((each) => ({
        slug: each.slug,
        name: each.name,
        plan: plans[each.plan].name,
        role: each.role === 'admin' ? 'Admin' : 'Member',
        leadCount: each.leadCount,
      }))}
      usage={account && { plan: account.plan, leadCount: account.leadCount, leadsMax: account.leadsMax }}
      user={{ name: member.name, email: member.email }}
      theme={theme}
      chooseTheme={chooseTheme}
      signOut={signOutAction}
    >
      <UnderWayStrip key={member.accountId} slug={member.account.slug} first={underWay} />
      {children}
    </Shell>
  )
}
