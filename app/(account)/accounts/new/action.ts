'use server'
import { redirect } from 'next/navigation'
import { createAccount } from '@/lib/accounts/mutations'
import { newAccountSchema } from '@/lib/accounts/schema'
import { requireUser, sentFromHere } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { type FormState, fieldErrors, formStateOf, formTexts } from '@/lib/form'

export async function newAccountAction(_state: FormState, form: FormData): Promise<FormState> {
  const values = formTexts(form, ['name'])
  if (!(await sentFromHere()))
    return { reason: `Open Fairlead at ${env().FAIRLEAD_URL} and try again.`, values }
  const { userId } = await requireUser()
  const parsed = newAccountSchema.safeParse(values)
  if (!parsed.success) return { fields: fieldErrors(parsed.error), values }
  const result = await createAccount({ userId, name: parsed.data.name })
  if (result.kind !== 'done') return formStateOf(result, values)
  redirect(`/${result.value.slug}/leads`)
}
