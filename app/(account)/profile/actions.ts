'use server'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import type { ChangeState } from '@/components/settings/change-password'
import { changePasswordSchema } from '@/lib/auth/schema'
import { currentSessionId, requireUser, sentFromHere } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { fieldErrors, formStateOf, formTexts } from '@/lib/form'
import { changePassword, endOtherSessions } from '@/lib/passwords/mutations'
import { type Result, refused } from '@/lib/result'

const elsewhere = () => `Open Fairlead at ${env().FAIRLEAD_URL} and try again.`

/** Changes one's own password and ends one's other sessions. */
export async function changePasswordAction(_state: ChangeState, form: FormData): Promise<ChangeState> {
  if (!(await sentFromHere())) return { reason: elsewhere() }
  const { userId, email } = await requireUser()
  const sessionId = (await currentSessionId()) ?? redirect('/sign-in')
  const parsed = changePasswordSchema.safeParse({ email, ...formTexts(form, ['current', 'password']) })
  if (!parsed.success) return { fields: fieldErrors(parsed.error) }
  const { current, password } = parsed.data
  const result = await changePassword({ userId, sessionId, current, password })
  if (result.kind !== 'done') return formStateOf(result)
  refresh()
  return { changed: true }
}

/** Ends one's sessions everywhere else. */
export async function endOtherSessionsAction(): Promise<Result<{ ended: number }>> {
  if (!(await sentFromHere())) return refused(elsewhere())
  const { userId } = await requireUser()
  const sessionId = (await currentSessionId()) ?? redirect('/sign-in')
  const result = await endOtherSessions(userId, sessionId)
  refresh()
  return result
}
