'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formObstacle, leadFormFields } from '@/components/leads/lead-fields'
import type { LeadFormState } from '@/components/leads/lead-form'
import { requireActor } from '@/lib/auth/session'
import type { LeadId } from '@/lib/db/ids'
import { formStateOf, formTexts } from '@/lib/form'
import { editLead } from '@/lib/leads/by-hand'
import { customFieldNames } from '@/lib/leads/custom-fields/queries'
import type { Typed } from '@/lib/leads/decide-lead'

/** Saves what was edited on a lead. Any member may. */
export async function editLeadAction(
  slug: string,
  lead: unknown,
  _state: LeadFormState,
  form: FormData,
): Promise<LeadFormState> {
  const { accountId, userId } = await requireActor(slug)
  const leadId = z.uuid().parse(lead) as LeadId
  const fields = leadFormFields(await customFieldNames(accountId)).map(({ field }) => field)
  const values = formTexts(form, fields)
  const shown = formTexts(
    form,
    fields.map((field) => `seen.${field}` as const),
  )
  const seen: Typed = Object.fromEntries(fields.map((field) => [field, shown[`seen.${field}`]]))
  const result = await editLead(accountId, userId, leadId, { seen, wanted: values })
  if (result.kind !== 'done') return formStateOf(result, values)
  if (result.value.kind === 'kept') return { obstacle: formObstacle(result.value), values }
  redirect(`/${slug}/leads/${leadId}`)
}
