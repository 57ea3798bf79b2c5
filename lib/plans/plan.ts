import type { Plan } from '../db/generated/enums'

/** What each plan holds. The one table of plans; `accounts.leads_max` is a copy of the chosen plan's `leadsMax`. */
export const plans = {
  trial: { name: 'Trial', leadsMax: 100 },
  starter: { name: 'Starter', leadsMax: 1_000 },
  growth: { name: 'Growth', leadsMax: 25_000 },
  agency: { name: 'Agency', leadsMax: 100_000 },
  unlimited: { name: 'Unlimited', leadsMax: null },
} as const satisfies Record<Plan, { name: string; leadsMax: number | null }>

/** The plans a person may choose on the page, smallest first. Unlimited is given by the operator (command line). */
export const plansOffered = ['trial', 'starter', 'growth', 'agency'] as const satisfies readonly Plan[]
export type PlanOffered = (typeof plansOffered)[number]

/** Whether a person may choose a plan that holds more leads than this; null: there is no limit. */
export function hasLargerPlan(leadsMax: number | null): boolean {
  return leadsMax !== null && plansOffered.some((plan) => plans[plan].leadsMax > leadsMax)
}
