import { setTimeout as pause } from 'node:timers/promises'

/** Asks for an address and reads the whole answer; milliseconds. Throws when it is not the page. */
export type Ask = (path: string) => Promise<number>

/** Asks on loopback, signed in. Only on loopback: this is no tool to load other machines with. */
export function asking(port: number, cookie: string): Ask {
  return async (path) => {
    const begun = performance.now()
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { cookie },
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
    })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}.`)
    return performance.now() - begun
  }
}

/** One after the other; the first answer, which compiles and fills caches, does not count. */
export async function askInTurn(ask: Ask, path: string, times: number): Promise<number[]> {
  await ask(path)
  const ms: number[] = []
  for (let i = 0; i < times; i++) ms.push(await ask(path))
  return ms
}

const perSecond = 20

/**
 * Asks for the pages in turn, 20 a second whether or not the answers before are there, and waits for all answers.
 * A late answer counts from when it was due.
 */
export async function askSteadily(ask: Ask, paths: readonly string[], seconds: number): Promise<number[]> {
  const begun = performance.now()
  const answers: Promise<number>[] = []
  for (let i = 0; i < seconds * perSecond; i++) {
    const due = begun + (i * 1000) / perSecond
    await pause(Math.max(0, due - performance.now()))
    const late = performance.now() - due
    answers.push(ask(paths[i % paths.length] ?? '/').then((ms) => ms + late))
  }
  return Promise.all(answers)
}

/** The value below which `share` of them lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
