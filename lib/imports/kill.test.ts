import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, until } from '../../prisma/factories/import'
import { workerArguments } from '../../scripts/worker-arguments'
import { db } from '../db/client'
import { testDatabase } from '../db/test-database'
import { getImport } from './queries'
import { verifyImport } from './verify'

testDatabase()

const workers: ChildProcess[] = []

/** A worker as a process of its own, on the database of this test; with small batches it is slow to end an import. */
function startWorkerProcess({ batchRows = 1_000 } = {}): ChildProcess {
  const worker = spawn(process.execPath, workerArguments(), {
    env: { ...process.env, BATCH_ROWS: String(batchRows), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  workers.push(worker)
  return worker
}

afterEach(async () => {
  for (const worker of workers.splice(0)) {
    if (worker.exitCode === null && worker.signalCode === null) {
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    }
  }
})

test('an import whose worker is killed in the middle completes in another, with no row twice and one mail', async () => {
  const owner = await makeAccount({ plan: 'agency' })
  const { accountId } = owner
  const number = await makeImport(owner, csvOfLeads(50_000))
  const rowsDone = async () => (await getImport(accountId, number))!.rowsDone

  const first = startWorkerProcess({ batchRows: 250 })
  await until(async () => (await rowsDone()) >= 10_000)
  first.kill('SIGKILL')
  await once(first, 'exit')
  const doneAtKill = await rowsDone()
  expect(doneAtKill).toBeLessThan(50_000)

  startWorkerProcess()
  await until(async () => (await rowsDone()) > doneAtKill)
  await until(async () => (await getImport(accountId, number))!.finishedAt !== null)

  const view = await getImport(accountId, number)
  expect(view).toMatchObject({ status: 'completed' })
  expect(view!.report.counts).toMatchObject({ read: 50_000, added: 50_000, rejected: 0, not_processed: 0 })
  expect((await verifyImport(accountId, number))?.filter((check) => !check.holds)).toEqual([])
  await until(async () => (await db().mail.count({ where: { accountId, status: 'sent' } })) === 1)
  expect(await db().mail.count({ where: { accountId } })).toBe(1)
})

test('SIGTERM ends a worker within ten seconds, between two batches, and the next goes on at once', async () => {
  const owner = await makeAccount({ plan: 'agency' })
  const { accountId } = owner
  const number = await makeImport(owner, csvOfLeads(40_000))
  const first = startWorkerProcess({ batchRows: 100 })
  await until(async () => (await getImport(accountId, number))!.rowsDone >= 1_000)
  first.kill('SIGTERM')
  const [code] = await Promise.race([
    once(first, 'exit'),
    new Promise<[string]>((resolve) => setTimeout(resolve, 10_000, ['late'])),
  ])
  expect(code).toBe(0)
  expect((await getImport(accountId, number))!.finishedAt).toBeNull()
  startWorkerProcess()
  await until(async () => (await getImport(accountId, number))!.finishedAt !== null)
  expect((await getImport(accountId, number))!.report.counts).toMatchObject({ read: 40_000, added: 40_000 })
  expect((await verifyImport(accountId, number))?.filter((check) => !check.holds)).toEqual([])
})
