import { readFile } from 'node:fs/promises'
import { until } from '../prisma/factories/import'
import { hasEnded, type Scenario, type Started, start } from './scenario'
import { startWorkerProcess, type WorkerProcess } from './worker-process'

export type Overtaking = {
  started: Started
  /** What the worker that was overtaken wrote to its log. */
  said: string
}

/**
 * F2: a worker is frozen after its first batch, past its lease; a second one takes over and is frozen in turn; the
 * first wakes up and must write nothing; then the second goes on. Ends when the import has.
 * @param script the worker that runs: the product's, or a mutant's
 */
export async function overtake(
  scenario: Scenario,
  { script, env = {} }: { script: string; env?: Record<string, string> },
): Promise<Overtaking> {
  const frozen = { FAULT_AT: '1', FAULT_POINT: 'after commit', FAULT_SIGNAL: 'SIGSTOP', LOG_LEVEL: 'info' }
  const started = await start(scenario)
  const workers: WorkerProcess[] = []
  try {
    const first = await frozenWorker(workers, { script, env: { ...env, ...frozen } })
    const second = await frozenWorker(workers, { script, env: { ...env, ...frozen } })
    first.signal('SIGCONT')
    await until(async () => /overtaken|failed|ended/.test(first.said()))
    second.signal('SIGCONT')
    await until(() => hasEnded(started))
    return { started, said: first.said() }
  } finally {
    await Promise.all(workers.map((worker) => worker.remove()))
  }
}

/** Starts a worker and waits until it has stopped itself. */
export async function frozenWorker(
  workers: WorkerProcess[],
  options: Parameters<typeof startWorkerProcess>[0],
): Promise<WorkerProcess> {
  const worker = startWorkerProcess(options)
  workers.push(worker)
  await until(async () => (await stateOf(worker.pid)) === 'T')
  return worker
}

/** R, S, D, T (stopped), Z; null when there is no such process. Linux only. */
async function stateOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return stat?.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) ?? null
}
