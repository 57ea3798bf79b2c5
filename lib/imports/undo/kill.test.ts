import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../../prisma/factories/account'
import { csvOfLeads, runImportOf, until } from '../../../prisma/factories/import'
import { orThrow } from '../../../prisma/factories/or-throw'
import { workerArguments } from '../../../scripts/worker-arguments'
import { createCampaign } from '../../campaigns/mutations'
import { db, pool } from '../../db/client'
import { testDatabase } from '../../db/test-database'
import { undoFaultPoints } from '../fault-point'
import { verifyImport } from '../verify'
import { allOf } from './tally'
import { getUndo } from './undo-queries'
import { startUndo } from './undo-start'

testDatabase()

/** UNDO_ROWS=500000 undoes half a million, in minutes. */
const rows = Number(process.env.UNDO_ROWS ?? 20_000)

const workers: ChildProcess[] = []

/** A worker as a process of its own, on the database of this test; killed at the n-th time it reaches the point. */
function startWorkerProcess(fault: { point?: string; at?: number } = {}): ChildProcess {
  const worker = spawn(process.execPath, workerArguments(), {
    env: {
      ...process.env,
      BATCH_ROWS: '1000',
      LEASE_SECONDS: '2',
      LOG_LEVEL: 'warn',
      FAULT_AT: String(fault.at ?? 0),
      FAULT_POINT: fault.point ?? '',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  workers.push(worker)
  return worker
}

afterEach(async () => {
  for (const worker of workers.splice(0))
    if (worker.exitCode === null && worker.signalCode === null) {
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    }
})

/** An account whose import added leads, changed the ones that were there, and put them all into a campaign. */
async function importedWorld() {
  const owner = await makeAccount({ plan: 'unlimited' })
  const { accountId } = owner
  await makeLeads(
    accountId,
    Array.from({ length: rows / 10 }, (_, n) => ({ email: `l${n + 1}@acme.test`, firstName: `Old ${n}` })),
  )
  const campaign = orThrow(await createCampaign(accountId, { name: 'Spring', rejects: [] }))
  const before = await stateOf(accountId)
  const { number } = await runImportOf(owner, csvOfLeads(rows), { update: true, campaignId: campaign.id })
  return { owner, accountId, number, before }
}

/** A hash of everything the account holds of its leads and campaigns. */
async function stateOf(accountId: string) {
  const { rows } = await pool().query(
    `SELECT (SELECT count(*)::int FROM leads WHERE account_id = $1) AS leads,
            (SELECT md5(string_agg((to_jsonb(l) - 'updated_at')::text, ',' ORDER BY id)) FROM leads l WHERE account_id = $1) AS hash,
            (SELECT count(*)::int FROM campaign_leads WHERE account_id = $1) AS members,
            (SELECT lead_count FROM accounts WHERE id = $1) AS count,
            (SELECT sum(lead_count)::int FROM campaigns WHERE account_id = $1) AS joined`,
    [accountId],
  )
  return rows[0]
}

async function ended({ accountId, number }: Awaited<ReturnType<typeof importedWorld>>) {
  await until(async () => (await getUndo(accountId, number))?.finishedAt != null, 300)
  const view = (await getUndo(accountId, number))!
  expect(view.status).toBe('completed')
  return view
}

test('an undo whose worker is killed in the middle completes in another, and nothing is undone twice or left', async () => {
  const world = await importedWorld()
  const { owner, accountId, number, before } = world
  orThrow(await startUndo(accountId, owner.userId, number, 'undo'))
  const first = startWorkerProcess()
  await until(async () => (await getUndo(accountId, number))!.done >= rows / 5, 200)
  first.kill('SIGKILL')
  await once(first, 'exit')
  const doneAtKill = (await getUndo(accountId, number))!
  expect(doneAtKill.finishedAt).toBeNull()
  startWorkerProcess()
  const { tally } = await ended(world)
  expect(tally).toEqual({
    leads: { done: rows - rows / 10, partly: 0, kept: {} },
    values: { done: rows / 10, partly: 0, kept: {} },
    campaign: { done: rows, partly: 0, kept: {} },
  })
  expect(await stateOf(accountId)).toEqual(before)
  expect(await db().auditEntry.count({ where: { accountId, kind: 'import_undone' } })).toBe(1)
  expect((await verifyImport(accountId, number))?.filter((check) => !check.holds)).toEqual([])
}, 600_000)

test.skipIf(rows > 100_000)(
  'killed at every named point, again and again, it still undoes everything once',
  async () => {
    const world = await importedWorld()
    const { owner, accountId, number, before } = world
    orThrow(await startUndo(accountId, owner.userId, number, 'undo'))
    for (const point of undoFaultPoints) {
      const worker = startWorkerProcess({ point, at: point === 'undo claimed' ? 1 : 3 })
      const [, signal] = await once(worker, 'exit')
      expect(signal, point).toBe('SIGKILL')
    }
    startWorkerProcess()
    const { tally } = await ended(world)
    expect([allOf(tally.leads), allOf(tally.values), allOf(tally.campaign)]).toEqual([
      rows - rows / 10,
      rows / 10,
      rows,
    ])
    expect(await stateOf(accountId)).toEqual(before)
  },
  600_000,
)
