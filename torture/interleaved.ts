import { choosePlan } from '../lib/accounts/mutations'
import { pool } from '../lib/db/client'
import type { FaultPoint } from '../lib/imports/fault-point'
import { deleteLeadByEmail } from '../lib/leads/mutations'
import { keyOf } from '../prisma/factories/account'
import { csvOfLeads, until } from '../prisma/factories/import'
import { frozenWorker } from './overtaken'
import { hasEnded, type Scenario, type Started, start } from './scenario'
import type { WorkerProcess } from './worker-process'

/** A full trial account would be 100; the file brings 118 leads in batches of 20, and l1 … l4 are there before. */
const scenario: Scenario = {
  text: csvOfLeads(120, 3),
  plan: 'trial',
  leads: 4,
  deleted: 0,
  update: true,
  blankCells: 'keep',
  campaign: true,
}

/**
 * F15, F16: stops a worker at the second time it reaches a point, and meanwhile deletes for good a lead of the file
 * that is there, one that this very batch adds, and one that a later batch would; and chooses a larger plan. Where the
 * worker holds the account's lock they wait; then everything goes on. Ends when the import has.
 */
export async function interleave(
  point: FaultPoint,
  script: string,
): Promise<{ started: Started; gone: string[] }> {
  const started = await start(scenario)
  const { accountId, userId } = started
  const workers: WorkerProcess[] = []
  const nth = point === 'claimed' || point === 'before done' || point === 'mails enqueued' ? '1' : '2'
  const env = {
    FAULT_AT: nth,
    FAULT_POINT: point,
    FAULT_SIGNAL: 'SIGSTOP',
    BATCH_ROWS: '20',
    LEASE_SECONDS: '30',
  }
  try {
    const worker = await frozenWorker(workers, { script, env })
    const gone: string[] = []
    const deeds: Promise<unknown>[] = [3, 30, 90].map(async (n) => {
      const email = keyOf(n)
      const deleted = await deleteLeadByEmail(accountId, userId, { email, permanently: true })
      if (deleted.kind === 'done') gone.push(email)
    })
    deeds.push(choosePlan(accountId, userId, 'starter'))
    await doneOrWaiting(deeds)
    worker.signal('SIGCONT')
    await Promise.all(deeds)
    await until(() => hasEnded(started))
    return { started, gone }
  } finally {
    await Promise.all(workers.map((worker) => worker.remove()))
  }
}

/** Until each of them is done or waits for a lock. */
async function doneOrWaiting(deeds: readonly Promise<unknown>[]): Promise<void> {
  let done = 0
  for (const deed of deeds) void deed.finally(() => done++).catch(() => {}) // it throws where it is awaited
  await until(async () => {
    const { rowCount } = await pool().query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    return done + (rowCount ?? 0) >= deeds.length
  })
}
