import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { makeImport, runDueImports } from '../../prisma/factories/import'
import { db, pool } from '../db/client'
import type { Role } from '../db/generated/enums'
import { type AccountId, newId, type UserId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { transaction } from '../db/transaction'
import { listImportMails } from './queries'
import { insertReportMails, resendMail } from './report-mails'

testDatabase()

async function addMember(
  accountId: AccountId,
  { email, role }: { email: string; role: Role },
): Promise<UserId> {
  const userId = newId() as UserId
  await db().user.create({ data: { id: userId, email, name: email } })
  await db().member.create({ data: { accountId, userId, role } })
  return userId
}

/** The end of an import without its mails: the tests book them. */
const bookNothing = async () => {}

const emailOf = async (id: UserId) => (await db().user.findUniqueOrThrow({ where: { id } })).email

/** An account with an import that has ended, run by a member; the account's first person is an admin. */
async function world() {
  const account = await makeAccount()
  const runner = `runner-${account.accountId}@acme.test`
  const userId = await addMember(account.accountId, { email: runner, role: 'member' })
  const number = await makeImport({ ...account, userId }, 'Email\na@x.test\n')
  await runDueImports(bookNothing)
  return { ...account, number, runner, runnerId: userId, admin: await emailOf(account.userId) }
}

const book = (accountId: AccountId, number: number) =>
  transaction((tx) => insertReportMails(tx, accountId, number))
const recipients = async (accountId: AccountId, number: number) =>
  (await listImportMails(accountId, number)).map((mail) => mail.to).sort()

test('goes to the person who ran it and to the admins, once however often it is booked', async () => {
  const { accountId, number, runner, admin } = await world()
  await addMember(accountId, { email: `bystander-${accountId}@acme.test`, role: 'member' })
  await book(accountId, number)
  await book(accountId, number)
  expect(await recipients(accountId, number)).toEqual([admin, runner].sort())
  expect(await db().mail.count({ where: { accountId } })).toBe(2)
})

test('admins are left out when the account says so', async () => {
  const { accountId, number, runner } = await world()
  await db().account.update({ where: { id: accountId }, data: { reportMailsToAdmins: false } })
  await book(accountId, number)
  expect(await recipients(accountId, number)).toEqual([runner])
})

test('an admin who runs an import gets one mail', async () => {
  const account = await makeAccount()
  const number = await makeImport(account, 'Email\na@x.test\n')
  await runDueImports(bookNothing)
  await book(account.accountId, number)
  expect(await recipients(account.accountId, number)).toEqual([await emailOf(account.userId)])
})

test('one address in two spellings gets one mail, as the person who ran the import', async () => {
  const { accountId, number, runner, runnerId, admin } = await world()
  await addMember(accountId, { email: runner.toUpperCase(), role: 'admin' })
  await book(accountId, number)
  expect(await recipients(accountId, number)).toEqual([admin, runner].sort())
  expect(await db().mail.count({ where: { accountId, userId: runnerId } })).toBe(1)
})

test('who is no member any more gets none, even who ran it', async () => {
  const { accountId, number, runnerId, admin } = await world()
  await db().member.delete({ where: { accountId_userId: { accountId, userId: runnerId } } })
  await book(accountId, number)
  expect(await recipients(accountId, number)).toEqual([admin])
})

test('nothing is booked when the import does not end after all', async () => {
  const { accountId, number } = await world()
  const undone = transaction(async (tx) => {
    await insertReportMails(tx, accountId, number)
    throw new Error('rolled back')
  })
  await expect(undone).rejects.toThrow('rolled back')
  expect(await recipients(accountId, number)).toEqual([])
})

test('Send again books a new send under a new key, once for two clicks', async () => {
  const { accountId, number, runner } = await world()
  await db().account.update({ where: { id: accountId }, data: { reportMailsToAdmins: false } })
  await book(accountId, number)
  const [mail] = await listImportMails(accountId, number)
  const id = mail!.id
  expect(await resendMail(accountId, id)).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('still'),
  })

  const settle = (status: string, age: string) =>
    pool().query(
      `UPDATE mails SET status = $2::mail_status, attempts = 1, next_try_at = NULL,
              created_at = now() - $3::interval, sent_at = CASE WHEN $2 = 'sent' THEN now() - $3::interval END
       WHERE account_id = $1 AND subject_key = 'import-report/1'`,
      [accountId, status, age],
    )
  await settle('sent', '10 seconds')
  expect(await resendMail(accountId, id)).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('Wait'),
  })

  await settle('failed', '31 seconds')
  const clicks = await Promise.all([resendMail(accountId, id), resendMail(accountId, id)])
  expect(clicks.map((click) => click.kind).sort()).toEqual(['done', 'refused'])
  const sends = await db().mail.findMany({ where: { accountId }, orderBy: { createdAt: 'asc' } })
  expect(sends.map((send) => [send.subjectKey, send.recipient, send.status])).toEqual([
    ['import-report/1', runner, 'failed'],
    ['import-report/1/2', runner, 'queued'],
  ])
  const shown = await listImportMails(accountId, number)
  expect(shown).toMatchObject([{ id: sends[1]!.id, to: runner, status: 'queued', attempts: 1 }])
})

test('a mail of another account cannot be sent again', async () => {
  const [ours, theirs] = [await world(), await makeAccount()]
  await book(ours.accountId, ours.number)
  const [mail] = await listImportMails(ours.accountId, ours.number)
  await pool().query(
    `UPDATE mails SET status = 'failed', next_try_at = NULL, created_at = now() - interval '1 hour'`,
  )
  expect(await resendMail(theirs.accountId, mail!.id)).toEqual({
    kind: 'refused',
    reason: 'This mail no longer exists.',
  })
  expect(await db().mail.count({ where: { accountId: theirs.accountId } })).toBe(0)
})
