import { randomOf } from './random'
import { rounds } from './rounds'
import { everyPoint, longLine, manyWatch, smallBehindLarge } from './set-pieces'
import { Summary } from './summary'
import { inWorld, type World } from './world'

export type TortureOptions = {
  minutes: number
  seed: number
  /** Only this round, to see a violation again. */
  round: number | null
  /** Whether the trials at full size (2,000,000 rows, 500 MB) are made first. */
  setPieces: boolean
  say: (line: string) => void
  /** Ends it after the trial in hand. */
  signal: AbortSignal
}

/** Tortures imports on a server of its own until the time is over; gives back what it came to. */
export async function torture(options: TortureOptions): Promise<Summary> {
  const { minutes, seed, round, setPieces, say, signal } = options
  const summary = new Summary(seed)
  const endsAt = performance.now() + minutes * 60_000
  await inWorld(summary, async (world) => {
    if (round !== null) return void (await runRound(world, options, round))
    for (const [name, piece] of Object.entries({ everyPoint, longLine, smallBehindLarge, manyWatch })) {
      if ((!setPieces && name !== 'everyPoint') || signal.aborted) continue
      await guarded(world, name, () => piece(world, randomOf(seed)))
      const made = summary.pieces.at(-1)
      if (made) say(`${made.faults} ${made.what}: ${made.seen}`)
    }
    for (let n = 1; performance.now() < endsAt && !signal.aborted; n++) await runRound(world, options, n)
  })
  return summary
}

async function runRound(world: World, { seed, say }: TortureOptions, n: number): Promise<void> {
  const { summary } = world
  const random = randomOf(seed * 100_000 + n)
  const round = random.pick(rounds)
  const before = { checked: summary.checked, violations: summary.violations.length }
  const begun = performance.now()
  const did = await guarded(world, `round ${n}`, () => round(world, random))
  summary.rounds++
  const violations = summary.violations.splice(before.violations)
  summary.violations.push(...violations.map((violation) => `round ${n}: ${violation}`))
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  const verdict = violations.length === 0 ? 'holds' : `VIOLATED: ${violations.join('; ')}`
  say(`round ${n} (${seconds} s) ${did ?? ''}: ${summary.checked - before.checked} checks, ${verdict}`)
}

/** What cannot even be carried out is a violation too. */
async function guarded<T>({ summary }: World, name: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    summary.violations.push(`${name} broke off: ${error instanceof Error ? error.stack : String(error)}`)
    return undefined
  }
}
