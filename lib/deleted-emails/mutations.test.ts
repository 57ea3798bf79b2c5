import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { db, pool } from '../db/client'
import { type AccountId, type EmailKey, newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { deleteLeads } from '../leads/mutations'
import { cleanList, releaseDeletedEmail, sweepCleanedEmails, undoCleanList } from './mutations'
import { checkDeletedEmail, countDeletedEmails, lastRejectedAsDeleted } from './queries'

testDatabase()

async function accountWithDeleted(count: number) {
  const account = await makeAccount({ plan: 'starter' })
  const leadIds = await makeLeads(account.accountId, count)
  await deleteLeads(account.accountId, account.userId, { leadIds, permanently: true })
  return account
}

test('Clean List clears every deleted email of the account and says how many', async () => {
  const [{ accountId, userId }, other] = [await accountWithDeleted(37), await accountWithDeleted(2)]
  expect(await cleanList(accountId, userId)).toMatchObject({ kind: 'done', value: { cleared: 37 } })
  expect(await countDeletedEmails(accountId)).toBe(0)
  expect(await cleanList(accountId, userId)).toEqual({ kind: 'done', value: { cleared: 0, undo: null } })
  expect(await countDeletedEmails(other.accountId)).toBe(2)
})

test('one email can be looked up, with the day it was deleted, and released by itself', async () => {
  const { accountId, userId } = await accountWithDeleted(2)
  const check = await checkDeletedEmail(accountId, keyOf(1))
  if (!check.listed) throw new Error('not listed')
  expect(Date.now() - check.since.getTime()).toBeLessThan(60_000)
  expect(await releaseDeletedEmail(accountId, userId, keyOf(1))).toEqual({
    kind: 'done',
    value: { email: 'l1@acme.test' },
  })
  expect(await checkDeletedEmail(accountId, keyOf(1))).toEqual({ listed: false, since: null })
  expect(await countDeletedEmails(accountId)).toBe(1)
})

test('releasing an email that is not on the list is refused', async () => {
  const { accountId, userId } = await makeAccount()
  expect(await releaseDeletedEmail(accountId, userId, 'bo@acme.test' as EmailKey)).toEqual({
    kind: 'refused',
    reason: 'bo@acme.test is not on the list of permanently deleted emails.',
  })
})

test('an email deleted twice stands on the list once, with the first date', async () => {
  const { accountId, userId } = await accountWithDeleted(1)
  await db().deletedEmail.updateMany({ where: { accountId }, data: { deletedAt: new Date('2026-11-03') } })
  const leadIds = await makeLeads(accountId, 1)
  await deleteLeads(accountId, userId, { leadIds, permanently: true })
  expect(await countDeletedEmails(accountId)).toBe(1)
  expect(await checkDeletedEmail(accountId, keyOf(1))).toEqual({
    listed: true,
    since: new Date('2026-11-03'),
  })
})

test('undoing Clean List puts every email back with its own date, once, and says so in the audit', async () => {
  const { accountId, userId } = await accountWithDeleted(3)
  const since = new Date('2026-11-03')
  await db().deletedEmail.updateMany({ where: { accountId }, data: { deletedAt: since } })
  const { undo } = orThrow(await cleanList(accountId, userId))
  expect(orThrow(await undoCleanList(accountId, userId, undo!))).toEqual({ listed: 3, leads: 0 })
  expect(await checkDeletedEmail(accountId, keyOf(2))).toEqual({ listed: true, since })
  expect(await undoCleanList(accountId, userId, undo!)).toMatchObject({ kind: 'refused' })
  expect(await kindsOf(accountId)).toEqual(['list_cleaned', 'list_clean_undone'])
})

test('two people who undo at the same moment put the list back once', async () => {
  const { accountId, userId } = await accountWithDeleted(5)
  const { undo } = orThrow(await cleanList(accountId, userId))
  const both = await Promise.all([1, 2, 3].map(() => undoCleanList(accountId, userId, undo!)))
  expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'refused', 'refused'])
  expect(await countDeletedEmails(accountId)).toBe(5)
})

