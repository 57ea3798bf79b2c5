import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { membershipOf } from '../accounts/queries'
import type { Plan, Role } from '../db/generated/enums'
import type { AccountId, UserId } from '../db/ids'
import { env } from '../env'
import { auth, sessionSecondsMax } from './better-auth'
import { isOwnOrigin, originOf } from './origin'

/** Who is signed in. */
export type CurrentUser = { userId: UserId; email: string; name: string }

/** Who is asking, and what they are in the account of the path. The only place a request becomes an AccountId. */
export type MemberContext = CurrentUser & {
  accountId: AccountId
  account: { slug: string; name: string; plan: Plan }
  role: Role
}

/** The person whose session this request carries, or null. Looked up once per request. */
export const currentUser = cache(async (): Promise<CurrentUser | null> => userOf(await headers()))

/** The id of the session this request carries, or null. */
export async function currentSessionId(): Promise<string | null> {
  return (await auth().api.getSession({ headers: await headers() }))?.session.id ?? null
}

/** The signed-in person; signed out → the sign-in page, and back here afterwards. */
export async function requireUser(): Promise<CurrentUser> {
  return (await currentUser()) ?? redirectToSignIn()
}

/**
 * For pages. Signed out → the sign-in page; not a member, or no such account → the same 404; a slug the account had
 * before → the same page under its slug of now.
 */
export async function requireMember(slug: string): Promise<MemberContext> {
  const member = (await memberOf(await requireUser(), slug)) ?? notFound()
  if (member.account.slug !== slug) await redirectToSlugNow(slug, member.account.slug)
  return member
}

/** The member, or null when signed out or not a member: for a title, never to guard something. */
export async function findMember(slug: string): Promise<MemberContext | null> {
  const user = await currentUser()
  return user ? memberOf(user, slug) : null
}

/** For server actions: as requireMember, and throws when the request was not sent by a page of ours. */
export async function requireActor(slug: string): Promise<MemberContext> {
  if (!(await sentFromHere())) throw new Error('A server action was called from another origin.')
  // From a window that was opened before the account got another slug, too: what was asked for is done.
  return (await memberOf(await requireUser(), slug)) ?? notFound()
}

/** Whether a server action was called by a page of ours. A missing Origin header is a no: Next lets it through. */
export async function sentFromHere(): Promise<boolean> {
  return isOwnOrigin({ origin: (await headers()).get('origin'), fetchSite: null }, env().FAIRLEAD_URL)
}

/**
 * For route handlers: the member, or the response that says no: 403 when a request that writes was not sent by a
 * page of ours, 401 when signed out, 404 when not a member or no such account.
 */
export async function memberOfRequest(request: Request, slug: string): Promise<MemberContext | Response> {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (!reads && !isOwnOrigin(originOf(request.headers), env().FAIRLEAD_URL)) {
    return refusal(403, 'This request was not sent by a page of this site.')
  }
  const user = await userOf(request.headers)
  if (!user) return refusal(401, 'Sign in first.')
  return (
    (await memberOf(user, slug)) ??
    refusal(404, 'You don’t have access to this account, or it doesn’t exist.')
  )
}

async function userOf(requestHeaders: Headers): Promise<CurrentUser | null> {
  const found = await auth().api.getSession({ headers: requestHeaders })
  if (!found) return null
  if (found.session.createdAt.getTime() + sessionSecondsMax * 1000 < Date.now()) return null
  return { userId: found.user.id as UserId, email: found.user.email, name: found.user.name }
}

const membership = cache(membershipOf)

async function memberOf(user: CurrentUser, slug: string): Promise<MemberContext | null> {
  const found = await membership(user.userId, slug)
  if (!found) return null
  const { account, role } = found
  return {
    ...user,
    role,
    accountId: found.accountId as AccountId,
    account: { slug: account.slug, name: account.name, plan: account.plan },
  }
}

async function redirectToSlugNow(before: string, now: string): Promise<never> {
  const path = (await headers()).get('x-fairlead-path') ?? `/${before}`
  // For now only: an account may go back to a slug it had, and browsers never forget a permanent one.
  redirect(path.replace(/^\/[^/?]*/, `/${now}`))
}

async function redirectToSignIn(): Promise<never> {
  // Written by proxy.ts; a page does not know its own path.
  const path = (await headers()).get('x-fairlead-path')
  redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in')
}

function refusal(status: number, message: string): Response {
  return Response.json({ error: { message } }, { status, headers: { 'cache-control': 'no-store' } })
}
