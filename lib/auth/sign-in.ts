import { isAPIError } from 'better-auth/api'
import { env } from '../env'
import { log } from '../log'
import { done, type Result, refused } from '../result'
import { giveBackTries, takeTries } from '../tries/mutations'
import { tooManyTries } from '../tries/sentence'
import { auth } from './better-auth'
import { recordSignIn } from './mutations'

type SignIn = {
  email: string
  password: string
  /** Of the request; the cookie of the new session is set on its response. */
  headers: Headers
}

/** Starts a new session. The answer never says whether the email or the password was wrong. */
export async function signIn({ email, password, headers }: SignIn): Promise<Result> {
  const address = addressOf(headers)
  const limits = [
    { key: `sign-in ${email} ${address}`, triesMax: env().LIMIT_TRIES },
    { key: `sign-in email ${email}`, triesMax: env().LIMIT_TRIES_WIDE },
    { key: `sign-in address ${address}`, triesMax: env().LIMIT_TRIES_WIDE },
  ]
  const waitMinutes = await takeTries(limits)
  if (waitMinutes > 0) return refused(tooManyTries(waitMinutes))
  try {
    await auth().api.signInEmail({ body: { email, password }, headers })
  } catch (error) {
    if (!isAPIError(error) || error.statusCode !== 401) throw error
    // Not waited for: it writes only when somebody has the email, and the answer's time must not tell.
    recordSignIn({ email, address, kind: 'sign_in_failed' }).catch((failure: unknown) =>
      log.error({ err: failure }, 'a failed sign-in is missing in the audit'),
    )
    return refused('That email and password don’t match.')
  }
  await giveBackTries(limits)
  await recordSignIn({ email, address, kind: 'signed_in' })
  return done()
}

/** Where the request came from: what the nearest proxy, or Next itself, wrote last. */
export function addressOf(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown'
}

/** Ends the session of these headers, on the server and in the browser. */
export async function signOut(headers: Headers): Promise<void> {
  await auth().api.signOut({ headers })
}
