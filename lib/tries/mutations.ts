import { createHmac } from 'node:crypto'
import { pool } from '../db/client'
import { env } from '../env'

const windowMinutes = 10

/** What is counted, in words ("sign-in, email ana@acme.test"), and how many there may be in ten minutes. */
export type Limit = {
  key: string
  triesMax: number
  /** How many tries this one counts for: 1 when absent. */
  weight?: number
}

/**
 * Counts one try under each key and gives 0; or, when one of them has used its tries up, the minutes to wait. Counted
 * before what is tried is looked at, so that tries sent side by side count too. In the database: for all web processes
 * alike, and across restarts; by its clock, whose steps back make nobody wait for longer than ten minutes.
 */
export async function takeTries(limits: readonly Limit[]): Promise<number> {
  const triesMax = new Map(limits.map(({ key, triesMax }) => [hashOf(key).toString('hex'), triesMax]))
  const { rows } = await pool().query<{ key: Buffer; count: number; wait: number }>(
    `INSERT INTO tries AS t (key, count, until)
     SELECT key, weight, now() + make_interval(mins => $3)
     FROM unnest($1::bytea[], $2::int[]) AS given (key, weight) ORDER BY key
     ON CONFLICT (key) DO UPDATE SET
       count = excluded.count + CASE WHEN t.until <= now() THEN 0 ELSE least(t.count, 1000000) END,
       until = CASE WHEN t.until <= now() THEN excluded.until ELSE t.until END
     RETURNING key, count, least($3, ceil(extract(epoch FROM until - now()) / 60)::int) AS wait`,
    [limits.map(({ key }) => hashOf(key)), limits.map(({ weight = 1 }) => weight), windowMinutes],
  )
  const waits = rows.map(({ key, count, wait }) =>
    count > (triesMax.get(key.toString('hex')) ?? 0) ? Math.max(1, wait) : 0,
  )
  return Math.max(0, ...waits)
}

/** Takes counted tries back: they were good ones. */
export async function giveBackTries(limits: readonly Limit[]): Promise<void> {
  // In the order of the keys, as they are taken: two that wait for each other would both lose.
  await pool().query(
    `WITH mine AS (SELECT key FROM tries WHERE key = ANY($1::bytea[]) ORDER BY key FOR UPDATE)
     UPDATE tries t SET count = greatest(t.count - 1, 0) FROM mine WHERE t.key = mine.key`,
    [limits.map(({ key }) => hashOf(key))],
  )
}

/** Forgets what is over. Says how many keys that were. */
export async function sweepTries(): Promise<number> {
  const { rowCount } = await pool().query('DELETE FROM tries WHERE until <= now()')
  return rowCount ?? 0
}

/** Keys hold addresses of people, so only a keyed hash is stored. */
function hashOf(key: string): Buffer {
  return createHmac('sha256', env().BETTER_AUTH_SECRET).update(`tries/${key}`).digest()
}
