import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { progressOf } from '../components/imports/progress-reading'
import { lockAccount } from '../lib/accounts/lock'
import { db, pool } from '../lib/db/client'
import { testDatabase } from '../lib/db/test-database'
import { transaction } from '../lib/db/transaction'
import { getImport, type ImportView } from '../lib/imports/queries'
import { csvOfLeads, until } from '../prisma/factories/import'
import { poll } from './pollers'
import { hasEnded, type Scenario, type Started, start, wrongWith } from './scenario'
import { startWorkerProcess, type WorkerProcess } from './worker-process'

process.env.DATABASE_STATEMENT_SECONDS = '30'
testDatabase()

const scenario: Scenario = {
  text: csvOfLeads(3_000),
  plan: 'growth',
  leads: 0,
  deleted: 0,
  update: false,
  blankCells: 'keep',
  campaign: true,
}

let worker: WorkerProcess
beforeAll(() => {
  const env = {
    BATCH_ROWS: '50',
    LEASE_SECONDS: '5',
    DATABASE_LOCK_SECONDS: '1',
    DATABASE_STATEMENT_SECONDS: '30',
  }
  worker = startWorkerProcess({ script: 'torture/worker.ts', env })
})
afterEach(() => expect(worker.isAlive()).toBe(true))
afterAll(() => worker.remove())

async function viewOf({ accountId, number }: Started): Promise<ImportView> {
  const view = await getImport(accountId, number)
  if (!view) throw new Error(`Import #${number} is gone.`)
  return view
}

async function underWay(): Promise<Started> {
  const started = await start(scenario)
  await until(async () => (await viewOf(started)).rowsDone > 0)
  return started
}

test('a hundred who watch see the import go on only forwards, and slow it by nothing that fails', async () => {
  const started = await start(scenario)
  const polled = await poll(async () => progressOf(await viewOf(started)), { count: 100, everyMs: 1_000 })
  expect(polled.wrong).toEqual([])
  expect(polled.looks).toBeGreaterThan(100)
  expect((await wrongWith(started)).wrong).toEqual([])
})

test('while another session holds the account, the import waits, says so, and goes on', async () => {
  const started = await underWay()
  await transaction(async (tx) => {
    await lockAccount(tx, started.accountId)
    await until(async () => (await viewOf(started)).trouble !== null)
  })
  await until(() => hasEnded(started))
  expect(await viewOf(started)).toMatchObject({ status: 'completed', trouble: null })
  expect((await wrongWith(started)).wrong).toEqual([])
})

test('the campaign of a running import cannot be deleted under it; archived, it is filled to the end', async () => {
  const started = await underWay()
  const { accountId } = started
  await expect(
    pool().query('DELETE FROM campaigns WHERE account_id = $1', [accountId]),
  ).rejects.toMatchObject({
    code: '23503',
  })
  await pool().query('UPDATE campaigns SET archived_at = now() WHERE account_id = $1', [accountId])
  await until(() => hasEnded(started))
  expect((await viewOf(started)).report.campaign).toMatchObject({ offered: 3_000 })
  expect((await wrongWith(started)).wrong).toEqual([])
})

test('a person who is gone when their import ends is not mailed, and the import is not lost', async () => {
  const started = await underWay()
  const { accountId, userId, number } = started
  await pool().query('DELETE FROM members WHERE account_id = $1', [accountId])
  await pool().query('DELETE FROM users WHERE id = $1', [userId])
  await until(() => hasEnded(started))
  expect((await viewOf(started)).report.counts).toMatchObject({ read: 3_000, added: 3_000 })
  expect(await db().mail.count({ where: { accountId, importNumber: number } })).toBe(0)
})
