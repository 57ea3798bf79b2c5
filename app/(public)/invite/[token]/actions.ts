'use server'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { invitedSchema } from '@/lib/auth/schema'
import { currentUser, sentFromHere } from '@/lib/auth/session'
import { signOut } from '@/lib/auth/sign-in'
import { signUpInvited } from '@/lib/auth/sign-up'
import { env } from '@/lib/env'
import { type FormState, fieldErrors, formStateOf, formTexts } from '@/lib/form'
import { acceptInvitation } from '@/lib/invitations/mutations'
import { invitationOf } from '@/lib/invitations/queries'

const elsewhere = () => ({ reason: `Open Fairlead at ${env().FAIRLEAD_URL} and try again.` })

/** Lets the signed-in person in, if the invitation is theirs. */
export async function acceptAction(token: string, _state: FormState): Promise<FormState> {
  if (!(await sentFromHere())) return elsewhere()
  const user = await currentUser()
  if (!user) redirect(`/invite/${encodeURIComponent(token)}`)
  const result = await acceptInvitation(token, user)
  if (result.kind !== 'done') return formStateOf(result)
  redirect(`/${result.value.slug}/leads`)
}

/** Makes a person for the invited address, and lets them in. */
export async function joinAsNewAction(token: string, _state: FormState, form: FormData): Promise<FormState> {
  if (!(await sentFromHere())) return elsewhere()
  const invited = await invitationOf(token)
  if (!invited) redirect(`/invite/${encodeURIComponent(token)}`)
  const { password } = formTexts(form, ['password'])
  const parsed = invitedSchema.safeParse({ email: invited.email, password })
  if (!parsed.success) return { fields: fieldErrors(parsed.error) }
  const result = await signUpInvited({ token, ...parsed.data }, await headers())
  if (result.kind !== 'done') return formStateOf(result)
  redirect(`/${result.value.slug}/leads`)
}

/** Ends the session of somebody else, and shows the invitation again. */
export async function switchPersonAction(token: string): Promise<void> {
  if (await sentFromHere()) await signOut(await headers())
  redirect(`/invite/${encodeURIComponent(token)}`)
}
