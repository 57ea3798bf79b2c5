import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { Query } from '@/components/imports/view-params'
import { AskAdmin } from '@/components/settings/ask-admin'
import { PlanCards } from '@/components/settings/plan-cards'
import { PlanUsage } from '@/components/settings/plan-usage'
import { RowsThatFit } from '@/components/settings/rows-that-fit'
import { SettingsSection } from '@/components/settings/settings-section'
import { ButtonLink } from '@/components/ui/button'
import { accountById, membersOf } from '@/lib/accounts/queries'
import { requireMember } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { turnedAwayThatFit } from '@/lib/imports/turned-away'
import { askForLargerPlan } from '@/lib/plans/sentences'
import { choosePlanAction } from './actions'

export const metadata: Metadata = { title: 'Billing/Plan' }

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }

export default async function BillingPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const { accountId, email, role } = await requireMember(slug)
  const [account, members, turnedAway] = await Promise.all([
    accountById(accountId),
    membersOf(accountId),
    turnedAwayThatFit(accountId),
  ])
  if (!account) notFound()
  const isAdmin = role === 'admin'
  const choosing = !isAdmin || (await searchParams).choose !== undefined
  return (
    <>
      <SettingsSection id="plan" title="Current plan">
        <PlanUsage {...account} />
        {turnedAway ? <RowsThatFit slug={slug} turnedAway={turnedAway} /> : null}
        {choosing ? null : (
          <ButtonLink variant="primary" href="?choose=plan#plans" className="self-start">
            Choose Plan
          </ButtonLink>
        )}
      </SettingsSection>
      {choosing ? (
        <section id="plans" aria-labelledby="plans-title" className="flex flex-col gap-4 py-6">
          <h2 id="plans-title" className="text-md font-semibold">
            {isAdmin ? 'Choose Plan' : 'Plans'}
          </h2>
          {isAdmin ? null : (
            <AskAdmin
              email={email}
              admins={members.filter((member) => member.role === 'admin').map((member) => member.email)}
              message={askForLargerPlan(account, `${env().FAIRLEAD_URL}/${slug}/settings/billing`)}
            />
          )}
          <PlanCards
            current={account.plan}
            leadCount={account.leadCount}
            choose={isAdmin ? choosePlanAction.bind(null, slug) : null}
          />
        </section>
      ) : null}
    </>
  )
}
