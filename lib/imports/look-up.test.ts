import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { type Tx, transaction } from '../db/transaction'
import { LeadLookUp, leadOfEach } from './look-up'

testDatabase()

const many = 25_000

/** Leads `lead1@x.test` and so on, put there behind the planner's back. */
async function fill(accountId: AccountId, count: number): Promise<void> {
  await pool().query(
    `INSERT INTO leads (account_id, id, email)
     SELECT $1, gen_random_uuid(), 'lead' || n || '@x.test' FROM generate_series(1, $2::int) AS n`,
    [accountId, count],
  )
}

async function found(tx: Tx, from: string, accountId: AccountId, emails: string[]): Promise<string[]> {
  const text = `SELECT DISTINCT l.email FROM ${from} ORDER BY 1`
  const { rows } = await tx.query<{ email: string }>(text, [accountId, emails.join('\n')])
  return rows.map(({ email }) => email)
}

test('a large account is looked up by its key although the planner’s statistics are from before it', async () => {
  const [known, unknown] = [await makeAccount(), await makeAccount()]
  await fill(known.accountId, many)
  await pool().query('ANALYZE leads')
  await fill(unknown.accountId, many)
  await transaction(async (tx) => {
    const from = await new LeadLookUp().from(tx, unknown.accountId, many)
    expect(from).toContain('ANY')
    const plan = await tx.query(`EXPLAIN SELECT l.id FROM ${from}`, [unknown.accountId, ''])
    expect(JSON.stringify(plan.rows)).toContain('leads_account_id_email_key')
  })
})

test('an account that the planner would read whole is looked up email by email', async () => {
  const [known, unknown] = [await makeAccount(), await makeAccount()]
  await fill(known.accountId, many)
  await pool().query('ANALYZE leads')
  await fill(unknown.accountId, 100)
  await transaction(async (tx) => {
    const from = await new LeadLookUp().from(tx, unknown.accountId, 100)
    expect(from).toBe(leadOfEach('*'))
  })
})

test('statistics that one transaction has just made are not relied on by another, which cannot see them', async () => {
  const [known, unknown] = [await makeAccount(), await makeAccount()]
  await fill(known.accountId, many)
  await pool().query('ANALYZE leads')
  await fill(unknown.accountId, many)
  const lookUp = new LeadLookUp()
  await transaction(async (tx) => {
    expect(await lookUp.from(tx, unknown.accountId, many)).toContain('ANY')
    await transaction(async (other) => {
      lookUp.begin(other)
      expect(await lookUp.from(other, unknown.accountId, many)).toBe(leadOfEach('*'))
    })
    expect(await lookUp.from(tx, unknown.accountId, many)).toContain('ANY')
  })
  await transaction(async (tx) => {
    lookUp.begin(tx)
    expect(await lookUp.from(tx, unknown.accountId, many)).toContain('ANY')
  })
})

test('both ways find the same leads, each of this account alone', async () => {
  const [account, other] = [await makeAccount(), await makeAccount()]
  await fill(account.accountId, many)
  await fill(other.accountId, many + 10)
  await pool().query('ANALYZE leads')
  const numbers = [1, 1, 17, many, many + 1, many + 10]
  const emails = numbers.map((n) => `lead${n}@x.test`)
  await transaction(async (tx) => {
    const byKey = await new LeadLookUp().from(tx, account.accountId, many)
    expect(byKey).not.toBe(leadOfEach('*'))
    const there = ['lead17@x.test', 'lead1@x.test', `lead${many}@x.test`].sort()
    expect(await found(tx, byKey, account.accountId, emails)).toEqual(there)
    expect(await found(tx, leadOfEach('*'), account.accountId, emails)).toEqual(there)
  })
})
