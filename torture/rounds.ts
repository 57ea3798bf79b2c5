import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { deleteAccount } from '../lib/accounts/delete-account'
import { choosePlan } from '../lib/accounts/mutations'
import { pool } from '../lib/db/client'
import { removeExportFile } from '../lib/exports/files'
import { faultPoints } from '../lib/imports/fault-point'
import { removeFile } from '../lib/imports/files'
import { requestCancel } from '../lib/imports/mutations'
import { startRest } from '../lib/imports/rest'
import { deleteLeadByEmail } from '../lib/leads/mutations'
import { keyOf, makeAccount } from '../prisma/factories/account'
import { csvOfLeads, makeImport, until } from '../prisma/factories/import'
import { killAtRandom, pointsFired } from './fault-loop'
import { randomCsv } from './files'
import { startFleet } from './fleet'
import { interleave } from './interleaved'
import { overtake } from './overtaken'
import type { Random } from './random'
import { hasEnded, randomScenario, type Started, start } from './scenario'
import { judge, survive } from './survive'
import type { World } from './world'

const script = 'torture/worker.ts'

/** One kind of trial. Counts what it saw into the world's summary, and says what it did. */
type Round = (world: World, random: Random) => Promise<string>

async function killedAtPoints(world: World, random: Random): Promise<string> {
  const log = join(world.folder, 'points.log')
  const scenario = randomScenario(random, random.int(30, 150))
  const { wrong, kills, checked } = await killAtRandom(scenario, random, {
    log,
    script,
    env: { BATCH_ROWS: '15' },
  })
  for (const [point, times] of await pointsFired(log)) world.summary.point(point, times)
  await rm(log, { force: true })
  world.summary.fault('worker killed at a fault point', kills)
  world.summary.imports++
  world.summary.checked += checked
  world.summary.violations.push(...wrong)
  return `killed at ${kills} points`
}

async function overtaken(world: World, random: Random): Promise<string> {
  const scenario = { ...randomScenario(random, 120), text: csvOfLeads(120) }
  const { started, said } = await overtake(scenario, { script, env: { BATCH_ROWS: '20' } })
  if (!said.includes('import overtaken'))
    world.summary.violations.push('A worker that was overtaken did not stop.')
  world.summary.fault('worker frozen, overtaken, woken up', 2)
  world.summary.point('after commit', 2)
  await judge(world, started)
  return 'a worker was overtaken'
}

async function interleaved(world: World, random: Random): Promise<string> {
  const point = random.pick(faultPoints)
  const { started, gone } = await interleave(point, script)
  const { rowCount } = await pool().query('SELECT FROM leads WHERE account_id = $1 AND email = ANY($2)', [
    started.accountId,
    gone,
  ])
  if (rowCount !== 0) world.summary.violations.push(`A permanently deleted lead is there, after “${point}”.`)
  world.summary.fault('deletions and a plan change at a fault point')
  world.summary.point(point)
  await judge(world, started)
  return `deletions and a plan change at “${point}”`
}

/** Several imports of one account, of overlapping files, at a limit that moves, while leads are deleted. */
async function races(world: World, random: Random): Promise<string> {
  const owner = await makeAccount({ plan: 'trial' })
  const files = Array.from({ length: random.int(2, 4) }, () => randomCsv(random, { rows: 300, pool: 400 }))
  const started: Started[] = []
  for (const file of files) {
    const options = { update: random.chance(0.5) }
    started.push({ ...owner, number: await makeImport(owner, file, options) })
  }
  const fleet = startFleet(3, () => ({ script, env: { BATCH_ROWS: '30' } }))
  let deeds = 0
  try {
    while (!(await Promise.all(started.map(hasEnded))).every(Boolean)) {
      const email = keyOf(random.int(1, 400))
      await deleteLeadByEmail(owner.accountId, owner.userId, { email, permanently: random.chance(0.5) })
      if (random.chance(0.2))
        await choosePlan(owner.accountId, owner.userId, random.pick(['trial', 'starter']))
      deeds += 1
      if (random.chance(0.1)) await fleet.kill(random.pick(fleet.workers()), 'SIGKILL')
    }
  } finally {
    await fleet.remove()
  }
  world.summary.fault('deletions and plan changes beside racing imports')
  for (const one of started) await judge(world, one)
  return `${started.length} imports of one account beside ${deeds} deletions and plan changes`
}

async function cancelledAndResumed(world: World, random: Random): Promise<string> {
  const begun = await start({ ...randomScenario(random, 1_500), plan: 'growth' })
  const fleet = startFleet(2, () => ({ script, env: { BATCH_ROWS: '40' } }))
  try {
    await pause(random.int(800, 2_000))
    await requestCancel(begun.accountId, begun.number)
    if (random.chance(0.5)) await fleet.kill(random.pick(fleet.workers()), 'SIGKILL')
    await until(() => hasEnded(begun))
    await judge(world, begun)
    const rest = await startRest(begun.accountId, begun.userId, begun.number)
    if (rest.kind !== 'done') return 'cancelled, with nothing left'
    const resumed = { ...begun, number: rest.value.number }
    if (random.chance(0.5)) await fleet.kill(random.pick(fleet.workers()), 'SIGKILL')
    await until(() => hasEnded(resumed))
    await judge(world, resumed)
    return 'cancelled, and the rest imported'
  } finally {
    world.summary.fault('cancelled in the middle')
    await fleet.remove()
  }
}

async function accountDeleted(world: World, random: Random): Promise<string> {
  const [doomed, other] = [
    await start(randomScenario(random, 3_000)),
    await start(randomScenario(random, 200)),
  ]
  const fleet = startFleet(2, () => ({ script, env: { BATCH_ROWS: '40' } }))
  try {
    await pause(random.int(800, 2_000))
    await deleteAccount(doomed.accountId, { file: removeFile, exported: removeExportFile })
    await until(() => hasEnded(other))
    await pause(300) // whoever wrote for the account that is gone would have done it by now
  } finally {
    await fleet.remove()
  }
  world.summary.fault('account deleted beneath its import')
  for (const table of [
    'leads',
    'import_rows',
    'import_batches',
    'campaign_leads',
    'mails',
    'imports',
    'files',
  ]) {
    const { rowCount } = await pool().query(`SELECT FROM ${table} WHERE account_id = $1`, [doomed.accountId])
    world.summary.checked++
    if (rowCount !== 0)
      world.summary.violations.push(`${table} still holds rows of an account that was deleted.`)
  }
  if (fleet.crashes().count > 0)
    world.summary.violations.push('A worker crashed when its account was deleted.')
  await judge(world, other)
  return 'an account deleted beneath its import'
}

/** What is drawn from: the broad one more often. */
export const rounds: readonly Round[] = [
  survive,
  survive,
  survive,
  survive,
  killedAtPoints,
  killedAtPoints,
  overtaken,
  interleaved,
  races,
  cancelledAndResumed,
  accountDeleted,
]
