import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { makeImport, runDueImports } from '../../prisma/factories/import'
import { makePerson } from '../../prisma/factories/person'
import { addMember } from '../accounts/mutations'
import { membershipOf, membersOf } from '../accounts/queries'
import { db } from '../db/client'
import type { Role } from '../db/generated/enums'
import { type AccountId, newId, type UserId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { nextImportJob } from '../imports/job'
import { inviteMembers } from '../invitations/mutations'
import { listInvitations } from '../invitations/queries'
import { claimDueMail } from '../mail/claim'
import { deliverMail } from '../mail/deliver'
import { outboxTransport } from '../mail/outbox'
import { insertReportMails } from '../mail/report-mails'
import { changeRole, lastAdminStays, removeMember } from './mutations'

testDatabase()

async function join(accountId: AccountId, role: Role = 'member'): Promise<UserId> {
  const userId = await makePerson(`luis-${newId()}@acme.test`)
  await addMember({ accountId, userId, role })
  return userId
}

async function rolesOf(accountId: AccountId): Promise<Record<string, Role>> {
  return Object.fromEntries((await membersOf(accountId)).map(({ userId, role }) => [userId, role]))
}

const auditOf = async (accountId: AccountId) =>
  (await db().auditEntry.findMany({ where: { accountId }, orderBy: { id: 'asc' } })).map(({ kind }) => kind)

test('an admin makes a member admin and back, and the audit tells of both', async () => {
  const { accountId, userId: ana } = await makeAccount()
  const luis = await join(accountId)
  expect((await changeRole({ accountId, by: ana, userId: luis, role: 'admin' })).kind).toBe('done')
  expect((await changeRole({ accountId, by: luis, userId: ana, role: 'member' })).kind).toBe('done')
  expect(await rolesOf(accountId)).toEqual({ [ana]: 'member', [luis]: 'admin' })
  expect(await auditOf(accountId)).toEqual(['role_changed', 'role_changed'])
})

test('the last admin stays: not demoted, not removed, and does not leave', async () => {
  const { accountId, userId: ana } = await makeAccount()
  await join(accountId)
  const kept = { kind: 'refused', reason: lastAdminStays }
  expect(await changeRole({ accountId, by: ana, userId: ana, role: 'member' })).toEqual(kept)
  expect(await removeMember({ accountId, by: ana, userId: ana })).toEqual(kept)
  expect((await rolesOf(accountId))[ana]).toBe('admin')
})

test('a member changes nobody, and may leave', async () => {
  const { accountId, userId: ana } = await makeAccount()
  const [luis, max] = [await join(accountId), await join(accountId)]
  for (const role of ['admin', 'member'] as const)
    expect(await changeRole({ accountId, by: luis, userId: luis, role })).toMatchObject({ kind: 'refused' })
  expect(await removeMember({ accountId, by: luis, userId: max })).toMatchObject({ kind: 'refused' })
  expect(await removeMember({ accountId, by: luis, userId: ana })).toMatchObject({ kind: 'refused' })
  expect(await removeMember({ accountId, by: luis, userId: luis })).toMatchObject({ kind: 'done' })
  expect(Object.keys(await rolesOf(accountId)).sort()).toEqual([ana, max].sort())
  expect(await auditOf(accountId)).toEqual(['member_left'])
})

test('an admin of another account changes nobody here', async () => {
  const [{ accountId, userId: ana }, other] = [await makeAccount(), await makeAccount()]
  const luis = await join(accountId)
  const by = other.userId
  expect(await changeRole({ accountId, by, userId: luis, role: 'admin' })).toMatchObject({ kind: 'refused' })
  expect(await removeMember({ accountId, by, userId: luis })).toMatchObject({ kind: 'refused' })
  expect(await removeMember({ accountId, by: ana, userId: other.userId })).toMatchObject({ kind: 'refused' })
  expect(await rolesOf(accountId)).toEqual({ [ana]: 'admin', [luis]: 'member' })
})

test('of two admins who remove each other at the same moment one stays', async () => {
  for (let round = 0; round < 20; round++) {
    const { accountId, userId: ana } = await makeAccount()
    const luis = await join(accountId, 'admin')
    const both = await Promise.all([
      removeMember({ accountId, by: ana, userId: luis }),
      removeMember({ accountId, by: luis, userId: ana }),
    ])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'refused'])
    expect(Object.values(await rolesOf(accountId))).toEqual(['admin'])
  }
})

test('however demoting, removing and leaving interleave, an account keeps an admin', async () => {
  for (let round = 0; round < 10; round++) {
    const { accountId, userId: ana } = await makeAccount()
    const people = [ana, ...(await Promise.all([1, 2, 3].map(() => join(accountId, 'admin'))))]
    await Promise.all(
      people.flatMap((by, n) => [
        removeMember({ accountId, by, userId: by }),
        changeRole({ accountId, by, userId: people[(n + 1) % 4]!, role: 'member' }),
        removeMember({ accountId, by, userId: people[(n + 2) % 4]! }),
      ]),
    )
    const roles = Object.values(await rolesOf(accountId))
    expect(roles.filter((role) => role === 'admin').length).toBeGreaterThanOrEqual(1)
  }
})

test('who was removed has no access, and what they invited is withdrawn', async () => {
  const { accountId, slug, userId: ana } = await makeAccount()
  const [luis, max] = [await join(accountId, 'admin'), await join(accountId, 'admin')]
  await inviteMembers({ accountId, by: luis, emails: ['a@acme.test'], role: 'admin' })
  await inviteMembers({ accountId, by: max, emails: ['b@acme.test'], role: 'admin' })
  await inviteMembers({ accountId, by: ana, emails: ['c@acme.test'], role: 'admin' })
  await removeMember({ accountId, by: ana, userId: luis })
  await changeRole({ accountId, by: ana, userId: max, role: 'member' })
  expect(await membershipOf(luis, slug)).toBeNull()
  expect((await listInvitations(accountId)).map(({ email }) => email)).toEqual(['c@acme.test'])
})

const deliverAll = async () => {
  for (let mail = await claimDueMail(); mail; mail = await claimDueMail())
    await deliverMail(mail, outboxTransport())
}
const mailsOf = (accountId: AccountId) =>
  db().mail.findMany({ where: { accountId }, select: { userId: true, status: true, lastError: true } })

test('the report of an import whose runner was removed meanwhile goes to the admins alone', async () => {
  const { accountId, userId: ana } = await makeAccount()
  const luis = await join(accountId)
  await makeImport({ accountId, userId: luis }, 'Email\na@x.test\n')
  const job = await nextImportJob(insertReportMails)
  await removeMember({ accountId, by: ana, userId: luis })
  await job?.run(new AbortController().signal)
  await deliverAll()
  expect(await mailsOf(accountId)).toEqual([{ userId: ana, status: 'sent', lastError: null }])
})

test('a report that waits to be sent is not sent to who was removed since', async () => {
  const { accountId, userId: ana } = await makeAccount()
  const luis = await join(accountId)
  await makeImport({ accountId, userId: luis }, 'Email\na@x.test\n')
  await runDueImports()
  await removeMember({ accountId, by: ana, userId: luis })
  await deliverAll()
  expect(await mailsOf(accountId)).toEqual(
    expect.arrayContaining([
      { userId: ana, status: 'sent', lastError: null },
      {
        userId: luis,
        status: 'failed',
        lastError: 'No member of this account logs in with this address any more.',
      },
    ]),
  )
  expect(await db().mail.count({ where: { accountId, userId: luis, message: { not: 'DbNull' } } })).toBe(0)
})
