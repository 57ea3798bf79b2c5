import { afterEach, expect, test } from 'vitest'
import { closeDatabase, pool } from '../lib/db/client'
import { testDatabase } from '../lib/db/test-database'
import { readEnvAgain } from '../lib/env'
import { getImport } from '../lib/imports/queries'
import { csvOfLeads, until } from '../prisma/factories/import'
import { hasEnded, type Scenario, type Started, start, wrongWith } from './scenario'
import { type Server, type ServerOptions, startServer } from './server'
import { mountSmallDisk, type SmallDisk } from './small-disk'
import { startWorkerProcess, type WorkerProcess } from './worker-process'

process.env.DATABASE_STATEMENT_SECONDS = '5'
testDatabase()

const scenario: Scenario = {
  text: csvOfLeads(20_000),
  plan: 'growth',
  leads: 0,
  deleted: 0,
  update: false,
  blankCells: 'keep',
  campaign: false,
}

let disk: SmallDisk | null = null
let server: Server | undefined
let worker: WorkerProcess | undefined
afterEach(async () => {
  await worker?.remove()
  await closeDatabase()
  await server?.remove()
  await disk?.remove()
})

/** A server with its data or its log on the small disk, and an import that is begun after `before`. */
async function begin(options: ServerOptions, before: () => Promise<void> = async () => {}): Promise<Started> {
  server = await startServer('fairlead', {
    ...options,
    more: { fsync: 'off', max_wal_size: '32MB', min_wal_size: '32MB' },
  })
  process.env.DATABASE_URL = server.url('fairlead')
  readEnvAgain()
  const started = await start(scenario)
  await before()
  worker = startWorkerProcess({ env: { LEASE_SECONDS: '2', DATABASE_STATEMENT_SECONDS: '5' } })
  await until(async () => (await getImport(started.accountId, started.number))!.rowsDone > 0)
  return started
}

async function expectToComplete(started: Started): Promise<void> {
  await until(() => hasEnded(started).catch(() => false), 60)
  expect((await wrongWith(started)).wrong).toEqual([])
  expect(await getImport(started.accountId, started.number)).toMatchObject({
    status: 'completed',
    trouble: null,
  })
  expect(worker?.isAlive()).toBe(true)
}

test('when the disk of the database is full, the import waits, says why, and goes on when there is room', async ({
  skip,
}) => {
  disk = await mountSmallDisk(160)
  if (!disk) return skip('A small disk (tmpfs) may not be mounted here.')
  const log = await mountSmallDisk(100)
  try {
    const { folder, fill } = disk
    const started = await begin({ parent: folder, walParent: log?.folder ?? '' }, () => fill(3_000))
    await until(
      async () => (await getImport(started.accountId, started.number))!.trouble?.includes('disk') ?? false,
      30,
    )
    const { rowsDone } = (await getImport(started.accountId, started.number))!
    expect(rowsDone).toBeLessThan(20_000)
    expect((await pool().query('SELECT count(*)::int AS n FROM leads')).rows).toEqual([{ n: rowsDone }])
    await disk.empty()
    await expectToComplete(started)
  } finally {
    await worker?.remove()
    await closeDatabase()
    await server?.remove()
    server = undefined
    await log?.remove()
  }
})

test('when the disk of its log is full the database goes down; with room and a start nothing was lost', async ({
  skip,
}) => {
  disk = await mountSmallDisk(64)
  if (!disk) return skip('A small disk (tmpfs) may not be mounted here.')
  const started = await begin({ walParent: disk.folder })
  const before = (await getImport(started.accountId, started.number))!.rowsDone
  await disk.fill(0)
  await until(
    () =>
      pool()
        .query('SELECT 1')
        .then(
          () => false,
          () => true,
        ),
    60,
  )
  await disk.empty()
  await server?.start()
  expect((await getImport(started.accountId, started.number))!.rowsDone).toBeGreaterThanOrEqual(before)
  await expectToComplete(started)
})
