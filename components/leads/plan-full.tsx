import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { countOf, countText } from '@/components/ui/count-text'
import type { Plan } from '@/lib/db/generated/enums'
import { rejectionMessage } from '@/lib/imports/reasons'
import { plans } from '@/lib/plans/plan'

type PlanFullProps = { slug: string; plan: Plan; leadCount: number; leadsMax: number | null }

/** Says that the plan is full and what that does to imports; nothing while there is room. */
export function PlanFull({ slug, plan, leadCount, leadsMax }: PlanFullProps) {
  if (leadsMax === null || leadCount < leadsMax) return null
  const name = plan === 'trial' ? 'trial' : `${plans[plan].name} plan`
  return (
    <Banner
      kind="warn"
      className="mb-4"
      title={`Your ${name} is full: ${countText(leadCount)} of ${countOf(leadsMax, 'lead')}.`}
      actions={<ButtonLink href={`/${slug}/settings/billing`}>Choose Plan</ButtonLink>}
    >
      New rows will be rejected with “{rejectionMessage('max_leads_reached', leadsMax)}”. Delete leads below
      or choose a larger plan.
    </Banner>
  )
}
