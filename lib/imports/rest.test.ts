import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports, runImportOf } from '../../prisma/factories/import'
import { createCampaign } from '../campaigns/mutations'
import { pool } from '../db/client'
import type { CampaignId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { insertReportMails } from '../mail/report-mails'
import { claimImport } from './claim'
import { removeFile } from './files'
import { requestCancel } from './mutations'
import { getImport } from './queries'
import { eachReportRow } from './report-rows'
import { startRest } from './rest'
import { runImport } from './run'
import { verifyImport } from './verify'

process.env.BATCH_ROWS = '100'
testDatabase()

type Owner = Awaited<ReturnType<typeof makeAccount>>

/** Runs an import of the file up to its `batches`-th batch and then cancels it. */
async function cancelledAfter(
  owner: Owner,
  text: string,
  batches: number,
  campaignId: CampaignId | null = null,
): Promise<number> {
  const number = await makeImport(owner, text, { campaignId })
  const claim = await claimImport({ accountId: owner.accountId, number })
  let asked = 0
  const turnIsOver = async () => asked++ === batches
  expect(await runImport(claim!, { atEnd: insertReportMails, turnIsOver })).toBe('gave way')
  await requestCancel(owner.accountId, number)
  await pool().query("UPDATE imports SET lease_until = now() - interval '1 second' WHERE account_id = $1", [
    owner.accountId,
  ])
  await runDueImports()
  return number
}

async function rest(owner: Owner, parent: number) {
  const started = await startRest(owner.accountId, owner.userId, parent)
  if (started.kind !== 'done') throw new Error(JSON.stringify(started))
  return started.value.number
}

async function expectToHold({ accountId }: Owner, ...numbers: number[]) {
  for (const number of numbers)
    expect((await verifyImport(accountId, number))?.filter((check) => !check.holds)).toEqual([])
}

async function rowNumbers({ accountId }: Owner, number: number, outcome: string) {
  const rows: number[] = []
  await eachReportRow(accountId, number, 'all', (row) => void (row.outcome === outcome && rows.push(row.row)))
  return rows
}

test('the rest has exactly the rows that were not processed, under their numbers, and both add up to the file', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const file = `${csvOfLeads(220)},,\n${csvOfLeads(280, 221).split('\n').slice(1).join('\n')}l1@acme.test,Ana,Acme\n`
  const parent = await cancelledAfter(owner, file, 2)
  const before = await getImport(owner.accountId, parent)
  expect(before).toMatchObject({ status: 'cancelled', restNumber: null, parentNumber: null })
  expect(before!.report.counts).toMatchObject({ read: 501, added: 200, not_processed: 301, blank: 1 })

  const number = await rest(owner, parent)
  const waiting = await getImport(owner.accountId, number)
  expect(waiting).toMatchObject({ status: 'queued', parentNumber: parent, rowsTotal: 302, rowsDone: 0 })
  await runDueImports()
  const view = await getImport(owner.accountId, number)
  expect(view).toMatchObject({ status: 'completed', rowsTotal: 302, rowsDone: 302 })
  expect(view!.report.counts).toMatchObject({
    rows_in_file: 302,
    blank: 1,
    read: 301,
    added: 300,
    rejected: 1,
  })
  expect(view!.report.account).toEqual({ leads_before: 200, leads_after: 500 })
  expect((await getImport(owner.accountId, parent))?.restNumber).toBe(number)
  const processed = [
    ...(await rowNumbers(owner, number, 'added')),
    ...(await rowNumbers(owner, number, 'rejected')),
  ]
  expect(processed).toEqual(await rowNumbers(owner, parent, 'not_processed'))
  await expectToHold(owner, parent, number)
})

test('asked twice, also at once, the rest is imported once', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const parent = await cancelledAfter(owner, csvOfLeads(300), 1)
  const numbers = await Promise.all([rest(owner, parent), rest(owner, parent), rest(owner, parent)])
  expect(new Set(numbers).size).toBe(1)
  expect(await rest(owner, parent)).toBe(numbers[0])
})

test('the rest of a rest goes on where that stopped', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const parent = await cancelledAfter(owner, csvOfLeads(400), 1)
  const second = await rest(owner, parent)
  await requestCancel(owner.accountId, second)
  await runDueImports()
  const third = await rest(owner, second)
  await runDueImports()
  expect((await getImport(owner.accountId, third))!.report.counts).toMatchObject({ read: 300, added: 300 })
  await expectToHold(owner, parent, second, third)
})

test('is refused with a sentence where there is no rest, no file, or the campaign is archived', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const { accountId, userId } = owner
  const whole = await runImportOf(owner, csvOfLeads(10))
  expect(await startRest(accountId, userId, whole.number)).toMatchObject({ kind: 'refused' })
  expect(await startRest(accountId, userId, 99)).toMatchObject({ kind: 'refused' })
  const campaign = await createCampaign(accountId, { name: 'Spring', rejects: [] })
  if (campaign.kind !== 'done') throw new Error('no campaign')
  const offered = await cancelledAfter(owner, csvOfLeads(300, 20), 1, campaign.value.id)
  await pool().query('UPDATE campaigns SET archived_at = now() WHERE account_id = $1', [accountId])
  expect(await startRest(accountId, userId, offered)).toEqual({
    kind: 'refused',
    reason: 'The campaign of this import is archived. Import the file again without it.',
  })
  const parent = await cancelledAfter(owner, csvOfLeads(300, 20), 1)
  const view = await getImport(accountId, parent)
  await removeFile(view!.file.id)
  expect(await startRest(accountId, userId, parent)).toEqual({
    kind: 'refused',
    reason: 'The file is no longer on the server. Choose it again and import it.',
  })
})

test('a rest whose file is gone ends as failed, its blank rows counted as its parent counted them', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const parent = await cancelledAfter(owner, `${csvOfLeads(200)},,\n,,\nz@acme.test,Zoe,\n`, 1)
  const number = await rest(owner, parent)
  await removeFile((await getImport(owner.accountId, number))!.file.id)
  await runDueImports()
  const view = await getImport(owner.accountId, number)
  expect(view).toMatchObject({ status: 'failed', rowsTotal: 103, rowsDone: 103 })
  expect(view!.report.counts).toMatchObject({ rows_in_file: 103, blank: 2, read: 101, not_processed: 101 })
})
