'use server'
import { redirect } from 'next/navigation'
import { formObstacle, leadFormFields } from '@/components/leads/lead-fields'
import type { LeadFormState } from '@/components/leads/lead-form'
import { requireActor } from '@/lib/auth/session'
import { formStateOf, formTexts } from '@/lib/form'
import { addLead } from '@/lib/leads/by-hand'
import { customFieldNames } from '@/lib/leads/custom-fields/queries'

/** Adds a lead by hand. Any member may. */
export async function addLeadAction(
  slug: string,
  _state: LeadFormState,
  form: FormData,
): Promise<LeadFormState> {
  const { accountId, userId } = await requireActor(slug)
  const fields = leadFormFields(await customFieldNames(accountId))
  const values = formTexts(
    form,
    fields.map(({ field }) => field),
  )
  const result = await addLead(accountId, userId, values)
  if (result.kind !== 'done') return formStateOf(result, values)
  if (result.value.kind === 'kept') return { obstacle: formObstacle(result.value), values }
  redirect(`/${slug}/leads/${result.value.id}`)
}
