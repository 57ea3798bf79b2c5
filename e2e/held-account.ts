import type { PoolClient } from 'pg'
import { db, pool } from '../lib/db/client'
import type { AccountId } from '../lib/db/ids'
import { until } from '../prisma/factories/import'

type Held = { release: () => Promise<void> }

/**
 * Takes the account's lock as soon as its import has written some rows: the import then stands still in its middle, for
 * as long as it takes to look at it. `release` lets it go on. Call it before the import is started: whoever waits for
 * the lock meanwhile passes one at a time, with us in the queue right behind, so that no import is too fast.
 */
export async function holdInTheMiddle(accountId: AccountId): Promise<Held> {
  let lock = await askForLock(accountId)
  await lock.granted
  try {
    while ((await db().importRow.count({ where: { accountId } })) === 0) {
      const { pid } = lock
      await until(() => isTrue('SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))', pid))
      const next = await askForLock(accountId)
      await until(() => isTrue('SELECT WHERE cardinality(pg_blocking_pids($1)) > 0', next.pid))
      await lock.release()
      lock = next
      await lock.granted
    }
    if ((await db().import.count({ where: { accountId, finishedAt: null } })) === 0)
      throw new Error('The import has ended already: hold the account before it is started.')
  } catch (error) {
    await lock.release()
    throw error
  }
  return lock
}

/** A connection of its own that has asked for the account's lock. */
async function askForLock(accountId: AccountId): Promise<Held & { pid: number; granted: Promise<unknown> }> {
  const client = await pool().connect()
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  await client.query('BEGIN')
  // Not FOR UPDATE, which would hold up what only refers to the account too: the audit of a cancel, say.
  const granted = client.query('SELECT FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [accountId])
  return { pid: rows[0]!.pid, granted, release: once(() => letGo(client)) }
}

async function letGo(client: PoolClient): Promise<void> {
  await client.query('COMMIT')
  client.release()
}

function once(deed: () => Promise<void>): () => Promise<void> {
  let doing: Promise<void> | undefined
  return () => (doing ??= deed())
}

async function isTrue(sql: string, pid: number): Promise<boolean> {
  const { rowCount } = await pool().query(sql, [pid])
  return rowCount !== 0
}
