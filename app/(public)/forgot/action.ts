'use server'
import { headers } from 'next/headers'
import { forgotSchema } from '@/lib/auth/schema'
import { sentFromHere } from '@/lib/auth/session'
import { addressOf } from '@/lib/auth/sign-in'
import { env } from '@/lib/env'
import { fieldErrors, formStateOf, formTexts } from '@/lib/form'
import { askForReset } from '@/lib/passwords/mutations'
import type { ForgotState } from './forgot-form'

/** The same answer for every email, whether somebody has it or not. */
export async function forgotAction(_state: ForgotState, form: FormData): Promise<ForgotState> {
  const values = formTexts(form, ['email'])
  if (!(await sentFromHere()))
    return { reason: `Open Fairlead at ${env().FAIRLEAD_URL} and try again.`, values }
  const parsed = forgotSchema.safeParse(values)
  if (!parsed.success) return { fields: fieldErrors(parsed.error), values }
  const { email } = parsed.data
  const result = await askForReset(email, addressOf(await headers()))
  return result.kind === 'done' ? { askedFor: email } : formStateOf(result, values)
}
