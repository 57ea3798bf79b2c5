'use server'
import { refresh } from 'next/cache'
import { z } from 'zod'
import type { PlanState } from '@/components/settings/plan-cards'
import { choosePlan } from '@/lib/accounts/mutations'
import { requireActor } from '@/lib/auth/session'
import { formStateOf, formTexts } from '@/lib/form'
import { plansOffered } from '@/lib/plans/plan'

const chosenSchema = z.object({ plan: z.enum(plansOffered) })

/** Puts the account on another plan, at once. Admins only. */
export async function choosePlanAction(slug: string, _state: PlanState, form: FormData): Promise<PlanState> {
  const { accountId, userId, role } = await requireActor(slug)
  if (role !== 'admin') return { reason: 'Only an admin can change the plan.' }
  const parsed = chosenSchema.safeParse(formTexts(form, ['plan']))
  if (!parsed.success) return { reason: 'This was not understood. Reload the page and try again.' }
  const result = await choosePlan(accountId, userId, parsed.data.plan)
  refresh()
  return result.kind === 'done' ? { changedTo: result.value.plan } : formStateOf(result)
}
