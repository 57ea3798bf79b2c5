import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { orThrow } from '../../prisma/factories/or-throw'
import { createCampaign } from '../campaigns/mutations'
import { pool } from '../db/client'
import { testDatabase } from '../db/test-database'
import { type Tx, transaction } from '../db/transaction'
import { lockAccount } from './lock'

testDatabase()

/** How often this transaction read the table of leads from end to end. */
async function readings(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    "SELECT seq_scan::int AS n FROM pg_stat_xact_user_tables WHERE relname = 'leads'",
  )
  return rows[0]!.n
}

test('a foreign key first checked while there were few leads is checked by key once there are many', async () => {
  const { accountId } = await makeAccount({ plan: 'growth' })
  const few = await makeLeads(accountId, 30)
  await pool().query('ANALYZE leads')
  const { id } = orThrow(await createCampaign(accountId, { name: 'Spring', rejects: [] }))
  await transaction(async (tx) => {
    const join = (lead: string) =>
      tx.query('INSERT INTO campaign_leads (account_id, campaign_id, lead_id) VALUES ($1, $2, $3)', [
        accountId,
        id,
        lead,
      ])
    for (const lead of few) await join(lead)
    expect(await readings(tx)).toBeGreaterThanOrEqual(few.length)
    const { rows: many } = await tx.query<{ id: string }>(
      `INSERT INTO leads (account_id, id, email) SELECT $1, gen_random_uuid(), n || '@many.test'
       FROM generate_series(1, 3000) AS n RETURNING id`,
      [accountId],
    )
    await lockAccount(tx, accountId)
    const before = await readings(tx)
    for (const lead of many.slice(0, 20)) await join(lead.id)
    expect((await readings(tx)) - before).toBe(0)
  })
})
