import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { csvOfLeads, runImportOf } from '../../prisma/factories/import'
import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { importTrends } from './trends'

testDatabase()

const startedAt = (accountId: AccountId, number: number, at: string) =>
  pool().query('UPDATE imports SET created_at = $3 WHERE account_id = $1 AND number = $2', [
    accountId,
    number,
    at,
  ])

test('adds up rows and reasons per day, week and month, without gaps, by UTC', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const { accountId } = owner
  await makeLeads(accountId, 2)
  await runImportOf(owner, csvOfLeads(10))
  await runImportOf(owner, `${csvOfLeads(3, 5)}nobody,,\n`, { update: true })
  await runImportOf(owner, csvOfLeads(4, 100))
  await startedAt(accountId, 1, '2026-11-02T00:00:00Z')
  await startedAt(accountId, 2, '2026-11-03T23:59:59.999Z')
  await startedAt(accountId, 3, '2026-10-31T12:00:00Z')
  const now = new Date('2026-11-04T00:00:00Z')

  const days = await importTrends(accountId, 'day', now)
  expect(days).toHaveLength(30)
  expect(
    days.slice(-5).map(({ from, imports, read }) => [from.toISOString().slice(0, 10), imports, read]),
  ).toEqual([
    ['2026-10-31', 1, 4],
    ['2026-11-01', 0, 0],
    ['2026-11-02', 1, 10],
    ['2026-11-03', 1, 4],
    ['2026-11-04', 0, 0],
  ])
  expect(days.at(-2)).toMatchObject({ added: 0, modified: 3, rejected: 1, rejections: { email_invalid: 1 } })
  expect(days.at(-3)).toMatchObject({ added: 8, rejected: 2, rejections: { already_in_account: 2 } })

  const weeks = await importTrends(accountId, 'week', now)
  expect(weeks.slice(-2).map(({ from, imports }) => [from.toISOString().slice(0, 10), imports])).toEqual([
    ['2026-10-26', 1],
    ['2026-11-02', 2],
  ])
  const months = await importTrends(accountId, 'month', now)
  expect(months.slice(-2).map(({ imports, read }) => [imports, read])).toEqual([
    [1, 4],
    [2, 14],
  ])
})

test('shows nothing of another account', async () => {
  const [owner, stranger] = [await makeAccount(), await makeAccount()]
  await runImportOf(owner, csvOfLeads(3))
  const days = await importTrends(stranger.accountId, 'day')
  expect(days.every(({ imports, read }) => imports === 0 && read === 0)).toBe(true)
})
