import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { env } from '../env'
import { dueSince, isDue } from './due'

/** Asked before each batch: whether the import is to give way to one of another account. */
export type Turn = () => Promise<boolean>

/**
 * A turn of `SLICE_SECONDS` from the first batch on. When it is over, the import gives way as soon as one of another
 * account waits. Whoever goes on later reads the file from its start again; so a turn lasts at least twice as long as
 * that reading took, and never less than a batch.
 */
export function startTurn(accountId: AccountId): Turn {
  const takenUp = performance.now()
  let overAt: number | undefined
  return async () => {
    const now = performance.now()
    overAt ??= now + Math.max(env().SLICE_SECONDS * 1000, 2 * (now - takenUp))
    return now > overAt && (await othersWait(accountId))
  }
}

/** Whether an import of another account is due and nobody took it up for a second: no worker has a place free. */
export async function othersWait(accountId: AccountId): Promise<boolean> {
  const { rowCount } = await pool().query(
    `SELECT FROM imports i WHERE i.account_id <> $1 AND ${isDue} AND ${dueSince} < now() - interval '1 second' LIMIT 1`,
    [accountId],
  )
  return rowCount === 1
}
