import { countOf, countText } from '@/components/ui/count-text'
import { Meter } from '@/components/ui/progress'
import type { Plan } from '@/lib/db/generated/enums'
import { rejectionMessage } from '@/lib/imports/reasons'
import { plans } from '@/lib/plans/plan'

type PlanUsageProps = { plan: Plan; leadCount: number; leadsMax: number | null }

/** The plan the account is on, how full it is, and what happens when it is. */
export function PlanUsage({ plan, leadCount, leadsMax }: PlanUsageProps) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-lg font-semibold">{plans[plan].name}</p>
      {leadsMax === null ? (
        <p>{countOf(leadCount, 'lead')}. This plan has no limit.</p>
      ) : (
        <>
          <Meter
            label="Leads used"
            value={leadCount}
            max={leadsMax}
            text={`${countText(leadCount)} of ${countOf(leadsMax, 'lead')}`}
          />
          <p className="text-ink-2">
            At {countText(leadsMax)}, new rows are rejected: “
            {rejectionMessage('max_leads_reached', leadsMax)}
            ”. Existing leads keep working.
          </p>
        </>
      )}
    </div>
  )
}
