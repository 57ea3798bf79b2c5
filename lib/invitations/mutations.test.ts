import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { orThrow } from '../../prisma/factories/or-throw'
import { makePerson } from '../../prisma/factories/person'
import { addMember } from '../accounts/mutations'
import { membershipOf } from '../accounts/queries'
import { db, pool } from '../db/client'
import { type AccountId, newId, type UserId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { claimDueMail } from '../mail/claim'
import { deliverMail } from '../mail/deliver'
import { outboxTransport } from '../mail/outbox'
import { getOutboxMail, listOutbox } from '../mail/queries'
import { acceptInvitation, inviteMembers, revokeInvitation } from './mutations'
import { invitationOf, listInvitations } from './queries'

testDatabase()

const invite = (accountId: AccountId, by: UserId, email: string, role: 'admin' | 'member' = 'member') =>
  inviteMembers({ accountId, by, emails: [email], role })

async function deliverAll(): Promise<void> {
  for (let mail = await claimDueMail(); mail; mail = await claimDueMail())
    await deliverMail(mail, outboxTransport())
}

/** The token in the latest mail to that address. */
async function tokenTo(email: string): Promise<string> {
  await deliverAll()
  const { message } = await db().mail.findFirstOrThrow({
    where: { recipient: email, status: 'sent' },
    orderBy: { id: 'desc' },
  })
  return /\/invite\/([\w-]+)/.exec(JSON.stringify(message))?.[1] ?? ''
}

async function person(): Promise<{ userId: UserId; email: string }> {
  const email = `luis-${newId()}@acme.test`
  return { userId: await makePerson(email), email }
}

test('the invited person follows the mailed link and is a member, with the invited role', async () => {
  const { accountId, slug, userId } = await makeAccount({ name: 'Acme' })
  const luis = await person()
  expect(orThrow(await invite(accountId, userId, luis.email, 'admin'))).toEqual({
    invited: [luis.email],
    members: [],
  })
  const token = await tokenTo(luis.email)
  expect(await invitationOf(token)).toEqual({
    account: { slug, name: 'Acme' },
    email: luis.email,
    role: 'admin',
    invitedBy: 'Ana',
  })
  expect(orThrow(await acceptInvitation(token, luis))).toEqual({ slug })
  expect((await membershipOf(luis.userId, slug))?.role).toBe('admin')
  expect(await listInvitations(accountId)).toEqual([])
  const audit = await db().auditEntry.findMany({ where: { accountId }, orderBy: { id: 'asc' } })
  expect(audit.map(({ kind }) => kind)).toEqual(['member_invited', 'member_joined'])
})

test('the plain link is in the mail alone: the database knows a hash of its secret', async () => {
  const { accountId, userId } = await makeAccount()
  const { email } = await person()
  await invite(accountId, userId, email)
  const token = await tokenTo(email)
  const { rows } = await pool().query<{ row: string }>(
    'SELECT i::text AS row FROM invitations i WHERE account_id = $1',
    [accountId],
  )
  const secret = Buffer.from(token, 'base64url').subarray(32)
  expect(secret).toHaveLength(32)
  expect(rows[0]?.row).not.toContain(secret.toString('hex'))
  expect(rows[0]?.row).not.toContain(token)
})

test('a link works once, however often it is clicked at the same moment', async () => {
  const { accountId, userId } = await makeAccount()
  const luis = await person()
  await invite(accountId, userId, luis.email)
  const token = await tokenTo(luis.email)
  const clicks = await Promise.all(Array.from({ length: 5 }, () => acceptInvitation(token, luis)))
  expect(clicks.map(({ kind }) => kind).sort()).toEqual(['done', 'refused', 'refused', 'refused', 'refused'])
  await db().member.deleteMany({ where: { accountId, userId: luis.userId } })
  expect((await acceptInvitation(token, luis)).kind).toBe('refused')
  expect(await invitationOf(token)).toBeNull()
})

test('a link belongs to one address: nobody else gets in with it', async () => {
  const { accountId, slug, userId } = await makeAccount()
  const [luis, eve] = [await person(), await person()]
  await invite(accountId, userId, luis.email)
  const token = await tokenTo(luis.email)
  expect(await acceptInvitation(token, eve)).toEqual({
    kind: 'refused',
    reason: `This invitation is for ${luis.email}. You’re signed in as ${eve.email}.`,
  })
  expect(await membershipOf(eve.userId, slug)).toBeNull()
  expect((await acceptInvitation(token, luis)).kind).toBe('done')
})

test('a link ends after seven days, when it is withdrawn, and when a newer one was mailed', async () => {
  const { accountId, userId } = await makeAccount()
  const [a, b, c] = [await person(), await person(), await person()]
  for (const { email } of [a, b, c]) await invite(accountId, userId, email)
  const tokens = [await tokenTo(a.email), await tokenTo(b.email), await tokenTo(c.email)]
  const days = await pool().query<{ days: number }>(
    'SELECT extract(day FROM expires_at - created_at)::int AS days FROM invitations WHERE account_id = $1',
    [accountId],
  )
  expect(days.rows.map((row) => row.days)).toEqual([7, 7, 7])
  await pool().query('UPDATE invitations SET expires_at = now() WHERE email = $1', [a.email])
  const [open] = (await listInvitations(accountId)).filter(({ email }) => email === b.email)
  expect((await revokeInvitation(accountId, userId, open!.id)).kind).toBe('done')
  await invite(accountId, userId, c.email, 'admin')
  for (const [n, someone] of [a, b, c].entries()) {
    expect(await invitationOf(tokens[n]!), `${n}`).toBeNull()
    expect((await acceptInvitation(tokens[n]!, someone)).kind).toBe('refused')
  }
  expect((await acceptInvitation(await tokenTo(c.email), c)).kind).toBe('done')
})

test('what was changed in a link finds nothing', async () => {
  const { accountId, userId } = await makeAccount()
  const luis = await person()
  await invite(accountId, userId, luis.email)
  const token = await tokenTo(luis.email)
  const other = await makeAccount()
  const bytes = Buffer.from(token, 'base64url')
  Buffer.from(other.accountId.replaceAll('-', ''), 'hex').copy(bytes)
  const wrong = [bytes.toString('base64url'), `${token.slice(0, -2)}AA`, 'A'.repeat(86), '']
  for (const each of wrong) {
    expect(await invitationOf(each)).toBeNull()
    expect((await acceptInvitation(each, luis)).kind).toBe('refused')
  }
})

test('an invitation withdrawn before its mail went out is not mailed', async () => {
  const { accountId, userId } = await makeAccount()
  const { email } = await person()
  await invite(accountId, userId, email)
  const [open] = await listInvitations(accountId)
  await revokeInvitation(accountId, userId, open!.id)
  await deliverAll()
  expect(await db().mail.findFirstOrThrow({ where: { accountId } })).toMatchObject({
    status: 'failed',
    message: null,
  })
})

test('members are left out, and a second invitation to one address is the same one', async () => {
  const { accountId, userId } = await makeAccount()
  const [luis, max] = [await person(), await person()]
  await addMember({ accountId, userId: luis.userId, role: 'member' })
  const emails = [luis.email, max.email]
  expect(orThrow(await inviteMembers({ accountId, by: userId, emails, role: 'member' }))).toEqual({
    invited: [max.email],
    members: [luis.email],
  })
  await Promise.all([1, 2, 3].map(() => invite(accountId, userId, max.email)))
  expect(await listInvitations(accountId)).toMatchObject([{ email: max.email, expired: false }])
  await deliverAll()
  // Of four mails in the queue only the newest is one that works.
  expect(await db().mail.count({ where: { accountId, status: 'sent' } })).toBe(1)
})

test('who is no admin invites nobody and withdraws nothing; nor does an admin of another account', async () => {
  const [{ accountId, userId }, other] = [await makeAccount(), await makeAccount()]
  const [luis, max] = [await person(), await person()]
  await addMember({ accountId, userId: luis.userId, role: 'member' })
  await invite(accountId, userId, max.email)
  const [open] = await listInvitations(accountId)
  for (const by of [luis.userId, other.userId]) {
    expect(await invite(accountId, by, max.email, 'admin')).toMatchObject({ kind: 'refused' })
    expect(await revokeInvitation(accountId, by, open!.id)).toMatchObject({ kind: 'refused' })
  }
  expect(await revokeInvitation(other.accountId, other.userId, open!.id)).toMatchObject({ kind: 'refused' })
  expect(await listInvitations(accountId)).toMatchObject([{ role: 'member' }])
})

test('an account invites at most a hundred people in ten minutes', async () => {
  const { accountId, userId } = await makeAccount()
  const emails = Array.from({ length: 50 }, (_, n) => `p${n}-${newId()}@acme.test`)
  const tries = []
  for (let n = 0; n < 3; n++)
    tries.push(await inviteMembers({ accountId, by: userId, emails, role: 'member' }))
  expect(tries.map(({ kind }) => kind)).toEqual(['done', 'done', 'refused'])
})

test('only admins read an invitation in the outbox: its link is worth a membership', async () => {
  const { accountId, userId } = await makeAccount()
  const { email } = await person()
  await invite(accountId, userId, email, 'admin')
  await deliverAll()
  const asAdmin = await listOutbox(accountId, { page: 1, size: 50, role: 'admin' })
  expect(asAdmin.mails).toMatchObject([{ to: email, subject: 'Join Acme on Fairlead' }])
  expect(await listOutbox(accountId, { page: 1, size: 50, role: 'member' })).toEqual({ mails: [], total: 0 })
  const id = asAdmin.mails[0]!.id
  expect((await getOutboxMail(accountId, { id, role: 'admin' }))?.message?.text).toContain('/invite/')
  expect(await getOutboxMail(accountId, { id, role: 'member' })).toBeNull()
})
