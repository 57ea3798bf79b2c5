import Link from 'next/link'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { countOf, countText } from '@/components/ui/count-text'
import { rejectionMessage } from '@/lib/imports/reasons'
import { plans } from '@/lib/plans/plan'

type PlanRoomProps = {
  slug: string
  account: { plan: keyof typeof plans; leadCount: number; leadsMax: number | null }
}

/** How many leads the plan still takes; nothing for a plan without a limit. */
export function PlanRoom({ slug, account: { plan, leadCount, leadsMax } }: PlanRoomProps) {
  if (leadsMax === null) return null
  const room = Math.max(0, leadsMax - leadCount)
  const name = plan === 'trial' ? 'trial' : `${plans[plan].name} plan`
  if (room > 0) {
    return (
      <p>
        You can add {countText(room)} more {room === 1 ? 'lead' : 'leads'} on the {name}.
      </p>
    )
  }
  return (
    <Banner
      kind="warn"
      title={`Your ${name} is full: ${countText(leadCount)} of ${countOf(leadsMax, 'lead')}.`}
      actions={
        <>
          <ButtonLink href={`/${slug}/settings/billing`}>Choose Plan</ButtonLink>
          <ButtonLink href={`/${slug}/leads`}>Delete leads</ButtonLink>
        </>
      }
      className="mt-2 max-w-column text-ink"
    >
      New rows will be rejected with “{rejectionMessage('max_leads_reached', leadsMax)}”. With{' '}
      <strong>Update lead if it exists</strong>, leads that are there are still updated.{' '}
      <Link href="/help/import-report#max_leads_reached" className="link">
        About this limit
      </Link>
    </Banner>
  )
}
