import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runImportOf } from '../../prisma/factories/import'
import { lockAccount } from '../accounts/lock'
import { choosePlan } from '../accounts/mutations'
import { testDatabase } from '../db/test-database'
import { transaction } from '../db/transaction'
import { deleteLeadByEmail } from '../leads/mutations'
import { insertReportMails } from '../mail/report-mails'
import { runBatch } from './batch'
import { claimImport } from './claim'
import { endRun, openRun } from './close'
import { rowsPath } from './files'
import { fileLimits } from './limits'
import { type Run, runOf } from './lock'
import { getImport } from './queries'
import { readInputs } from './read-inputs'
import type { RowInput } from './row'
import { verifyImport } from './verify'

testDatabase()

type Owner = Awaited<ReturnType<typeof makeAccount>>

/** An import of `text` that is claimed and opened, and its rows in batches of `size`. */
async function opened(owner: Owner, text: string, size: number) {
  const number = await makeImport(owner, text, { update: true })
  const claim = await claimImport()
  const run = await runOf(claim!)
  await openRun(run)
  const batches: RowInput[][] = []
  const options = { afterRow: run.cursorRow, size, limits: fileLimits() }
  for await (const rows of readInputs(
    rowsPath(claim!.fileId, claim!.facts),
    claim!.facts,
    run.shape,
    options,
  ))
    batches.push(rows)
  return { number, run, batches }
}

/** Runs two batches; `between` happens when the second is decided and the first committed. */
async function runBoth(
  run: Run,
  [first, second]: RowInput[][],
  between: () => Promise<unknown> = async () => {},
) {
  expect(await runBatch(run, first!, Promise.resolve(second!))).toBe(first!.length)
  const ahead = await run.ahead
  await between()
  expect(await runBatch(run, second!)).toBe(second!.length)
  expect(await endRun(run, insertReportMails)).toBe(true)
  return ahead
}

async function countsOf({ accountId }: Owner, number: number) {
  expect((await verifyImport(accountId, number))?.filter((check) => !check.holds)).toEqual([])
  return (await getImport(accountId, number))!.report.counts
}

test('what was decided ahead is written when its turn comes', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await runImportOf(owner, csvOfLeads(80))
  const { number, run, batches } = await opened(owner, csvOfLeads(80).replaceAll('Acme', 'Birch'), 40)
  const ahead = await runBoth(run, batches)
  expect(ahead).toMatchObject({ found: 40 })
  expect(ahead!.decisions.map(({ row }) => row)).toEqual(batches[1]!.map(({ row }) => row))
  expect(await countsOf(owner, number)).toMatchObject({ modified_changed: 80 })
})

test('a lead deleted after its row was decided is not updated', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await runImportOf(owner, csvOfLeads(80))
  const { number, run, batches } = await opened(owner, csvOfLeads(80), 40)
  const remove = (email: string, permanently: boolean) =>
    deleteLeadByEmail(owner.accountId, owner.userId, { email, permanently })
  const ahead = await runBoth(run, batches, async () => {
    await remove('l60@acme.test', false)
    await remove('l61@acme.test', true)
  })
  expect(ahead).toMatchObject({ found: 40 })
  // A deleted lead is new again; one deleted permanently must not come back.
  expect(await countsOf(owner, number)).toMatchObject({ modified_unchanged: 78, added: 1, rejected: 1 })
})

test('a smaller plan chosen after rows were decided turns them away', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await runImportOf(owner, csvOfLeads(60))
  const { number, run, batches } = await opened(owner, csvOfLeads(140), 70)
  await runBoth(run, batches, () => choosePlan(owner.accountId, owner.userId, 'trial'))
  expect(await countsOf(owner, number)).toMatchObject({ modified_unchanged: 60, added: 40, rejected: 40 })
})

test('any lock of the account in between makes what was decided ahead untrue', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await runImportOf(owner, csvOfLeads(80))
  const { run, batches } = await opened(owner, csvOfLeads(80), 40)
  expect(await runBatch(run, batches[0]!, Promise.resolve(batches[1]!))).toBe(batches[0]!.length)
  const ahead = await run.ahead
  const lockNow = () => transaction((tx) => lockAccount(tx, owner.accountId))
  expect((await lockNow())?.lockCount).toBe(ahead!.lockCount)
  expect((await lockNow())?.lockCount).toBe(ahead!.lockCount + 1)
})

test('leads that the batch before adds count against the limit', async () => {
  const owner = await makeAccount({ plan: 'trial' })
  await runImportOf(owner, csvOfLeads(80))
  // Each batch: one lead that is there, and fifteen that are not.
  const lines = csvOfLeads(110, 1).split('\n')
  const text = [lines[0], lines[1], ...lines.slice(81, 96), lines[2], ...lines.slice(96, 111), ''].join('\n')
  const { number, run, batches } = await opened(owner, text, 16)
  const ahead = await runBoth(run, batches)
  expect(ahead?.decisions.filter(({ outcome }) => outcome.kind === 'added')).toHaveLength(5)
  expect(await countsOf(owner, number)).toMatchObject({ added: 20, rejected: 10, modified_unchanged: 2 })
})

test('nothing is decided ahead of a batch that modifies the same leads', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await runImportOf(owner, csvOfLeads(40))
  const again = csvOfLeads(1, 7).split('\n').slice(1).join('\n')
  const text = `${csvOfLeads(40)}${again.replace('Acme', 'Birch')}`
  const { number, run, batches } = await opened(owner, text, 40)
  expect(await runBoth(run, batches)).toBeNull()
  expect(await countsOf(owner, number)).toMatchObject({ modified_unchanged: 40, modified_changed: 1 })
})

test('nothing is decided ahead once a row was turned away for a full account, nor behind the last batch', async () => {
  const owner = await makeAccount({ plan: 'trial' })
  await runImportOf(owner, csvOfLeads(90))
  const { number, run, batches } = await opened(owner, csvOfLeads(110, 81), 60)
  expect(await runBoth(run, batches)).toBeNull()
  expect(await run.ahead).toBeNull()
  expect(await countsOf(owner, number)).toMatchObject({ modified_unchanged: 10, added: 10, rejected: 90 })
})
