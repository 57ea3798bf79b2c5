'use server'
import { redirect } from 'next/navigation'
import { invitedSchema } from '@/lib/auth/schema'
import { sentFromHere } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { type FormState, fieldErrors, formStateOf, formTexts } from '@/lib/form'
import { resetPassword } from '@/lib/passwords/mutations'
import { resetOf } from '@/lib/passwords/queries'

/** Sets a new password for the person the link was mailed to. */
export async function resetAction(token: string, _state: FormState, form: FormData): Promise<FormState> {
  if (!(await sentFromHere())) return { reason: `Open Fairlead at ${env().FAIRLEAD_URL} and try again.` }
  const reset = typeof token === 'string' ? await resetOf(token) : null
  if (!reset) return { reason: 'This link can’t be used any more. Ask for a new one.' }
  const parsed = invitedSchema.safeParse({ email: reset.email, ...formTexts(form, ['password']) })
  if (!parsed.success) return { fields: fieldErrors(parsed.error) }
  const result = await resetPassword(token, parsed.data.password)
  if (result.kind !== 'done') return formStateOf(result)
  redirect('/sign-in?changed=password')
}
