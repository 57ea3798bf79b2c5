import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, pool } from '../lib/db/client'
import { testDatabase, withDatabase } from '../lib/db/test-database'
import { getImport } from '../lib/imports/queries'
import { csvOfLeads, until } from '../prisma/factories/import'
import { type BadLine, startProxy } from './proxy'
import { hasEnded, type Scenario, type Started, start, wrongWith } from './scenario'
import { type Server, startServer } from './server'
import { startWorkerProcess, type WorkerProcess } from './worker-process'

process.env.DATABASE_STATEMENT_SECONDS = '3'
testDatabase()

const scenario: Scenario = {
  text: csvOfLeads(1_200),
  plan: 'growth',
  leads: 0,
  deleted: 0,
  update: false,
  blankCells: 'keep',
  campaign: false,
}

let server: Server
let proxy: BadLine
let worker: WorkerProcess
let started: Started

beforeAll(async () => {
  server = await startServer('fairlead', { more: { fsync: 'off' } })
  proxy = await startProxy(() => server.port)
  process.env.DATABASE_URL = server.url('fairlead')
  // One worker for all of it: it must live through every fault. Its line to the database is the proxy.
  const line = new URL(withDatabase(server.url('fairlead'), 'fairlead'))
  line.port = String(proxy.port)
  worker = startWorkerProcess({
    env: { DATABASE_URL: line.href, BATCH_ROWS: '80', LEASE_SECONDS: '2', DATABASE_STATEMENT_SECONDS: '2' },
  })
})
afterAll(async () => {
  await worker.remove()
  await closeDatabase()
  await proxy.close()
  await server.remove()
})

beforeEach(async () => {
  started = await start(scenario)
  await until(async () => (await rowsDone()) > 0)
})
afterEach(() => proxy.set({ kind: 'open' }))

async function rowsDone(): Promise<number> {
  return (await getImport(started.accountId, started.number))?.rowsDone ?? 0
}

/** The fault is over: the import ends, by the same worker, and all is counted once. */
async function expectToRecover(): Promise<void> {
  await until(() => hasEnded(started).catch(() => false))
  expect((await wrongWith(started)).wrong).toEqual([])
  expect((await getImport(started.accountId, started.number))?.report.counts.added).toBe(1_200)
  expect(worker.isAlive()).toBe(true)
}

test.each([
  ['killed with -9', () => server.killHard()],
  ['stopped fast', () => server.stop('fast')],
  ['stopped at once', () => server.stop('immediate')],
])('a database that is %s in the middle and comes back loses no batch', async (_, fault) => {
  const before = await rowsDone()
  await fault()
  await pause(300) // the worker meets a database that is away
  await server.start()
  expect(await rowsDone()).toBeGreaterThanOrEqual(before)
  await expectToRecover()
})

test('connections ended by an administrator, again and again, only cost time', async () => {
  for (let n = 0; n < 5; n++) {
    await pool().query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fairlead' AND pid <> pg_backend_pid()",
    )
    await pause(100)
  }
  await expectToRecover()
})

test('a COMMIT whose answer is lost is looked up, neither done again nor given up', async () => {
  for (let cuts = proxy.cuts() + 1; cuts < 4 && !(await hasEnded(started)); cuts++) {
    proxy.set({ kind: 'cut after commit' })
    await until(async () => proxy.cuts() >= cuts || (await hasEnded(started)))
  }
  expect(proxy.cuts()).toBeGreaterThan(0)
  await expectToRecover()
})

test('a line that swallows everything is given up in time, and its locks on the server with it', async () => {
  proxy.set({ kind: 'black hole' })
  await pause(1_000)
  proxy.set({ kind: 'open' }) // new connections work; the old ones stay dead, since what was sent is lost
  await expectToRecover()
})

test('a slow line is only slow', async () => {
  proxy.set({ kind: 'slow', delayMs: 5, jitterMs: 10 })
  await expectToRecover()
})
