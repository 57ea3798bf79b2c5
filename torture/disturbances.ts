import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Fleet } from './fleet'
import type { Random } from './random'
import type { World } from './world'

/** Something bad that happens while imports run. When it returns, it is over; what it broke may be still broken. */
export type Disturbance = (world: World, fleet: Fleet, random: Random) => Promise<void>

export const disturbances = {
  'worker killed (SIGKILL)': (_, fleet, random) => fleet.kill(random.pick(fleet.workers()), 'SIGKILL'),
  'worker told to end (SIGTERM)': (_, fleet, random) => fleet.kill(random.pick(fleet.workers()), 'SIGTERM'),
  'worker frozen past its lease': async (_, fleet, random) => {
    const worker = random.pick(fleet.workers())
    worker.signal('SIGSTOP')
    await pause(random.int(1_500, 4_500))
    worker.signal('SIGCONT')
  },
  'database killed (SIGKILL)': async ({ server }, _, random) => {
    await server.killHard()
    await pause(random.int(0, 1_000))
    await server.start()
  },
  'database stopped fast': async ({ server }, _, random) => {
    await server.stop('fast')
    await pause(random.int(0, 1_000))
    await server.start()
  },
  'database stopped at once': async ({ server }) => {
    await server.stop('immediate')
    await server.start()
  },
  'connections ended by an administrator': async ({ server }) => {
    const client = new pg.Client({ connectionString: server.url('fairlead') })
    await client.connect()
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fairlead' AND pid <> pg_backend_pid()",
    )
    await client.end()
  },
  'answer of COMMIT lost': async ({ line }) => {
    const cuts = line.cuts()
    line.set({ kind: 'cut after commit' })
    for (let waited = 0; line.cuts() === cuts && waited < 2_000; waited += 20) await pause(20)
    line.set({ kind: 'open' })
  },
  'line that swallows everything': async ({ line }, _, random) => {
    line.set({ kind: 'black hole' })
    await pause(random.int(200, 2_000))
    line.set({ kind: 'open' })
  },
  'slow line': async ({ line }, _, random) => {
    line.set({ kind: 'slow', delayMs: random.int(1, 20), jitterMs: random.int(0, 40) })
    await pause(random.int(500, 2_000))
    line.set({ kind: 'open' })
  },
} satisfies Record<string, Disturbance>

export type DisturbanceKind = keyof typeof disturbances
export const disturbanceKinds = Object.keys(disturbances) as DisturbanceKind[]
