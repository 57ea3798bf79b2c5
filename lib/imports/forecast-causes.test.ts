import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports, runImportOf } from '../../prisma/factories/import'
import { choosePlan } from '../accounts/mutations'
import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { deleteLeadByEmail } from '../leads/mutations'
import { forecastCauses } from './forecast-causes'

testDatabase()

/** The moment as a check sees it. */
async function moment(accountId: AccountId) {
  const { rows } = await pool().query<{ at: Date; change: number }>(
    'SELECT clock_timestamp() AS at, changes_last AS change FROM accounts WHERE id = $1',
    [accountId],
  )
  return { at: rows[0]!.at.toISOString(), change: rows[0]!.change }
}

test('names what others did between the check and the end of the import, and nothing before or after', async () => {
  const owner = await makeAccount({ plan: 'starter' })
  const { accountId, userId } = owner
  await runImportOf(owner, csvOfLeads(10, 100))
  const seen = await moment(accountId)
  await runImportOf(owner, csvOfLeads(2, 200))
  await runImportOf(owner, csvOfLeads(10, 100).replaceAll('Ana ', 'Bo '), { update: true })
  await deleteLeadByEmail(accountId, userId, { email: 'l100@acme.test', permanently: true })
  await choosePlan(accountId, userId, 'growth')
  const own = await makeImport(owner, csvOfLeads(3, 300))
  await runDueImports()
  await deleteLeadByEmail(accountId, userId, { email: 'l101@acme.test', permanently: false })

  const causes = await forecastCauses(accountId, own, seen)
  expect(causes.map(({ at: _, ...cause }) => cause)).toEqual([
    { kind: 'leads', what: 'import', added: 2, deleted: 0, importNumber: 2 },
    { kind: 'changed_by_import', count: 10, importNumber: 3 },
    { kind: 'leads', what: 'delete_permanently', added: 0, deleted: 1, importNumber: null },
    { kind: 'audit', what: 'plan_changed' },
  ])
})

test('an import of several batches is one cause, and a quiet account has none', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const seen = await moment(owner.accountId)
  await runImportOf(owner, csvOfLeads(4_500))
  const own = await makeImport(owner, csvOfLeads(3, 9_000))
  await runDueImports()
  expect(await forecastCauses(owner.accountId, own, seen)).toMatchObject([
    { kind: 'leads', added: 4_500, importNumber: 1 },
  ])
  expect(await forecastCauses(owner.accountId, 1, seen)).toEqual([])
})
