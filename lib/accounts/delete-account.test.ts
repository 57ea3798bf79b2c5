import { access } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runImportOf, runWorkers, until } from '../../prisma/factories/import'
import { createCampaign } from '../campaigns/mutations'
import { db, pool } from '../db/client'
import type { AccountId, FileId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { removeExportFile } from '../exports/files'
import { filePath, removeFile } from '../imports/files'
import { getImport } from '../imports/queries'
import { deleteLeadByEmail } from '../leads/mutations'
import { deleteAccount } from './delete-account'

testDatabase()

/** Tables that still hold rows of the account; every table with an account_id is looked at, also later ones. */
async function tablesWithRowsOf(accountId: AccountId): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE column_name = 'account_id' AND table_schema = 'public' ORDER BY 1`,
  )
  expect(rows.length).toBeGreaterThan(10)
  const left: string[] = []
  for (const { name } of rows) {
    const { rowCount } = await pool().query(`SELECT FROM ${name} WHERE account_id = $1 LIMIT 1`, [accountId])
    if (rowCount) left.push(name)
  }
  return left
}

async function isThere(fileId: string): Promise<boolean> {
  return access(filePath(fileId as FileId)).then(
    () => true,
    () => false,
  )
}

test('leaves nothing of the account, and everything of the others', async () => {
  const [owner, other] = [await makeAccount({ plan: 'growth' }), await makeAccount({ plan: 'growth' })]
  const files = []
  for (const one of [owner, other]) {
    const campaign = await createCampaign(one.accountId, { name: 'Spring', rejects: [] })
    const campaignId = campaign.kind === 'done' ? campaign.value.id : null
    const view = await runImportOf(one, `${csvOfLeads(300)}nobody,,\nl1@acme.test,,\n`, { campaignId })
    await deleteLeadByEmail(one.accountId, one.userId, { email: 'l2@acme.test', permanently: true })
    files.push(view.file.id)
  }
  const before = await tablesWithRowsOf(other.accountId)
  expect(before.length).toBeGreaterThan(10)

  expect(await deleteAccount(owner.accountId, { file: removeFile, exported: removeExportFile })).toEqual({
    kind: 'done',
    value: { leads: 299 },
  })
  expect(await tablesWithRowsOf(owner.accountId)).toEqual([])
  expect(await db().account.count({ where: { id: owner.accountId } })).toBe(0)
  expect(await tablesWithRowsOf(other.accountId)).toEqual(before)
  expect(await Promise.all(files.map(isThere))).toEqual([false, true])
  expect(await db().user.count({ where: { id: owner.userId } })).toBe(1)
  expect(
    await deleteAccount(owner.accountId, { file: removeFile, exported: removeExportFile }),
  ).toMatchObject({ kind: 'refused' })
})

test('an account of more leads than fit one slice is deleted too', async () => {
  const owner = await makeAccount({ plan: 'unlimited' })
  await makeLeads(owner.accountId, 200_001)
  expect(
    await deleteAccount(owner.accountId, { file: removeFile, exported: removeExportFile }),
  ).toMatchObject({ kind: 'done' })
  expect(await tablesWithRowsOf(owner.accountId)).toEqual([])
})

test('deleted while its import runs: the import ends without an error, and nothing of it comes after', async () => {
  const [owner, other] = [await makeAccount({ plan: 'unlimited' }), await makeAccount()]
  const number = await makeImport(owner, csvOfLeads(60_000))
  const working = runWorkers(1)
  await until(async () => (await getImport(owner.accountId, number))!.rowsDone > 4_000)
  const fileId = (await getImport(owner.accountId, number))!.file.id
  await makeImport(other, csvOfLeads(10))
  expect(
    await deleteAccount(owner.accountId, { file: removeFile, exported: removeExportFile }),
  ).toMatchObject({ kind: 'done' })
  await working // throws what a worker met
  expect(await tablesWithRowsOf(owner.accountId)).toEqual([])
  expect(await isThere(fileId)).toBe(false)
  expect((await getImport(other.accountId, 1))!.status).toBe('completed')
})
