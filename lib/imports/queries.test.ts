import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, runImportOf } from '../../prisma/factories/import'
import { testDatabase } from '../db/test-database'
import { deleteLeadByEmail } from '../leads/mutations'
import { leadsSince } from './queries'

testDatabase()

test('what happened to the leads after an import leads from its end to the total now', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  const { number, report } = await runImportOf(owner, csvOfLeads(3))
  expect(report.account.leads_after).toBe(3)
  expect(await leadsSince(accountId, number)).toEqual({ added: 0, deleted: 0, leadsNow: 3 })
  await runImportOf(owner, csvOfLeads(2, 10))
  await deleteLeadByEmail(accountId, userId, { email: 'l10@acme.test', permanently: false })
  expect(await leadsSince(accountId, number)).toEqual({ added: 2, deleted: 1, leadsNow: 4 })
})
