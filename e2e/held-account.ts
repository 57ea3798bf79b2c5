import { db, pool } from '../lib/db/client'
import type { AccountId } from '../lib/db/ids'
import { until } from '../prisma/factories/import'

/**
 * Waits until the account's import has written some rows, and takes the account's lock: the import then stands still
 * in its middle, for as long as it takes to look at it. `release` lets it go on.
 */
export async function holdInTheMiddle(accountId: AccountId): Promise<{ release: () => Promise<void> }> {
  await until(async () => (await db().importRow.count({ where: { accountId } })) > 0)
  const tx = await pool().connect()
  await tx.query('BEGIN')
  // Not FOR UPDATE, which would hold up what only refers to the account too: the audit of a cancel, say.
  await tx.query('SELECT FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [accountId])
  let held = true
  return {
    async release() {
      if (!held) return
      held = false
      await tx.query('COMMIT')
      tx.release()
    },
  }
}
