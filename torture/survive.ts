import { setTimeout as pause } from 'node:timers/promises'
import { getImport } from '../lib/imports/queries'
import { runDueImports, until } from '../prisma/factories/import'
import { root } from '../scripts/environment'
import { type DisturbanceKind, disturbanceKinds, disturbances } from './disturbances'
import { type Fleet, startFleet } from './fleet'
import type { Random } from './random'
import { differenceOf, hasEnded, randomScenario, type Started, start, traceOf, wrongWith } from './scenario'
import type { World } from './world'

/** Seconds after the last fault within which every import must have ended. */
const recoverySecondsMax = 90

/**
 * Runs some imports with two workers while bad things happen again and again, then lets it be quiet: every import must
 * end, hold, and leave what an untouched run of the same leaves.
 */
export async function survive(world: World, random: Random): Promise<string> {
  const kinds = kindsOf(random)
  const scenarios = Array.from({ length: random.int(1, 2) }, () =>
    randomScenario(random, random.int(300, 2_500)),
  )
  const untouched: string[][] = []
  const started: Started[] = []
  for (const scenario of scenarios) {
    const twin = await start(scenario)
    await runDueImports()
    untouched.push(await traceOf(twin))
  }
  for (const scenario of scenarios) started.push(await start(scenario))
  const fleet = startFleet(2, () => workerOptions(world, random))
  try {
    await disturb(world, fleet, { random, kinds, started })
    await settle(world, started)
  } finally {
    await fleet.remove()
  }
  const { count, said } = fleet.crashes()
  if (count > 0) world.summary.violations.push(`A worker crashed ${count} times: ${said.slice(-400)}`)
  for (const [at, one] of started.entries()) await judge(world, one, untouched[at])
  return kinds.join(', ')
}

function kindsOf(random: Random): DisturbanceKind[] {
  return Array.from({ length: random.int(1, 3) }, () => random.pick(disturbanceKinds))
}

/** A worker with a batch size of its own, its clock perhaps wrong, on the line that can be bad. */
function workerOptions({ overLine }: World, random: Random) {
  const wrongClock = random.chance(0.2)
  return {
    env: {
      DATABASE_URL: overLine,
      BATCH_ROWS: String(random.int(20, 200)),
      ...(wrongClock ? { CLOCK_SHIFT_SECONDS: String(random.pick([-7_200, 3_600, 259_200])) } : {}),
    },
    nodeArguments: wrongClock ? ['--import', `${root}/torture/moved-clock.mjs`] : [],
  }
}

type Disturbing = { random: Random; kinds: readonly DisturbanceKind[]; started: readonly Started[] }

async function disturb(world: World, fleet: Fleet, { random, kinds, started }: Disturbing): Promise<void> {
  for (let left = random.int(2, 6); left > 0; left--) {
    await pause(random.int(100, 1_500))
    if (await allEnded(started)) return
    const kind = random.pick(kinds)
    await disturbances[kind](world, fleet, random)
    world.summary.fault(kind)
  }
}

async function settle({ line, summary }: World, started: readonly Started[]): Promise<void> {
  line.set({ kind: 'open' })
  await until(() => allEnded(started), recoverySecondsMax).catch(() =>
    summary.violations.push(`An import had not ended ${recoverySecondsMax} s after the last fault.`),
  )
}

/** A database that is just coming back answers with an error: not yet. */
async function allEnded(started: readonly Started[]): Promise<boolean> {
  const ended = await Promise.all(started.map(hasEnded)).catch(() => [false])
  return ended.every(Boolean)
}

/** Counts an import that ended into the summary, with everything that is wrong with it. */
export async function judge({ summary }: World, one: Started, untouched?: string[]): Promise<void> {
  const { wrong, checked } = await wrongWith(one)
  const difference = untouched && differenceOf(await traceOf(one), untouched)
  if (difference) wrong.push(difference)
  summary.imports++
  summary.rows += (await getImport(one.accountId, one.number))?.report.counts.rows_in_file ?? 0
  summary.checked += checked + (untouched === undefined ? 0 : 1)
  summary.violations.push(...wrong)
}
