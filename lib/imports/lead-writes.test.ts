import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { runImportOf } from '../../prisma/factories/import'
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
    const after = await pages(owner.accountId)
    const moved = [...before].filter(([email, page]) => after.get(email) !== page)
    expect(moved.length / leads, `round ${round}`).toBeLessThan(0.02)
  }
  expect(await indexBytes()).toBeLessThan(1.1 * bytes)
})
