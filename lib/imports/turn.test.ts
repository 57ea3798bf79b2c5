import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runWorkers, until } from '../../prisma/factories/import'
import { lockAccount } from '../accounts/lock'
import { db, pool } from '../db/client'
import { testDatabase } from '../db/test-database'
import { transaction } from '../db/transaction'
import { claimImport, releaseImport } from './claim'
import { getImport } from './queries'
import { othersWait } from './turn'
import { verifyImport } from './verify'

process.env.SLICE_SECONDS = '1'
process.env.BATCH_ROWS = '250'
testDatabase()

/** Takes up what is due and ends it at once; says whose it was. */
async function nextTurn(): Promise<string | undefined> {
  const claim = await claimImport()
  if (!claim) return undefined
  await pool().query(
    "UPDATE imports SET status = 'completed', finished_at = now() WHERE account_id = $1 AND number = $2",
    [claim.accountId, claim.number],
  )
  return claim.accountId
}

test('accounts take turns, however many imports one of them has started before', async () => {
  const [a, b] = [await makeAccount(), await makeAccount()]
  for (let n = 0; n < 3; n++) await makeImport(a, csvOfLeads(1))
  await makeImport(b, csvOfLeads(1))
  expect([await nextTurn(), await nextTurn(), await nextTurn(), await nextTurn(), await nextTurn()]).toEqual([
    a.accountId,
    b.accountId,
    a.accountId,
    a.accountId,
    undefined,
  ])
})

test('an import that gave way comes after those that wait longer', async () => {
  const [a, b] = [await makeAccount(), await makeAccount()]
  await makeImport(a, csvOfLeads(1))
  const first = await claimImport()
  await makeImport(b, csvOfLeads(1))
  await releaseImport(first!)
  expect([await nextTurn(), await nextTurn()]).toEqual([b.accountId, a.accountId])
})

test('another account waits once its import has been due for a second; an import of one’s own account does not', async () => {
  const [a, b] = [await makeAccount(), await makeAccount()]
  await makeImport(a, csvOfLeads(1))
  await makeImport(a, csvOfLeads(1))
  await pool().query("UPDATE imports SET created_at = now() - interval '2 seconds' WHERE finished_at IS NULL")
  expect(await othersWait(a.accountId)).toBe(false)
  expect(await othersWait(b.accountId)).toBe(true)
  await nextTurn()
  expect(await othersWait(b.accountId)).toBe(false)
  await nextTurn()
})

test('a small import behind a large one of another account does not wait for its end, and both count every row', async () => {
  const [large, small] = [await makeAccount({ plan: 'unlimited' }), await makeAccount()]
  const slow = await makeImport(large, csvOfLeads(60_000))
  const working = runWorkers(1)
  await until(async () => (await getImport(large.accountId, slow))!.rowsDone > 0)
  // However fast the machine is: the large one stands still until the small one has waited for as long as it must.
  const quick = await transaction(async (tx) => {
    await lockAccount(tx, large.accountId)
    const number = await makeImport(small, csvOfLeads(50))
    await until(() => othersWait(large.accountId))
    return number
  })
  await working
  const [first, last] = await db().import.findMany({ orderBy: { finishedAt: 'desc' }, take: 2 })
  expect([first!.accountId, last!.accountId]).toEqual([large.accountId, small.accountId])
  for (const [owner, number] of [
    [large, slow],
    [small, quick],
  ] as const)
    expect((await verifyImport(owner.accountId, number))?.filter((check) => !check.holds)).toEqual([])
  expect((await getImport(large.accountId, slow))!.report.counts).toMatchObject({
    read: 60_000,
    added: 60_000,
  })
})
