import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { nextCookies } from 'better-auth/next-js'
import { db } from '../db/client'
import { newId } from '../db/ids'
import { env } from '../env'
import { hashPassword, verifyPassword } from './password-hash'
import { passwordCharsMax, passwordCharsMin } from './password-problem'

const day = 24 * 60 * 60

/** A session ends this many seconds after its last use… */
const sessionIdleSeconds = 14 * day
/** …and in any case this long after it began. */
export const sessionSecondsMax = 60 * day

type Auth = ReturnType<typeof configured>
const kept = globalThis as typeof globalThis & { fairleadAuth?: Auth }

/**
 * Who someone is: users, passwords and sessions, nothing about accounts. It has no HTTP route of its own; our
 * server actions call it, so that every way in has our origin check and our limit on tries.
 */
export function auth(): Auth {
  kept.fairleadAuth ??= configured()
  return kept.fairleadAuth
}

function configured() {
  const { FAIRLEAD_URL, BETTER_AUTH_SECRET } = env()
  return betterAuth({
    appName: 'Fairlead',
    baseURL: FAIRLEAD_URL,
    secret: BETTER_AUTH_SECRET,
    trustedOrigins: [new URL(FAIRLEAD_URL).origin],
    telemetry: { enabled: false },
    logger: { level: 'error' },
    database: prismaAdapter(db(), { provider: 'postgresql', transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordCharsMin,
      maxPasswordLength: passwordCharsMax,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: { expiresIn: sessionIdleSeconds, updateAge: day },
    // What better-auth calls an account (a way to sign in) is our model Login; Account is the tenant.
    account: { modelName: 'login' },
    advanced: {
      cookiePrefix: 'fairlead',
      useSecureCookies: FAIRLEAD_URL.startsWith('https:'),
      database: { generateId: () => newId() },
    },
    plugins: [nextCookies()],
  })
}
