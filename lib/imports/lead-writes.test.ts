import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { runImportOf, until } from '../../prisma/factories/import'
import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { testDatabase } from '../db/test-database'

testDatabase()

const leads = 3_000

/** The same leads, with another title in each round. */
function csv(round: number): string {
  const lines = ['Email,First name,Company,Title,Website']
  for (let n = 0; n < leads; n++)
    lines.push(`lead${n}@acme.test,Ana,"Acme ${n}, Inc.",Head of Growth ${round},https://acme.test/${n}`)
  return lines.join('\n')
}

/** The page of the table that each lead stands on, by email. */
async function pages(accountId: AccountId): Promise<Map<string, number>> {
  const { rows } = await pool().query<{ email: string; page: number }>(
    'SELECT email, (ctid::text::point)[0]::int AS page FROM leads WHERE account_id = $1',
    [accountId],
  )
  return new Map(rows.map(({ email, page }) => [email, page]))
}

/**
 * Waits until nobody can see any more what was there before now: only then may a page give its room away again. Whoever
 * began to write earlier, even another test in its own database of this server, holds that back.
 */
async function forgotten(): Promise<void> {
  const { rows } = await pool().query<{ now: string }>('SELECT pg_current_xact_id()::text AS now')
  await until(async () => {
    const { rows: seen } = await pool().query<{ past: boolean }>(
      `SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 AND NOT EXISTS (
         SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL
       ) AS past`,
      [rows[0]!.now],
    )
    return seen[0]!.past
  })
}

async function indexBytes(): Promise<number> {
  const { rows } = await pool().query<{ bytes: number }>("SELECT pg_indexes_size('leads')::int AS bytes")
  return rows[0]!.bytes
}

test('updates of all leads, one after another, leave them on their pages and the indexes as they were', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await runImportOf(owner, csv(0))
  const [before, bytes] = [await pages(owner.accountId), await indexBytes()]
  for (const round of [1, 2, 3]) {
    const { report } = await runImportOf(owner, csv(round), { update: true })
    expect(report.counts).toMatchObject({ modified: leads })
    await forgotten()
    const after = await pages(owner.accountId)
    const moved = [...before].filter(([email, page]) => after.get(email) !== page)
    expect(moved.length / leads, `round ${round}`).toBeLessThan(0.02)
  }
  expect(await indexBytes()).toBeLessThan(1.1 * bytes)
})
