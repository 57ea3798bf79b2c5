import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runImportOf } from '../../prisma/factories/import'
import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { deleteLeadByEmail } from '../leads/mutations'
import { reportRowJson } from './import-json'
import type { ImportView } from './queries'
import { givenReceipt } from './receipt'
import { eachReportRow } from './report-rows'
import { verifyImport } from './verify'

process.env.BATCH_ROWS = '20'
testDatabase()

/** The receipt as an outsider works it out, from what the command line prints. */
async function workedOut(
  accountId: AccountId,
  { number, file, mapping, options }: ImportView,
): Promise<string> {
  const chosen = {
    mapping,
    update: options.update,
    blank_cells: options.blankCells,
    campaign: null,
    tag: null,
    edits: null,
  }
  let text = `fairlead receipt 1\n${file.sha256}\n${JSON.stringify(chosen)}\n`
  await eachReportRow(accountId, number, 'all', (row) => {
    const { outcome, changed, code, cause, other_row } = reportRowJson(row)
    text += `${JSON.stringify([row.row, outcome, changed, code, cause, other_row])}\n`
  })
  return createHash('sha256').update(text).digest('hex')
}

const file = `${csvOfLeads(45)},,\nl3@acme.test,Again,\nnobody,No,\nold@acme.test,Old,\n`

test.each([true, false])('is what an outsider works out from the report (update: %s)', async (update) => {
  const owner = await makeAccount({ plan: 'growth' })
  await makeLeads(owner.accountId, [{ email: 'old@acme.test' }])
  const view = await runImportOf(owner, file, { update })
  const receipt = await givenReceipt(owner.accountId, view.number)
  expect(receipt).toMatch(/^[0-9a-f]{64}$/)
  expect(receipt).toBe(await workedOut(owner.accountId, view))
  const verdicts = (await verifyImport(owner.accountId, view.number)) ?? []
  expect(verdicts.filter((verdict) => !verdict.holds || !verdict.checked)).toEqual([])
  expect(verdicts.find((verdict) => verdict.name.startsWith('The receipt'))?.found).toBe(receipt)
})

test('does not change with what becomes of the leads, nor with how rows fell into batches', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const view = await runImportOf(owner, csvOfLeads(45))
  const receipt = await givenReceipt(owner.accountId, view.number)
  await deleteLeadByEmail(owner.accountId, owner.userId, { email: 'l3@acme.test', permanently: true })
  expect(await workedOut(owner.accountId, view)).toBe(receipt)
  const other = await makeAccount({ plan: 'growth' })
  expect(await givenReceipt(other.accountId, (await runImportOf(other, csvOfLeads(45))).number)).toBe(receipt)
})

test('Verify says so when an outcome was changed after the receipt was given out', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const { number } = await runImportOf(owner, file)
  await givenReceipt(owner.accountId, number)
  await pool().query(
    'UPDATE import_rows SET other_row = NULL WHERE account_id = $1 AND import_number = $2 AND other_row IS NOT NULL',
    [owner.accountId, number],
  )
  const broken = (await verifyImport(owner.accountId, number))?.filter((verdict) => !verdict.holds)
  expect(broken?.map((verdict) => verdict.name)).toContainEqual(
    expect.stringContaining('The receipt is that of'),
  )
})

test('there is none before the end', async () => {
  const owner = await makeAccount()
  const number = await makeImport(owner, file)
  expect(await givenReceipt(owner.accountId, number)).toBeNull()
})
