import { setTimeout as pause } from 'node:timers/promises'

/** How far an import is, as one look sees it. */
export type Look = { rowsDone: number; rowsTotal: number; status: string }

export type Polled = { looks: number; wrong: string[]; p50Ms: number; p95Ms: number }

/**
 * F27, I12: `count` pollers that look again and again, `everyMs` apart, until the import has ended for all of them.
 * What they see must never go back, never pass the total, and be the total when it has ended.
 */
export async function poll(
  look: () => Promise<Look>,
  { count, everyMs }: { count: number; everyMs: number },
): Promise<Polled> {
  const times: number[] = []
  const wrong = new Set<string>()
  const one = async (at: number) => {
    await pause((at * everyMs) / count)
    for (let before = 0; ; ) {
      const begun = performance.now()
      const { rowsDone, rowsTotal, status } = await look()
      times.push(performance.now() - begun)
      const ended = status !== 'queued' && status !== 'running'
      if (rowsDone < before) wrong.add(`went back from ${before} to ${rowsDone}`)
      if (rowsDone > rowsTotal) wrong.add(`${rowsDone} of ${rowsTotal}`)
      if (ended && rowsDone !== rowsTotal) wrong.add(`ended at ${rowsDone} of ${rowsTotal}`)
      if (ended) return
      before = rowsDone
      await pause(everyMs)
    }
  }
  await Promise.all(Array.from({ length: count }, (_, at) => one(at)))
  times.sort((a, b) => a - b)
  const share = (part: number) => Math.round(times[Math.floor(times.length * part)] ?? 0)
  return { looks: times.length, wrong: [...wrong], p50Ms: share(0.5), p95Ms: share(0.95) }
}
