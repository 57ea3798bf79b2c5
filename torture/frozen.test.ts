import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { pool } from '../lib/db/client'
import { migrate, readMigrations } from '../lib/db/migrate'
import { testDatabase } from '../lib/db/test-database'
import { env } from '../lib/env'
import { getImport } from '../lib/imports/queries'
import { makeAccount } from '../prisma/factories/account'
import { csvOfLeads, makeImport, until } from '../prisma/factories/import'
import { root } from '../scripts/environment'
import { interleave } from './interleaved'
import { frozenWorker } from './overtaken'
import { hasEnded, type Scenario, start, wrongWith } from './scenario'
import { startWorkerProcess, type WorkerProcess } from './worker-process'

process.env.DATABASE_STATEMENT_SECONDS = '20'
testDatabase()

const script = 'torture/worker.ts'
const scenario: Scenario = {
  text: csvOfLeads(2_000),
  plan: 'growth',
  leads: 0,
  deleted: 0,
  update: false,
  blankCells: 'keep',
  campaign: false,
}

const workers: WorkerProcess[] = []
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.remove()))
})

function work(more: Record<string, string> = {}, nodeArguments: string[] = []): WorkerProcess {
  const worker = startWorkerProcess({ script, env: { BATCH_ROWS: '100', ...more }, nodeArguments })
  workers.push(worker)
  return worker
}

test('a worker frozen in the middle of a transaction, with its locks, does not hold up the import for ever', async () => {
  const started = await start(scenario)
  const freeze = { FAULT_AT: '2', FAULT_POINT: 'ledger written', FAULT_SIGNAL: 'SIGSTOP', BATCH_ROWS: '100' }
  const frozen = await frozenWorker(workers, { script, env: freeze })
  work()
  await until(() => hasEnded(started))
  frozen.signal('SIGCONT')
  await until(async () => frozen.said().includes('failed in the middle of a batch'))
  expect((await wrongWith(started)).wrong).toEqual([])
  const next = await start(scenario)
  await until(() => hasEnded(next))
  expect(frozen.isAlive()).toBe(true)
})

test.each(['begun', 'leads written', 'before commit', 'after commit', 'before done'] as const)(
  'what is permanently deleted, and a plan that is chosen, while a worker stands at “%s”, is true afterwards',
  async (point) => {
    const { started, gone } = await interleave(point, script)
    expect(gone).toContain('l3@acme.test')
    const { wrong } = await wrongWith(started)
    expect(wrong).toEqual([])
    const { rows } = await pool().query<{ email: string }>(
      'SELECT email FROM leads WHERE account_id = $1 AND email = ANY($2)',
      [started.accountId, gone],
    )
    expect(rows).toEqual([])
    const view = await getImport(started.accountId, started.number)
    const full = view?.report.rejections.find((reason) => reason.code === 'max_leads_reached')?.count ?? 0
    if (point === 'after commit') expect(full).toBe(0)
    if (point === 'before done') expect(full).toBe(22)
  },
)

test.each([3_600, -3_600, 3 * 86_400])(
  'a worker whose clock is wrong by %i s neither takes over what is alive nor waits',
  async (seconds) => {
    const shift = { CLOCK_SHIFT_SECONDS: String(seconds), LOG_LEVEL: 'info' }
    const started = await start(scenario)
    const freeze = {
      FAULT_AT: '3',
      FAULT_POINT: 'after commit',
      FAULT_SIGNAL: 'SIGSTOP',
      LEASE_SECONDS: '300',
    }
    const alive = await frozenWorker(workers, { script, env: { ...freeze, BATCH_ROWS: '100' } })
    const wrong = work(shift, ['--import', join(root, 'torture', 'moved-clock.mjs')])
    const other = await start(scenario)
    await until(() => hasEnded(other))
    alive.signal('SIGCONT')
    await until(() => hasEnded(started))
    for (const one of [started, other]) expect((await wrongWith(one)).wrong).toEqual([])
    const { rows } = await pool().query('SELECT fence FROM imports WHERE account_id = $1', [
      started.accountId,
    ])
    expect(rows).toEqual([{ fence: 1 }])
    expect(wrong.said()).not.toContain('error')
  },
)

test('no lease is decided by the clock of this machine', async () => {
  const files = [
    'imports/claim',
    'imports/due',
    'imports/lock',
    'imports/turn',
    'imports/apply',
    'imports/job',
    'jobs/loop',
    'mail/claim',
  ]
  for (const file of files) {
    const code = await readFile(join(root, 'lib', `${file}.ts`), 'utf8')
    expect(code, file).not.toMatch(/Date\.now|new Date\(/)
  }
})

test('a new version migrates and starts while the old one is at work: the old drains, the new goes on', async () => {
  const owner = await makeAccount({ plan: 'agency' })
  const number = await makeImport(owner, csvOfLeads(20_000))
  const old = work()
  await until(async () => (await getImport(owner.accountId, number))!.rowsDone > 500)
  const newer = {
    name: '99990101000000_newer',
    checksum: 'newer',
    script: 'ALTER TABLE imports ADD COLUMN newer text; ALTER TABLE leads ADD COLUMN newer text',
  }
  expect(await migrate(env().DATABASE_URL, [...(await readMigrations()), newer])).toEqual([newer.name])
  work()
  old.signal('SIGTERM')
  expect(await old.ended).toEqual({ code: 0, signal: null })
  await until(() => hasEnded({ ...owner, number }))
  expect((await wrongWith({ ...owner, number })).wrong).toEqual([])
  expect((await getImport(owner.accountId, number))!.report.counts.added).toBe(20_000)
})
