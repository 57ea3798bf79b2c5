import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { db } from '../db/client'
import type { EmailKey } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { deleteLeads } from '../leads/mutations'
import { cleanList, releaseDeletedEmail } from './mutations'
import { checkDeletedEmail, countDeletedEmails } from './queries'

testDatabase()

async function accountWithDeleted(count: number) {
  const account = await makeAccount({ plan: 'starter' })
  const leadIds = await makeLeads(account.accountId, count)
  await deleteLeads(account.accountId, account.userId, { leadIds, permanently: true })
  return account
}

test('Clean List clears every deleted email of the account and says how many', async () => {
  const [{ accountId, userId }, other] = [await accountWithDeleted(37), await accountWithDeleted(2)]
  expect(await cleanList(accountId, userId)).toEqual({ kind: 'done', value: { cleared: 37 } })
  expect(await countDeletedEmails(accountId)).toBe(0)
  expect(await cleanList(accountId, userId)).toEqual({ kind: 'done', value: { cleared: 0 } })
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
