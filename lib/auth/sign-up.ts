import { createAccount } from '../accounts/mutations'
import { env } from '../env'
import { done, type Result, refused } from '../result'
import { createUser } from './mutations'
import type { SignUpForm } from './schema'
import { addressOf, signIn, tooManyTries } from './sign-in'
import { Tries } from './tries'

const signUps = new Tries()

/** A new person with a new account on the trial, who is its admin and is signed in. */
export async function signUp(form: SignUpForm, headers: Headers): Promise<Result<{ slug: string }>> {
  const waitMinutes = signUps.take(addressOf(headers), env().LIMIT_TRIES_WIDE)
  if (waitMinutes > 0) return refused(tooManyTries(waitMinutes))
  const user = await createUser({ email: form.email, password: form.password })
  if (user.kind !== 'done') return user
  const account = await createAccount({ userId: user.value.userId, name: form.accountName })
  if (account.kind !== 'done') return account
  const session = await signIn({ email: form.email, password: form.password, headers })
  return session.kind === 'done' ? done({ slug: account.value.slug }) : session
}
