import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports, until } from '../../prisma/factories/import'
import { testDatabase } from '../db/test-database'
import { recentImport } from './recent-import'

testDatabase()

test('who watch at the same moment share one reading, and soon after there is a new one', async () => {
  const [owner, other] = [await makeAccount(), await makeAccount()]
  const number = await makeImport(owner, csvOfLeads(3))
  const first = recentImport(owner.accountId, number)
  expect(recentImport(owner.accountId, number)).toBe(first)
  expect(recentImport(other.accountId, number)).not.toBe(first)
  expect(await recentImport(other.accountId, number)).toBeNull()
  expect(await first).toMatchObject({ status: 'queued' })
  await runDueImports()
  await until(async () => (await recentImport(owner.accountId, number))?.status === 'completed')
})
