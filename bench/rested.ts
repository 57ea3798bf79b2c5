import { setTimeout as pause } from 'node:timers/promises'
import { pool } from '../lib/db/client'

/**
 * Times nothing else than `work`: when it begins, the mails of imports before are rendered and sent, and what was
 * written is on the disk, where we may ask for that.
 */
export async function rested<T>(work: () => Promise<T>): Promise<T> {
  await allMailsSent()
  await pool()
    .query('CHECKPOINT')
    .catch(() => {}) // only a superuser or pg_checkpoint may
  return work()
}

/** Needs a worker. */
export async function allMailsSent(): Promise<void> {
  while (await isMailDue()) await pause(20)
}

async function isMailDue(): Promise<boolean> {
  const { rowCount } = await pool().query("SELECT FROM mails WHERE status = 'queued' LIMIT 1")
  return rowCount === 1
}
