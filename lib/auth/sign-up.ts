import { createAccount } from '../accounts/mutations'
import { env } from '../env'
import { acceptInvitation } from '../invitations/mutations'
import { done, type Result, refused } from '../result'
import { takeTries } from '../tries/mutations'
import { tooManyTries } from '../tries/sentence'
import { createUser } from './mutations'
import type { SignUpForm } from './schema'
import { addressOf, signIn } from './sign-in'

/** A new person with a new account on the trial, who is its admin and is signed in. */
export async function signUp(form: SignUpForm, headers: Headers): Promise<Result<{ slug: string }>> {
  const wait = await waitOf(headers)
  if (wait) return wait
  const user = await createUser({ email: form.email, password: form.password })
  if (user.kind !== 'done') return user
  const account = await createAccount({ userId: user.value.userId, name: form.accountName })
  if (account.kind !== 'done') return account
  const session = await signIn({ email: form.email, password: form.password, headers })
  return session.kind === 'done' ? done({ slug: account.value.slug }) : session
}

type Invited = { token: string; email: string; password: string }

/** A new person for the address an invitation was mailed to, who is let in by it and is signed in. */
export async function signUpInvited(
  { token, email, password }: Invited,
  headers: Headers,
): Promise<Result<{ slug: string }>> {
  const wait = await waitOf(headers)
  if (wait) return wait
  const user = await createUser({ email, password })
  if (user.kind !== 'done') return user
  const joined = await acceptInvitation(token, { userId: user.value.userId, email })
  if (joined.kind !== 'done') return joined
  const session = await signIn({ email, password, headers })
  return session.kind === 'done' ? joined : session
}

/** Says no when too many people signed up from one address. */
async function waitOf(headers: Headers): Promise<ReturnType<typeof refused> | null> {
  const key = `sign-up ${addressOf(headers)}`
  const waitMinutes = await takeTries([{ key, triesMax: env().LIMIT_TRIES_WIDE }])
  return waitMinutes > 0 ? refused(tooManyTries(waitMinutes)) : null
}
