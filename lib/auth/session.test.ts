import { beforeAll, expect, test } from 'vitest'
import { createAccount } from '../accounts/mutations'
import { db } from '../db/client'
import { testDatabase } from '../db/test-database'
import { auth } from './better-auth'
import { createUser } from './mutations'
import { type MemberContext, memberOfRequest } from './session'
import { signIn, signOut } from './sign-in'

testDatabase()

const own = 'http://localhost:3000'
const password = 'four plain words'
let cookie = ''

beforeAll(async () => {
  await personWithAccount('ana')
  await personWithAccount('eve')
  cookie = await signedIn('ana@acme.test')
})

test('a session and the path make a member with their account', async () => {
  const member = await ask('GET', 'ana')
  expect(member).toMatchObject({
    email: 'ana@acme.test',
    name: 'Ana',
    role: 'admin',
    account: { slug: 'ana', name: 'Account of ana', plan: 'trial' },
  })
  const { accountId } = await db().accountSlug.findUniqueOrThrow({ where: { slug: 'ana' } })
  expect((member as MemberContext).accountId).toBe(accountId)
})

test("another account's slug and one that is not there get the same 404", async () => {
  const answers = await Promise.all(
    ['eve', 'never-was', '', 'ANA', "ana' OR true"].map((slug) => ask('GET', slug)),
  )
  const said = await Promise.all(
    answers.map(async (answer) => [status(answer), await (answer as Response).text()]),
  )
  expect(new Set(said.map(String)).size).toBe(1)
  expect(said[0]?.[0]).toBe(404)
})

test('without a session, or with one that is made up, the answer is 401', async () => {
  expect(status(await ask('GET', 'ana', { cookie: '' }))).toBe(401)
  expect(status(await ask('GET', 'ana', { cookie: 'fairlead.session_token=made-up.signature' }))).toBe(401)
})

test('a request that writes must come from a page of ours', async () => {
  expect(status(await ask('POST', 'ana'))).toBe(403)
  expect(status(await ask('POST', 'ana', { origin: 'https://evil.test' }))).toBe(403)
  expect(status(await ask('DELETE', 'ana', { 'sec-fetch-site': 'cross-site' }))).toBe(403)
  expect(
    status(
      await ask('POST', 'ana', {
        origin: 'https://evil.test',
        host: 'evil.test',
        'x-forwarded-host': 'evil.test',
      }),
    ),
  ).toBe(403)
  expect(await ask('POST', 'ana', { origin: own })).toMatchObject({ role: 'admin' })
  expect(await ask('PUT', 'ana', { 'sec-fetch-site': 'same-origin' })).toMatchObject({ role: 'admin' })
})

test('a removed member is out at the next request', async () => {
  await personWithAccount('gone')
  const theirs = await signedIn('gone@acme.test')
  expect(status(await ask('GET', 'gone', { cookie: theirs }))).toBe('member')
  await db().member.deleteMany({ where: { account: { slug: 'gone' } } })
  expect(status(await ask('GET', 'gone', { cookie: theirs }))).toBe(404)
})

test('signing out ends the session on the server, and no other', async () => {
  const [here, elsewhere] = [await signedIn('eve@acme.test'), await signedIn('eve@acme.test')]
  expect(here).not.toBe(elsewhere)
  await signOut(new Headers({ cookie: here, origin: own }))
  expect(status(await ask('GET', 'eve', { cookie: here }))).toBe(401)
  expect(status(await ask('GET', 'eve', { cookie: elsewhere }))).toBe('member')
})

test('a session ends 60 days after it began, however much it is used', async () => {
  const old = await signedIn('eve@acme.test')
  const token = decodeURIComponent(old).split('=')[1]?.split('.')[0]
  const began = new Date(Date.now() - 61 * 24 * 3_600_000)
  await db().session.update({ where: { token }, data: { createdAt: began } })
  expect(status(await ask('GET', 'eve', { cookie: old }))).toBe(401)
})

test('an unknown email and a wrong password get the same answer', async () => {
  const wrong = await signIn({ email: 'ana@acme.test', password: 'not the words', headers: new Headers() })
  const unknown = await signIn({
    email: 'nobody@acme.test',
    password: 'not the words',
    headers: new Headers(),
  })
  expect(wrong).toEqual({ kind: 'refused', reason: 'That email and password don’t match.' })
  expect(unknown).toEqual(wrong)
})

test('the eleventh wrong password in ten minutes has to wait, for that email from that address', async () => {
  const from = (address: string) => new Headers({ 'x-forwarded-for': address })
  const tries = Array.from({ length: 10 }, () =>
    signIn({ email: 'eve@acme.test', password: 'no', headers: from('10.0.0.1') }),
  )
  await Promise.all(tries)
  const good = { email: 'eve@acme.test', password }
  expect(await signIn({ ...good, headers: from('10.0.0.1') })).toMatchObject({
    reason: expect.stringMatching(/^Too many tries/),
  })
  expect(await signIn({ ...good, headers: from('10.0.0.2') })).toEqual({ kind: 'done', value: undefined })
})

test('two people cannot sign up with one email, however it is written', async () => {
  const both = await Promise.all(
    ['same@acme.test', ' SAME@acme.test'].map((email) => createUser({ email, password: null })),
  )
  expect(both.map((result) => result.kind).sort()).toEqual(['done', 'invalid'])
})

async function personWithAccount(name: string): Promise<void> {
  const made = await createUser({ email: `${name}@acme.test`, password })
  if (made.kind !== 'done') throw new Error('The person was not made.')
  await createAccount({ userId: made.value.userId, name: `Account of ${name}`, slug: name })
}

/** The cookie of a new session, as a browser would send it back. */
async function signedIn(email: string): Promise<string> {
  const response = await auth().api.signInEmail({ body: { email, password }, asResponse: true })
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

function ask(
  method: string,
  slug: string,
  headers: Record<string, string> = {},
): Promise<MemberContext | Response> {
  return memberOfRequest(new Request(`${own}/api/x`, { method, headers: { cookie, ...headers } }), slug)
}

function status(answer: MemberContext | Response): number | 'member' {
  return answer instanceof Response ? answer.status : 'member'
}
