'use client'
import { useActionState, useEffect, useRef } from 'react'
import { Badge } from '@/components/ui/badge'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { Plan } from '@/lib/db/generated/enums'
import { plans, plansOffered } from '@/lib/plans/plan'
import { planDifference, planRefusal, planSize } from '@/lib/plans/sentences'

/** `changedTo`: the plan the account was just put on. */
export type PlanState = { reason?: string; changedTo?: Plan }
type ChoosePlan = (state: PlanState, form: FormData) => Promise<PlanState>

type PlanCardsProps = {
  current: Plan
  leadCount: number
  /** Null: the cards are shown without buttons. */
  choose: ChoosePlan | null
}

const nobody: ChoosePlan = async (state) => state

/** The plans, the current one marked, each with the difference it makes and a button that switches at once. */
export function PlanCards({ current, leadCount, choose }: PlanCardsProps) {
  const [state, send, pending] = useActionState(choose ?? nobody, {})
  return (
    <div className="flex flex-col gap-4">
      <ErrorSummary reason={state.reason} pending={pending} />
      {state.changedTo && !pending ? <Changed to={state.changedTo} leadCount={leadCount} /> : null}
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {plansOffered.map((plan) => (
          <PlanCard
            key={plan}
            plan={plan}
            current={current}
            refusal={planRefusal(plan, leadCount)}
            send={choose ? send : null}
          />
        ))}
      </ul>
      {choose ? (
        <p className="flex flex-wrap items-center gap-2 text-ink-2">
          <Badge>Test mode</Badge>
          No payment provider is connected: a switch takes effect at once and costs nothing.
        </p>
      ) : null}
    </div>
  )
}

type PlanCardProps = {
  plan: Plan
  current: Plan
  /** Why the account cannot have this plan. */
  refusal: string | null
  send: ((form: FormData) => void) | null
}

function PlanCard({ plan, current, refusal, send }: PlanCardProps) {
  const isCurrent = plan === current
  const { name } = plans[plan]
  const whyNot = isCurrent ? null : refusal
  return (
    <li
      aria-current={isCurrent ? 'true' : undefined}
      className={`flex flex-col gap-2 rounded-lg border p-4 ${isCurrent ? 'border-ink' : 'border-control'}`}
    >
      <h3 className="flex flex-wrap items-center gap-2 text-md font-semibold">
        {name}
        {isCurrent ? <Badge>Current</Badge> : null}
      </h3>
      <p>{planSize(plan)}</p>
      <p id={`plan-${plan}-text`} className="grow text-sm text-ink-2">
        {whyNot ?? `${planDifference(current, plan)}.`}
      </p>
      {send && !isCurrent ? (
        <form action={send}>
          <input type="hidden" name="plan" value={plan} />
          <SubmitButton
            variant="secondary"
            aria-disabled={whyNot ? true : undefined}
            aria-describedby={`plan-${plan}-text`}
          >
            Switch to {name}
          </SubmitButton>
        </form>
      ) : null}
    </li>
  )
}

function Changed({ to, leadCount }: { to: Plan; leadCount: number }) {
  const banner = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is said anew
  useEffect(() => banner.current?.focus(), [to])
  const { name, leadsMax } = plans[to]
  const room = leadsMax === null ? 'any number of' : (leadsMax - leadCount).toLocaleString('en')
  return (
    <Banner ref={banner} kind="done" role="status" tabIndex={-1} title={`Plan changed to ${name}.`}>
      You have room for {room} more leads.
    </Banner>
  )
}
