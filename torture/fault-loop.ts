import { readFile } from 'node:fs/promises'
import { runDueImports, until } from '../prisma/factories/import'
import type { Random } from './random'
import {
  differenceOf,
  endLease,
  hasEnded,
  type Scenario,
  type Started,
  start,
  traceOf,
  wrongWith,
} from './scenario'
import { startWorkerProcess, type WorkerProcess } from './worker-process'

/** What came of killing: violations (none, it is hoped), kills, and things looked at. */
export type Killed = { wrong: string[]; kills: number; checked: number }

type Loop = {
  /** File that gets the name of each point a worker was killed at. */
  log: string
  script?: string
  env?: Record<string, string>
}

/** A worker that waits for the word to begin, and then kills itself at the n-th fault point it reaches. */
export function armedWorker(n: number, { log, script = 'torture/worker.ts', env = {} }: Loop): WorkerProcess {
  return startWorkerProcess({
    script,
    env: { FAULT_AT: String(n), FAULT_LOG: log, WAIT_FOR_WORD: '1', ...env },
  })
}

/**
 * For n = 1, 2, 3 … kills a worker at the n-th fault point it reaches in a fresh import, and lets another end that
 * import; until a worker ends it without reaching its point. Each time all must hold, and be as if nothing had happened.
 */
export async function sweep(scenario: Scenario, loop: Loop): Promise<Killed> {
  const untouched = await traceOf(await runUntouched(scenario))
  const killed: Killed = { wrong: [], kills: 0, checked: 0 }
  const ahead = 2 // workers that are being loaded while the one before is at work
  const workers = Array.from({ length: ahead }, (_, at) => armedWorker(at + 1, loop))
  try {
    for (let n = 1; ; n++) {
      const worker = workers.shift()
      if (!worker) throw new Error('There is no worker.')
      workers.push(armedWorker(n + ahead, loop))
      const started = await start(scenario)
      const died = await runUntilDeadOrDone(worker, started)
      await worker.remove()
      if (!died) return killed
      await endLease(started)
      await runDueImports()
      killed.kills++
      await judge(killed, started, { untouched, what: `killed at point ${n}` })
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.remove()))
  }
}

/** Kills worker after worker at points drawn by lot until the import has ended; the last one is let live. */
export async function killAtRandom(scenario: Scenario, random: Random, loop: Loop): Promise<Killed> {
  const untouched = await traceOf(await runUntouched(scenario))
  const started = await start(scenario)
  const killed: Killed = { wrong: [], kills: 0, checked: 0 }
  for (let left = random.int(1, 3); left > 0 && !(await hasEnded(started)); left--) {
    const worker = armedWorker(random.int(2, 18), loop)
    if (await runUntilDeadOrDone(worker, started)) killed.kills++
    await worker.remove()
    await endLease(started)
  }
  await runDueImports()
  await judge(killed, started, { untouched, what: `seed ${random.seed}` })
  return killed
}

async function runUntouched(scenario: Scenario): Promise<Started> {
  const started = await start(scenario)
  await runDueImports()
  return started
}

/** True: the worker died. False: it ended the import. */
export async function runUntilDeadOrDone(worker: WorkerProcess, started: Started): Promise<boolean> {
  worker.begin()
  await until(async () => !worker.isAlive() || (await hasEnded(started)))
  return !worker.isAlive()
}

async function judge(
  killed: Killed,
  started: Started,
  { untouched, what }: { untouched: string[]; what: string },
) {
  const { wrong, checked } = await wrongWith(started)
  const difference = differenceOf(await traceOf(started), untouched)
  if (difference) wrong.push(difference)
  killed.wrong.push(...wrong.map((one) => `${what}: ${one}`))
  killed.checked += checked + 1
}

/** The points that fired, and how often. */
export async function pointsFired(log: string): Promise<Map<string, number>> {
  const text = await readFile(log, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const fired = new Map<string, number>()
  for (const point of text.split('\n').filter(Boolean)) fired.set(point, (fired.get(point) ?? 0) + 1)
  return fired
}
