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

const scenario: Omit<Scenario, 'text'> = {
  plan: 'unlimited',
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

type Beginning = { rows: number; server: ServerOptions; before: () => Promise<void> }

/** A server with its data or its log on the small disk, and an import whose worker is started after `before`. */
async function begin({ rows, server: options, before }: Beginning): Promise<Started> {
  server = await startServer('fairlead', options)
  process.env.DATABASE_URL = server.url('fairlead')
  readEnvAgain()
  const started = await start({ ...scenario, text: csvOfLeads(rows) })
  await before()
  worker = startWorkerProcess({ env: { LEASE_SECONDS: '2', DATABASE_STATEMENT_SECONDS: '5' } })
  return started
}

async function rowsDone({ accountId, number }: Started): Promise<number> {
  return (await getImport(accountId, number))!.rowsDone
}

async function expectToComplete(started: Started): Promise<void> {
  await until(() => hasEnded(started).catch(() => false))
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
  // Room for the log without a checkpoint: one that finds the disk full takes the whole server down.
  const log = await mountSmallDisk(400)
  const more = { fsync: 'off', max_wal_size: '350MB', checkpoint_timeout: '1h' }
  try {
    const { folder, fill } = disk
    const started = await begin({
      rows: 60_000,
      server: { parent: folder, walParent: log?.folder ?? '', more },
      before: () => fill(6_000),
    })
    await until(
      async () => (await getImport(started.accountId, started.number))!.trouble?.includes('disk') ?? false,
    )
    const rows = await rowsDone(started)
    expect(rows).toBeLessThan(60_000)
    expect((await pool().query('SELECT count(*)::int AS n FROM leads')).rows).toEqual([{ n: rows }])
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
  disk = await mountSmallDisk(400) // emptied it has room for the rest, however late the checkpoints come
  if (!disk) return skip('A small disk (tmpfs) may not be mounted here.')
  const { folder, fill } = disk
  const started = await begin({
    rows: 150_000, // more than the log has room for
    server: { walParent: folder, more: { fsync: 'off', max_wal_size: '32MB', min_wal_size: '32MB' } },
    before: () => fill(0),
  })
  let seen = 0
  await until(() =>
    rowsDone(started).then(
      (rows) => {
        seen = Math.max(seen, rows)
        return false
      },
      () => true,
    ),
  )
  expect(seen).toBeLessThan(150_000)
  await disk.empty()
  await server?.start()
  expect(await rowsDone(started)).toBeGreaterThanOrEqual(seen)
  await expectToComplete(started)
})
