import { lockedTransaction } from '../accounts/locked'
import type { Plan } from '../db/generated/enums'
import type { AccountId, UserId } from '../db/ids'
import { log } from '../log'
import { done, type Result, refused } from '../result'
import { plans } from './plan'
import { planRefusal } from './sentences'

/**
 * Puts the account on a plan, at once. Refused when the account holds more leads than the plan. Runs under the
 * account's lock, so an import that is running obeys the new limit from its next batch on. That only an admin
 * may do this is for the caller to check.
 */
export async function choosePlan(
  accountId: AccountId,
  userId: UserId | null,
  plan: Plan,
): Promise<Result<{ plan: Plan; leadsMax: number | null }>> {
  const result = await lockedTransaction<{ plan: Plan; leadsMax: number | null }>(
    accountId,
    async (tx, account) => {
      const refusal = planRefusal(plan, account.leadCount)
      if (refusal) return refused(refusal)
      const { leadsMax } = plans[plan]
      await tx.query('UPDATE accounts SET plan = $2::plan, leads_max = $3 WHERE id = $1', [
        accountId,
        plan,
        leadsMax,
      ])
      return done({ plan, leadsMax })
    },
  )
  if (result.kind === 'done') log.info({ accountId, userId, plan }, 'Chose a plan')
  return result
}
