import Link from 'next/link'
import type { Plan } from '@/lib/db/generated/enums'
import { countText } from '../ui/count-text'
import { Meter } from '../ui/progress'

type UsageProps = { slug: string; plan: Plan; leadCount: number; leadsMax: number | null }

/** "62 / 100 leads", on the trial or when more than 80 % of the plan is used; leads to Billing/Plan. */
export function Usage({ slug, plan, leadCount, leadsMax }: UsageProps) {
  if (leadsMax === null || (plan !== 'trial' && leadCount <= leadsMax * 0.8)) return null
  return (
    <Link
      href={`/${slug}/settings/billing`}
      className="block rounded-md p-2 hover:bg-unchanged-tint max-lg:hidden"
    >
      <Meter
        label="Leads used"
        value={leadCount}
        max={leadsMax}
        text={`${countText(leadCount)} / ${countText(leadsMax)} leads`}
      />
    </Link>
  )
}
