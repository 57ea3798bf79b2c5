'use server'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { nextPath } from '@/lib/auth/next-path'
import { signInSchema } from '@/lib/auth/schema'
import { sentFromHere } from '@/lib/auth/session'
import { signIn } from '@/lib/auth/sign-in'
import { env } from '@/lib/env'
import { type FormState, fieldErrors, formStateOf, formTexts } from '@/lib/form'

export async function signInAction(_state: FormState, form: FormData): Promise<FormState> {
  const { next, ...typed } = formTexts(form, ['email', 'password', 'next'])
  const values = { email: typed.email }
  if (!(await sentFromHere()))
    return { reason: `Open Fairlead at ${env().FAIRLEAD_URL} and try again.`, values }
  const parsed = signInSchema.safeParse(typed)
  if (!parsed.success) return { fields: fieldErrors(parsed.error), values }
  const result = await signIn({ ...parsed.data, headers: await headers() })
  if (result.kind !== 'done') return formStateOf(result, values)
  redirect(nextPath(next, '/'))
}
