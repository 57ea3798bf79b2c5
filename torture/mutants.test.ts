import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { pool } from '../lib/db/client'
import { testDatabase } from '../lib/db/test-database'
import { addLead } from '../lib/leads/by-hand'
import { keyOf, makeAccount } from '../prisma/factories/account'
import { csvOfLeads, makeImport, until } from '../prisma/factories/import'
import { orThrow } from '../prisma/factories/or-throw'
import { armedWorker, runUntilDeadOrDone } from './fault-loop'
import { type Mutant, makeMutant, mutants } from './mutants'
import { frozenWorker, overtake } from './overtaken'
import { endLease, hasEnded, type Scenario, start, wrongWith } from './scenario'
import { startWorkerProcess, type WorkerProcess } from './worker-process'

testDatabase()

const env = { BATCH_ROWS: '20' }
const scenario: Scenario = {
  text: csvOfLeads(60),
  plan: 'growth',
  leads: 0,
  deleted: 0,
  update: false,
  blankCells: 'keep',
  campaign: false,
}

let folder: string
let copy: Awaited<ReturnType<typeof makeMutant>> | undefined
const workers: WorkerProcess[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fairlead-mutants-'))
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.remove()))
  await copy?.remove()
})
afterAll(() => rm(folder, { recursive: true }))

async function mutantWorker(mutant: Mutant): Promise<string> {
  copy = await makeMutant(mutant)
  for (const [table, key] of mutant.keysInTheWay)
    await pool().query(`ALTER TABLE ${table} DROP CONSTRAINT ${key}`)
  return copy.script
}

test('a worker that was frozen past its lease writes nothing when it wakes up, and says that it was overtaken', async () => {
  const { started, said } = await overtake(scenario, { script: 'torture/worker.ts', env })
  expect(said).toContain('import overtaken')
  expect((await wrongWith(started)).wrong).toEqual([])
})

test('a patch that no longer fits the code is an error, not a mutant that is never born', async () => {
  const stale = { file: 'lib/imports/batch.ts', from: 'this is not in it', to: '' }
  await expect(makeMutant({ says: '', patches: [stale], keysInTheWay: [] })).rejects.toThrow('no longer fits')
})

test('the checker finds what is lost when the cursor is committed outside the transaction', async () => {
  const script = await mutantWorker(mutants.cursorOutside)
  const started = await start(scenario)
  const killed = armedWorker(1, {
    script,
    log: join(folder, 'log'),
    env: { ...env, FAULT_POINT: 'ledger written' },
  })
  workers.push(killed)
  expect(await runUntilDeadOrDone(killed, started)).toBe(true)
  await endLease(started)
  workers.push(startWorkerProcess({ script, env }))
  await until(() => hasEnded(started))
  expect((await wrongWith(started)).wrong.join('\n')).toContain('Every row has exactly one entry')
})

test('the checker finds what is written twice when a worker is not fenced', async () => {
  const script = await mutantWorker(mutants.noFence)
  const { started } = await overtake(scenario, { script, env })
  expect((await wrongWith(started)).wrong.join('\n')).toContain('Every row has exactly one entry')
})

test('the checker finds a lead that was turned away because the account was full', async () => {
  const script = await mutantWorker(mutants.fullBeforeKnown)
  const again = csvOfLeads(10).split('\n').slice(1).join('\n')
  const started = await start({ ...scenario, plan: 'trial', text: `${csvOfLeads(120)}${again}` })
  workers.push(startWorkerProcess({ script, env }))
  await until(() => hasEnded(started))
  expect((await wrongWith(started)).wrong.join('\n')).toContain('whose email was a lead already: 10 rows')
})

/** Twenty leads that are there, and then ten that are and ten that are not, of which the account has room for all. */
const nearlyFull: Scenario = {
  ...scenario,
  plan: 'trial',
  leads: 90,
  update: true,
  text: `${csvOfLeads(30)}${csvOfLeads(10, 201).split('\n').slice(1).join('\n')}`,
}

/** Runs it; when the first batch is written and the second decided, somebody adds five leads by hand. */
async function addedBetween(script: string) {
  const started = await start(nearlyFull)
  const frozen = { FAULT_AT: '1', FAULT_POINT: 'after commit', FAULT_SIGNAL: 'SIGSTOP', LEASE_SECONDS: '30' }
  const worker = await frozenWorker(workers, { script, env: { ...env, ...frozen } })
  const { accountId, userId } = started
  for (let n = 301; n <= 305; n++) orThrow(await addLead(accountId, userId, { email: keyOf(n) }))
  worker.signal('SIGCONT')
  await until(() => hasEnded(started))
  return wrongWith(started)
}

test('leads that somebody adds after a batch was decided ahead take their places before it', async () => {
  expect((await addedBetween('torture/worker.ts')).wrong).toEqual([])
})

test('the checker finds the leads beyond the plan when what was decided ahead is never doubted', async () => {
  const { wrong } = await addedBetween(await mutantWorker(mutants.aheadAlways))
  expect(wrong.join('\n')).toContain('The account holds no more than its plan: 105 of 100')
})

test('the checker finds the leads beyond the plan when they are counted first and inserted then', async () => {
  const script = await mutantWorker(mutants.countThenInsert)
  const owner = await makeAccount({ plan: 'trial' })
  const numbers = [1, 101, 201].map((from) => makeImport(owner, csvOfLeads(80, from)))
  const frozen = {
    FAULT_AT: '1',
    FAULT_POINT: 'begun',
    FAULT_SIGNAL: 'SIGSTOP',
    BATCH_ROWS: '100',
    LEASE_SECONDS: '30',
  }
  const started = (await Promise.all(numbers)).map((number) => ({ ...owner, number }))
  await Promise.all(started.map(() => frozenWorker(workers, { script, env: frozen })))
  for (const worker of workers) worker.signal('SIGCONT')
  for (const one of started) await until(() => hasEnded(one))
  const { wrong } = await wrongWith(started[0]!)
  expect(wrong.join('\n')).toContain("The account's count is the number of its leads: 80, counted 240")
  expect(wrong.join('\n')).toContain('The account holds no more than its plan: 240 of 100')
})
