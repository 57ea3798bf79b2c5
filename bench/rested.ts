import { pool } from '../lib/db/client'

/** Times nothing else than `work`: what was written before is on the disk when it begins, where we may ask for that. */
export async function rested<T>(work: () => Promise<T>): Promise<T> {
  await pool()
    .query('CHECKPOINT')
    .catch(() => {}) // only a superuser or pg_checkpoint may
  return work()
}
