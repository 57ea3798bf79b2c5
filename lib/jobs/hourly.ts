import type { Job } from './loop'

const hourMs = 3_600_000

/**
 * A claim that gives `run` as a job at once and then every hour. Each process keeps its own hours, so `run` must do no
 * harm when several do it.
 */
export function hourly(name: string, run: () => Promise<unknown>, now = Date.now): () => Promise<Job | null> {
  let dueAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (now() < dueAt) return null
    dueAt = now() + hourMs
    return {
      name,
      run: async () => {
        await run()
      },
    }
  }
}
