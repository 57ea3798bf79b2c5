import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports, runWorkers } from '../../prisma/factories/import'
import { choosePlan } from '../accounts/mutations'
import { db, pool } from '../db/client'
import { testDatabase } from '../db/test-database'
import { deleteLeadByEmail } from '../leads/mutations'
import { claimImport } from './claim'
import { getImport } from './queries'
import { runImport } from './run'
import { verifyImport } from './verify'

testDatabase()

type Owner = Awaited<ReturnType<typeof makeAccount>>

async function reports({ accountId }: Owner, numbers: number[]) {
  const views = await Promise.all(numbers.map((number) => getImport(accountId, number)))
  for (const number of numbers) {
    expect((await verifyImport(accountId, number))?.filter((check) => !check.holds)).toEqual([])
  }
  return views.map((view) => view!.report.counts)
}

function sum(counts: { added: number; rejected: number }[], key: 'added' | 'rejected') {
  return counts.reduce((total, count) => total + count[key], 0)
}

test('two imports of the same file at once add each lead once, and both account for every row', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const numbers = await Promise.all([
    makeImport(owner, csvOfLeads(9_000)),
    makeImport(owner, csvOfLeads(9_000)),
  ])
  await runWorkers(3)
  const counts = await reports(owner, numbers)
  expect(counts.map((count) => count.read)).toEqual([9_000, 9_000])
  expect(sum(counts, 'added')).toBe(9_000)
  expect(sum(counts, 'rejected')).toBe(9_000)
})

test('five imports at once into a trial account: never 101 leads, never 99', async () => {
  const owner = await makeAccount({ plan: 'trial' })
  const files = [1, 41, 81, 121, 161].map((from) => csvOfLeads(60, from))
  const numbers = await Promise.all(files.map((file) => makeImport(owner, file)))
  await runWorkers(4)
  const counts = await reports(owner, numbers)
  expect(sum(counts, 'added')).toBe(100)
  expect(sum(counts, 'rejected')).toBe(200)
  expect(await db().lead.count({ where: { accountId: owner.accountId } })).toBe(100)
})

test('deletions, permanent ones and plan changes during imports leave the account exact', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const { accountId, userId } = owner
  const numbers = [await makeImport(owner, csvOfLeads(12_000)), await makeImport(owner, csvOfLeads(12_000))]
  const running = runWorkers(2)
  const gone: string[] = []
  for (let n = 1; gone.length < 10; n++) {
    const email = `l${((n * 37) % 12_000) + 1}@acme.test`
    const permanently = n % 2 === 0
    const deleted = await deleteLeadByEmail(accountId, userId, { email, permanently })
    if (deleted.kind === 'done' && permanently) gone.push(email)
    if (n % 10 === 0) await choosePlan(accountId, userId, n % 20 === 0 ? 'agency' : 'growth')
  }
  await running
  expect((await reports(owner, numbers)).map((count) => count.read)).toEqual([12_000, 12_000])
  expect(await db().lead.count({ where: { accountId, email: { in: gone } } })).toBe(0)
  expect(await db().deletedEmail.count({ where: { accountId } })).toBe(10)
})

test('a worker that was overtaken writes nothing any more', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const number = await makeImport(owner, csvOfLeads(500))
  const asleep = await claimImport()
  expect(asleep).toMatchObject({ number, fence: 1 })
  expect(await claimImport()).toBeNull()
  await pool().query("UPDATE imports SET lease_until = now() - interval '1 second' WHERE account_id = $1", [
    owner.accountId,
  ])
  await runDueImports()
  const before = await db().importBatch.findMany({ where: { accountId: owner.accountId } })
  expect(await runImport(asleep!, { atEnd: async () => {} })).toBe('overtaken')
  expect(await db().importBatch.findMany({ where: { accountId: owner.accountId } })).toEqual(before)
  expect((await getImport(owner.accountId, number))?.report.counts.added).toBe(500)
})

test('an import told to stop goes on later after its last batch', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const number = await makeImport(owner, csvOfLeads(20_000))
  const claim = await claimImport()
  const stop = new AbortController()
  const running = runImport(claim!, { atEnd: async () => {}, signal: stop.signal })
  stop.abort()
  expect(await running).toBe('stopped')
  await pool().query("UPDATE imports SET lease_until = now() - interval '1 second' WHERE account_id = $1", [
    owner.accountId,
  ])
  await runDueImports()
  expect(await reports(owner, [number])).toMatchObject([{ added: 20_000, rejected: 0 }])
})

test('imports of one account run one after another, in the order they were started', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await makeImport(owner, csvOfLeads(10))
  await makeImport(owner, csvOfLeads(10))
  const first = await claimImport({ accountId: owner.accountId, number: 2 })
  expect(first).toBeNull()
  await runDueImports()
  const [one, two] = await Promise.all([getImport(owner.accountId, 1), getImport(owner.accountId, 2)])
  expect(one!.report.counts.added).toBe(10)
  expect(two!.report.counts.added).toBe(0)
})

test('an import whose file is gone ends as failed with the rest not processed', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const number = await makeImport(owner, `${csvOfLeads(30)}\n,,\n`)
  const { removeFile } = await import('./files')
  const view = await getImport(owner.accountId, number)
  await removeFile(view!.file.id)
  await runDueImports()
  const ended = await getImport(owner.accountId, number)
  expect(ended).toMatchObject({
    status: 'failed',
    failure: expect.stringContaining('no longer on the server'),
  })
  expect(ended!.report.counts).toMatchObject({ read: 30, blank: 2, not_processed: 30, added: 0 })
  expect((await verifyImport(owner.accountId, number))?.filter(({ holds }) => !holds)).toEqual([])
})
