import { isAPIError } from 'better-auth/api'
import { env } from '../env'
import { done, type Result, refused } from '../result'
import { auth } from './better-auth'
import { Tries } from './tries'

const wrong = new Tries()

type SignIn = {
  email: string
  password: string
  /** Of the request; the cookie of the new session is set on its response. */
  headers: Headers
}

/** Starts a new session. The answer never says whether the email or the password was wrong. */
export async function signIn({ email, password, headers }: SignIn): Promise<Result> {
  const address = addressOf(headers)
  const keys = [
    { key: `${email} ${address}`, triesMax: env().LIMIT_TRIES },
    { key: `email ${email}`, triesMax: env().LIMIT_TRIES_WIDE },
    { key: `address ${address}`, triesMax: env().LIMIT_TRIES_WIDE },
  ]
  // Counted before the password is looked at, so that tries sent side by side count too.
  const waitMinutes = Math.max(...keys.map(({ key, triesMax }) => wrong.take(key, triesMax)))
  if (waitMinutes > 0) return refused(tooManyTries(waitMinutes))
  try {
    await auth().api.signInEmail({ body: { email, password }, headers })
  } catch (error) {
    if (isAPIError(error) && error.statusCode === 401) return refused('That email and password don’t match.')
    throw error
  }
  for (const { key } of keys) wrong.giveBack(key)
  return done()
}

/** "Too many tries. Wait 2 minutes and try again." */
export function tooManyTries(waitMinutes: number): string {
  return `Too many tries. Wait ${waitMinutes === 1 ? 'a minute' : `${waitMinutes} minutes`} and try again.`
}

/** Where the request came from: what the nearest proxy, or Next itself, wrote last. */
export function addressOf(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown'
}

/** Ends the session of these headers, on the server and in the browser. */
export async function signOut(headers: Headers): Promise<void> {
  await auth().api.signOut({ headers })
}
