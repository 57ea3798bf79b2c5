import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports, runImportOf, until } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { pool } from '../db/client'
import { testDatabase } from '../db/test-database'
import { insertReportMails } from '../mail/report-mails'
import { claimImport } from './claim'
import { startFix } from './fixes'
import { requestCancel } from './mutations'
import { getImport } from './queries'
import { startRest } from './rest'
import { runImport } from './run'
import { importsUnderWay } from './under-way'

process.env.BATCH_ROWS = '100'
testDatabase()

type Owner = Awaited<ReturnType<typeof makeAccount>>

const waiting = { status: 'queued', rowsDone: 0, cancelRequested: false, paused: false }

/** Lets a worker write `batches` batches of it; it keeps its place as if the worker had been killed then. */
async function runFor({ accountId }: Owner, number: number, batches: number): Promise<void> {
  const claim = await claimImport({ accountId, number })
  let asked = 0
  const turnIsOver = async () => asked++ === batches
  expect(await runImport(claim!, { atEnd: insertReportMails, turnIsOver })).toBe('gave way')
}

async function expireLease({ accountId }: Owner): Promise<void> {
  await pool().query("UPDATE imports SET lease_until = now() - interval '1 second' WHERE account_id = $1", [
    accountId,
  ])
}

/** The one import under way, which is as far as its own page says. */
async function theOne({ accountId }: Owner) {
  const [one, ...others] = await importsUnderWay(accountId)
  expect(others).toEqual([])
  const view = await getImport(accountId, one!.number)
  expect(one).toMatchObject({ rowsDone: view!.rowsDone, rowsTotal: view!.rowsTotal, status: view!.status })
  return one
}

test('what waits or runs is listed in its order, of this account alone, until it has ended', async () => {
  const [owner, other] = [await makeAccount(), await makeAccount()]
  await makeImport(owner, csvOfLeads(3), { name: 'first.csv' })
  await makeImport(owner, csvOfLeads(2, 10), { name: 'second.csv' })
  expect(await importsUnderWay(owner.accountId)).toEqual([
    { ...waiting, number: 1, fileName: 'first.csv', rowsTotal: 3 },
    { ...waiting, number: 2, fileName: 'second.csv', rowsTotal: 2 },
  ])
  expect(await importsUnderWay(other.accountId)).toEqual([])
  await runDueImports()
  expect(await importsUnderWay(owner.accountId)).toEqual([])
})

test('says how far an import and its rest are, that one is being cancelled, and that a worker is not heard of', async () => {
  const owner = await makeAccount({ plan: 'unlimited' })
  const number = await makeImport(
    owner,
    `${csvOfLeads(150)},,\n${csvOfLeads(149, 500).split('\n').slice(1).join('\n')}`,
  )
  await runFor(owner, number, 2)
  expect(await theOne(owner)).toMatchObject({ number, rowsDone: 200, rowsTotal: 300, paused: false })
  await requestCancel(owner.accountId, number)
  await expireLease(owner)
  expect(await theOne(owner)).toMatchObject({ paused: true, cancelRequested: true })
  await runDueImports()

  const rest = orThrow(await startRest(owner.accountId, owner.userId, number)).number
  expect(await theOne(owner)).toMatchObject({ ...waiting, number: rest, rowsTotal: 100 })
})

test('of an import that took up single rows only those count', async () => {
  const owner = await makeAccount({ plan: 'unlimited' })
  await runImportOf(owner, csvOfLeads(300))
  const { number: parent } = await runImportOf(owner, csvOfLeads(350, 50))
  const fix = orThrow(
    await startFix(owner.accountId, { userId: owner.userId, role: 'admin' }, parent, { kind: 'update' }),
  )
  expect(await theOne(owner)).toMatchObject({ ...waiting, number: fix.number, rowsTotal: 251 })
  await runFor(owner, fix.number, 1)
  // Its reading may be a quarter of a second old.
  await until(async () => (await importsUnderWay(owner.accountId))[0]?.rowsDone === 100)
  expect(await theOne(owner)).toMatchObject({ rowsDone: 100, rowsTotal: 251 })
})
