import { setTimeout as pause } from 'node:timers/promises'

/** Something that is due, taken by this process. It ends by itself, soon after the signal fires. */
export type Job = { name: string; run: (signal: AbortSignal) => Promise<void> }

/** Where jobs come from. The tables are the queue: claiming is the source's business, by lease and fence. */
export type JobSource = {
  name: string
  /** Jobs of this source that one process runs at a time. */
  atATime: number
  /** Null when nothing is due. */
  claim: () => Promise<Job | null>
}

export type LoopOptions = {
  /** Pause between looks when nothing is due. */
  idleMs: number
  /** Told of every error of a claim or a job; the loop goes on after a pause that grows while claims fail. */
  onError: (error: unknown, what: string) => void
}

export type Loop = {
  /** Stops claiming, tells the jobs in hand to end, and waits until they have. */
  stop: () => Promise<void>
}

const errorPauseMsMax = 5_000

/** Claims and runs jobs until stopped. Knows no job by name. */
export function startLoop(sources: readonly JobSource[], options: LoopOptions): Loop {
  const stopping = new AbortController()
  const lanes = sources.flatMap((source) =>
    Array.from({ length: source.atATime }, () => runLane(source, options, stopping.signal)),
  )
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(lanes)
    },
  }
}

async function runLane(
  source: JobSource,
  { idleMs, onError }: LoopOptions,
  signal: AbortSignal,
): Promise<void> {
  let errors = 0
  while (!signal.aborted) {
    try {
      const job = await source.claim()
      errors = 0
      if (job) await runJob(job, onError, signal)
      else await rest(idleMs, signal)
    } catch (error) {
      errors++
      onError(error, `claiming ${source.name}`)
      await rest(Math.min(idleMs * 2 ** errors, errorPauseMsMax), signal)
    }
  }
}

async function runJob(job: Job, onError: LoopOptions['onError'], signal: AbortSignal): Promise<void> {
  try {
    await job.run(signal)
  } catch (error) {
    onError(error, job.name)
  }
}

/** Waits, or stops waiting when told to end. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
