import { afterEach, expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { until } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { auth } from '../auth/better-auth'
import { signIn } from '../auth/sign-in'
import { db, pool } from '../db/client'
import { newId, type UserId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { deliverPersonMail } from '../mail/deliver-person'
import { outboxTransport } from '../mail/outbox'
import { claimDuePersonMail } from '../mail/person-claim'
import { listPersonMails } from '../mail/queries'
import { smtp, tidyUp } from '../mail/test-world'
import { askForReset, changePassword, endOtherSessions, resetPassword } from './mutations'
import { listSessions, resetOf } from './queries'

testDatabase()
afterEach(async () => {
  await tidyUp()
  await pool().query('DELETE FROM person_mails')
})

const before = 'four plain words'
const after = 'four other words'

async function person() {
  const email = `ana-${newId()}@acme.test`
  return { ...(await makeAccount({ email, password: before })), email }
}

async function deliverAll(transport = outboxTransport()): Promise<void> {
  for (let mail = await claimDuePersonMail(); mail; mail = await claimDuePersonMail())
    await deliverPersonMail(mail, transport)
}

/** Asks for a link and reads it in the mail. */
async function tokenFor(email: string): Promise<string> {
  orThrow(await askForReset(email, '10.0.0.1'))
  const mails = async () => (await listPersonMails()).filter(({ to }) => to === email)
  // A mail is due to the millisecond, which may be the next one.
  await until(async () => {
    await deliverAll()
    return (await mails()).every(({ message }) => message !== null)
  })
  const mail = (await mails())[0]
  return /\/reset\/([\w-]+)/.exec(mail?.message?.text ?? '')?.[1] ?? ''
}

/** The id of a new session. */
async function session(email: string, password = before): Promise<string> {
  await auth().api.signInEmail({ body: { email, password } })
  return (await db().session.findFirstOrThrow({ where: { user: { email } }, orderBy: { id: 'desc' } })).id
}

const canSignIn = async (email: string, password: string) =>
  (await signIn({ email, password, headers: new Headers() })).kind === 'done'

test('the mailed link sets a new password, and ends all sessions', async () => {
  const { email, userId, accountId } = await person()
  await session(email)
  const token = await tokenFor(email)
  expect(token).toMatch(/^[\w-]{43}$/) // 256 bits
  expect(await resetOf(token)).toEqual({ email })
  expect((await resetPassword(token, after)).kind).toBe('done')
  expect(await db().session.count({ where: { userId } })).toBe(0)
  expect([await canSignIn(email, before), await canSignIn(email, after)]).toEqual([false, true])
  const audit = await db().auditEntry.findMany({ where: { accountId, kind: 'password_changed' } })
  expect(audit).toMatchObject([{ userId }])
})

test('a link works once, however often it is used at the same moment', async () => {
  const { email } = await person()
  const token = await tokenFor(email)
  const tries = await Promise.all([1, 2, 3, 4].map((n) => resetPassword(token, `${after} ${n}`)))
  expect(tries.filter(({ kind }) => kind === 'done')).toHaveLength(1)
  expect(await resetOf(token)).toBeNull()
})

test('a link ends after an hour, with a newer one, and with a change of the password', async () => {
  const [late, newer, changed] = [await person(), await person(), await person()]
  const tokens = [await tokenFor(late.email), await tokenFor(newer.email), await tokenFor(changed.email)]
  const { rows } = await pool().query<{ minutes: number }>(
    'SELECT round(extract(epoch FROM expires_at - now()) / 60)::int AS minutes FROM password_resets',
  )
  expect(new Set(rows.map(({ minutes }) => minutes))).toEqual(new Set([60]))
  await pool().query('UPDATE password_resets SET expires_at = now() WHERE user_id = $1', [late.userId])
  await tokenFor(newer.email)
  const sessionId = await session(changed.email)
  orThrow(await changePassword({ userId: changed.userId, sessionId, current: before, password: after }))
  for (const token of tokens) {
    expect(await resetOf(token)).toBeNull()
    expect((await resetPassword(token, 'some other words')).kind).toBe('refused')
  }
})

test('an address nobody has is answered and booked alike, gets no mail, and leaves no trace', async () => {
  const { email } = await person()
  const nobody = `nobody-${newId()}@acme.test`
  const answers = [await askForReset(email, '10.0.0.2'), await askForReset(nobody, '10.0.0.2')]
  expect(answers[0]).toEqual(answers[1])
  expect(await db().personMail.count()).toBe(2)
  expect(await db().passwordReset.count({ where: { user: { email } } })).toBe(0)
  const { server, transport } = await smtp()
  await deliverAll(transport)
  expect(server.received.map(({ envelope }) => envelope.to)).toEqual([[email]])
  expect(await db().personMail.findMany()).toMatchObject([
    { recipient: email, status: 'sent', message: null },
  ])
})

test('the plain token is in the mail alone', async () => {
  const { email } = await person()
  const token = await tokenFor(email)
  const { rows } = await pool().query<{ row: string }>('SELECT r::text AS row FROM password_resets r')
  expect(rows.map(({ row }) => row).join()).not.toContain(token)
  expect(rows.map(({ row }) => row).join()).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
})

test('the eleventh link for one address in ten minutes has to wait', async () => {
  const { email } = await person()
  const answers = []
  for (let n = 0; n < 11; n++) answers.push((await askForReset(email, `10.0.1.${n}`)).kind)
  expect(answers.filter((kind) => kind === 'done')).toHaveLength(10)
  expect(answers.at(-1)).toBe('refused')
})

test('changing the password ends the other sessions, and not this one', async () => {
  const { email, userId } = await person()
  const [here, elsewhere] = [await session(email), await session(email)]
  const change = { userId, sessionId: here, password: after }
  expect(await changePassword({ ...change, current: 'not the words' })).toEqual({
    kind: 'invalid',
    fields: { current: 'This is not your password.' },
  })
  expect((await listSessions(userId)).map(({ id }) => id).sort()).toEqual([here, elsewhere].sort())
  expect((await changePassword({ ...change, current: before })).kind).toBe('done')
  expect((await listSessions(userId)).map(({ id }) => id)).toEqual([here])
  expect([await canSignIn(email, before), await canSignIn(email, after)]).toEqual([false, true])
})

test('the password cannot be guessed from inside either', async () => {
  const { email, userId } = await person()
  const sessionId = await session(email)
  const wrong = () => changePassword({ userId, sessionId, current: 'a guess', password: after })
  for (let n = 0; n < 10; n++) expect((await wrong()).kind).toBe('invalid')
  expect((await changePassword({ userId, sessionId, current: before, password: after })).kind).toBe('refused')
})

test('one person’s sessions end without touching anybody else’s', async () => {
  const [ana, bo] = [await person(), await person()]
  const [here] = [await session(ana.email), await session(ana.email), await session(bo.email)]
  expect(orThrow(await endOtherSessions(ana.userId, here))).toEqual({ ended: 1 })
  expect(await listSessions(bo.userId)).toHaveLength(1)
})

test('a person made without a password gets their first one by the link', async () => {
  const { email } = await makeAccountOf(`cy-${newId()}@acme.test`)
  expect((await resetPassword(await tokenFor(email), after)).kind).toBe('done')
  expect(await canSignIn(email, after)).toBe(true)
})

test('signing in and failing to is written into the audit of each account one belongs to', async () => {
  const { email, userId, accountId } = await person()
  const second = await makeAccount({ email })
  const headers = new Headers({ 'x-forwarded-for': '203.0.113.5' })
  await signIn({ email, password: 'wrong words', headers })
  await until(async () => (await db().auditEntry.count({ where: { userId } })) === 2)
  await signIn({ email, password: before, headers })
  for (const account of [accountId, second.accountId])
    expect(
      await db().auditEntry.findMany({ where: { accountId: account }, orderBy: { id: 'asc' } }),
    ).toMatchObject([
      { kind: 'sign_in_failed', userId, details: { address: '203.0.113.5' } },
      { kind: 'signed_in', userId, details: { address: '203.0.113.5' } },
    ])
})

async function makeAccountOf(email: string): Promise<{ email: string; userId: UserId }> {
  return { email, userId: (await makeAccount({ email })).userId }
}
