import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { runImportOf } from '../../prisma/factories/import'
import { pool } from '../db/client'
import { testDatabase } from '../db/test-database'
import { verifyImport } from './verify'

testDatabase()

/** An import that found 40 leads as they are and changed the fifth. */
async function imported() {
  const owner = await makeAccount({ plan: 'growth' })
  await makeLeads(
    owner.accountId,
    Array.from({ length: 40 }, (_, n) => ({ email: keyOf(n + 1), firstName: 'Old' })),
  )
  const lines = Array.from({ length: 40 }, (_, n) => `${keyOf(n + 1)},${n === 4 ? 'Other' : 'Old'}`)
  const { number } = await runImportOf(owner, `Email,First name\n${lines.join('\n')}\n`, { update: true })
  return [owner.accountId, number] as const
}

const mine = 'account_id = $1 AND import_number = $2'

test.each([
  [
    'two leads of a shared entry stand in each other’s place',
    `UPDATE import_rows SET lead_ids = ARRAY[lead_ids[2], lead_ids[1]] || lead_ids[3:] WHERE ${mine} AND row = 2`,
  ],
  [
    'a row names the lead of another',
    `UPDATE import_rows SET lead_id = (SELECT lead_ids[1] FROM import_rows WHERE ${mine} AND row = 2),
       lead_ids = NULL WHERE ${mine} AND outcome = 'changed'`,
  ],
])('verify says so when %s', async (_, sql) => {
  const key = await imported()
  expect((await verifyImport(...key))?.filter(({ holds }) => !holds)).toEqual([])
  expect((await pool().query(sql, [...key])).rowCount).toBe(1)
  expect((await verifyImport(...key))?.filter(({ holds }) => !holds)).not.toEqual([])
})
