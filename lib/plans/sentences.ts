import type { Plan } from '../db/generated/enums'
import { plans } from './plan'

const number = new Intl.NumberFormat('en-US')

/** "1,000 leads"; for a plan without a limit "any number of leads". */
export function planSize(plan: Plan): string {
  const { leadsMax } = plans[plan]
  return leadsMax === null ? 'any number of leads' : `${number.format(leadsMax)} leads`
}

/** Why an account with `leadCount` leads cannot have this plan, and what to do; null when it can. */
export function planRefusal(plan: Plan, leadCount: number): string | null {
  const { name, leadsMax } = plans[plan]
  if (leadsMax === null || leadCount <= leadsMax) return null
  const over = leadCount - leadsMax
  return `You have ${number.format(leadCount)} leads. ${name} holds ${number.format(leadsMax)}. Delete ${number.format(over)} ${over === 1 ? 'lead' : 'leads'} first.`
}

/** What changes when the account goes from one plan to another: "You’d have room for 900 more leads". */
export function planDifference(from: Plan, to: Plan): string {
  const [now, then] = [plans[from].leadsMax, plans[to].leadsMax]
  if (now === then) return 'This is the plan you have'
  if (then === null) return 'You’d have room for any number of leads'
  if (now === null) return `You’d have room for ${number.format(then)} leads`
  return `You’d have room for ${number.format(Math.abs(then - now))} ${then > now ? 'more' : 'fewer'} leads`
}

/** What a member may send to an admin. `link`: the page where an admin chooses the plan. */
export function askForLargerPlan(
  account: { name: string; leadCount: number; leadsMax: number | null },
  link: string,
): string {
  const { name, leadCount, leadsMax } = account
  const used =
    leadsMax === null ? '' : ` ${number.format(leadCount)} of ${number.format(leadsMax)} leads are used.`
  return `Could you raise the lead limit of ${name}?${used} ${link}`
}
