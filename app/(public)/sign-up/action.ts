'use server'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { signUpSchema } from '@/lib/auth/schema'
import { sentFromHere } from '@/lib/auth/session'
import { signUp } from '@/lib/auth/sign-up'
import { env } from '@/lib/env'
import { type FormState, fieldErrors, formStateOf, formTexts } from '@/lib/form'

export async function signUpAction(_state: FormState, form: FormData): Promise<FormState> {
  const typed = formTexts(form, ['email', 'password', 'accountName'])
  const values = { email: typed.email, accountName: typed.accountName }
  if (!(await sentFromHere()))
    return { reason: `Open Fairlead at ${env().FAIRLEAD_URL} and try again.`, values }
  const parsed = signUpSchema.safeParse(typed)
  if (!parsed.success) return { fields: fieldErrors(parsed.error), values }
  const result = await signUp(parsed.data, await headers())
  if (result.kind !== 'done') return formStateOf(result, values)
  redirect(`/${result.value.slug}/leads`)
}