test('an email that became a lead meanwhile stays off the list: no live lead is on it', async () => {
  const account = await accountWithDeleted(4)
  const { accountId, userId } = account
  const { undo } = orThrow(await cleanList(accountId, userId))
  await runImportOf(account, 'Email\nl2@acme.test\nsomebody-else@acme.test\n')
  expect(orThrow(await undoCleanList(accountId, userId, undo!))).toEqual({ listed: 3, leads: 1 })
  expect(await checkDeletedEmail(accountId, keyOf(2))).toMatchObject({ listed: false })
  expect(await checkDeletedEmail(accountId, keyOf(3))).toMatchObject({ listed: true })
})

test('an import that runs while the list is put back leaves no lead on it', async () => {
  for (let round = 0; round < 5; round++) {
    const account = await accountWithDeleted(30)
    const { accountId, userId } = account
    const { undo } = orThrow(await cleanList(accountId, userId))
    const file = `Email\n${Array.from({ length: 30 }, (_, n) => keyOf(n + 1)).join('\n')}\n`
    await Promise.all([runImportOf(account, file), undoCleanList(accountId, userId, undo!)])
    const leads = await db().lead.findMany({ where: { accountId }, select: { email: true } })
    for (const { email } of leads)
      expect(await checkDeletedEmail(accountId, email as EmailKey)).toMatchObject({ listed: false })
    expect(leads.length + (await countDeletedEmails(accountId))).toBe(30)
  }
})

test('an email that was deleted again meanwhile keeps its new date', async () => {
  const { accountId, userId } = await accountWithDeleted(2)
  await db().deletedEmail.updateMany({ where: { accountId }, data: { deletedAt: new Date('2026-11-03') } })
  const { undo } = orThrow(await cleanList(accountId, userId))
  const leadIds = await makeLeads(accountId, 1)
  await deleteLeads(accountId, userId, { leadIds, permanently: true })
  expect(orThrow(await undoCleanList(accountId, userId, undo!))).toEqual({ listed: 2, leads: 0 })
  const check = await checkDeletedEmail(accountId, keyOf(1))
  expect(check.since?.getTime()).toBeGreaterThan(Date.now() - 60_000)
})

test('after 30 days Clean List is final, and what it had cleared is swept', async () => {
  const [{ accountId, userId }, other] = [await accountWithDeleted(2), await accountWithDeleted(3)]
  const { undo } = orThrow(await cleanList(accountId, userId))
  const young = orThrow(await cleanList(other.accountId, other.userId))
  await pool().query("UPDATE audit_entries SET at = now() - interval '31 days' WHERE id = $1", [undo])
  expect(await undoCleanList(accountId, userId, undo!)).toMatchObject({ kind: 'refused' })
  expect(await sweepCleanedEmails()).toBe(2)
  expect(orThrow(await undoCleanList(other.accountId, other.userId, young.undo!))).toMatchObject({
    listed: 3,
  })
})

test('another account cannot undo it, nor can an entry that tells of something else', async () => {
  const [{ accountId, userId }, other] = [await accountWithDeleted(2), await makeAccount()]
  const { undo } = orThrow(await cleanList(accountId, userId))
  for (const [account, id] of [
    [other.accountId, undo!],
    [accountId, newId()],
  ] as const)
    expect(await undoCleanList(account, userId, id)).toMatchObject({ kind: 'refused' })
  expect(await countDeletedEmails(other.accountId)).toBe(0)
})

test('the report whose rows wait for the list to be cleaned is found', async () => {
  const account = await accountWithDeleted(3)
  expect(await lastRejectedAsDeleted(account.accountId)).toBeNull()
  await runImportOf(account, 'Email\nl1@acme.test\nl2@acme.test\n')
  await runImportOf(account, 'Email\nnew@acme.test\n')
  expect(await lastRejectedAsDeleted(account.accountId)).toEqual({ importNumber: 1, rows: 2 })
})

/** The audit about the list, oldest first. */
async function kindsOf(accountId: AccountId): Promise<string[]> {
  const entries = await db().auditEntry.findMany({ where: { accountId }, orderBy: { id: 'asc' } })
  return entries.map(({ kind }) => kind).filter((kind) => kind.startsWith('list_'))
}
