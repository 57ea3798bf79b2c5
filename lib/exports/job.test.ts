import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { orThrow } from '../../prisma/factories/or-throw'
import { db, pool } from '../db/client'
import type { AccountId, ExportId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { countLeads } from '../leads/queries'
import { bookWritten, claimExport } from './claim'
import { exportPath } from './files'
import { nextExportJob } from './job'
import { askForExport, leadsAtOnceMax, noteExport, sweepExports } from './mutations'
import { getExport, listExports } from './queries'

testDatabase()

const all = { which: { search: '' }, columns: null }
const never = new AbortController().signal

async function manyLeads() {
  const owner = await makeAccount({ plan: 'unlimited' })
  await makeLeads(owner.accountId, leadsAtOnceMax + 1)
  return owner
}

async function ask(accountId: AccountId, userId: Parameters<typeof askForExport>[1]): Promise<ExportId> {
  const { id } = orThrow(await askForExport(accountId, userId, all))
  if (id === null) throw new Error('It was not queued.')
  return id
}

async function runDue(): Promise<void> {
  for (let job = await nextExportJob(); job; job = await nextExportJob()) await job.run(never)
}

const auditsOf = (accountId: AccountId) =>
  db().auditEntry.findMany({ where: { accountId }, orderBy: { id: 'asc' } })

test('few leads are answered at once, many by a worker; both stand in the audit', async () => {
  const { accountId, userId } = await manyLeads()
  const few = { which: { search: 'l10' }, columns: null }
  expect(await askForExport(accountId, userId, few)).toMatchObject({ value: { id: null } })
  await noteExport(accountId, userId, few.which)
  const id = await ask(accountId, userId)
  expect(await getExport(accountId, id)).toMatchObject({
    status: 'queued',
    leads: leadsAtOnceMax + 1,
    by: 'Ana',
  })
  expect((await auditsOf(accountId)).map(({ kind, details }) => [kind, details])).toEqual([
    ['leads_exported', { count: await countLeads(accountId, few.which) }],
    ['leads_exported', { count: leadsAtOnceMax + 1 }],
  ])
})

test('a worker writes the file with every lead once', async () => {
  const { accountId, userId } = await manyLeads()
  const id = await ask(accountId, userId)
  await runDue()
  const lines: string[][] = parse(await readFile(exportPath(id)), { bom: true })
  expect(lines).toHaveLength(leadsAtOnceMax + 2)
  expect(new Set(lines.map(([email]) => email)).size).toBe(lines.length)
  const { size } = await import('node:fs').then((fs) => fs.statSync(exportPath(id)))
  expect(await getExport(accountId, id)).toMatchObject({
    status: 'done',
    written: leadsAtOnceMax + 1,
    bytes: size,
  })
})

test('an export a worker was killed in is taken up by another, and the first is not heard any more', async () => {
  const { accountId, userId } = await manyLeads()
  const id = await ask(accountId, userId)
  const dead = await claimExport()
  expect(await claimExport()).toBeNull()
  await pool().query("UPDATE exports SET lease_until = now() - interval '1 second'")
  await runDue()
  expect(await getExport(accountId, id)).toMatchObject({ status: 'done' })
  expect(await bookWritten(dead!, 1)).toBe(false)
})

test('a worker that is told to stop gives the export back', async () => {
  const { accountId, userId } = await manyLeads()
  const id = await ask(accountId, userId)
  const job = await nextExportJob()
  await job?.run(AbortSignal.abort())
  expect(await getExport(accountId, id)).toMatchObject({ status: 'queued' })
  await runDue()
  expect(await getExport(accountId, id)).toMatchObject({ status: 'done' })
})

test('what fails again and again has failed in the end', async () => {
  const { accountId, userId } = await manyLeads()
  const id = await ask(accountId, userId)
  await pool().query(`UPDATE exports SET filter = '{"search": "", "status": "no status"}'`)
  for (let i = 0; i < 5; i++) {
    await runDue()
    await pool().query('UPDATE exports SET lease_until = NULL WHERE finished_at IS NULL')
  }
  expect(await getExport(accountId, id)).toMatchObject({ status: 'failed' })
})

test('exports are kept for seven days, then they go with their files', async () => {
  const { accountId, userId } = await manyLeads()
  const id = await ask(accountId, userId)
  await runDue()
  await sweepExports()
  expect(await listExports(accountId)).toHaveLength(1)
  await pool().query("UPDATE exports SET created_at = created_at - interval '8 days'")
  const { utimes } = await import('node:fs/promises')
  const old = new Date(Date.now() - 8 * 86_400_000)
  await utimes(exportPath(id), old, old)
  await sweepExports()
  expect(await listExports(accountId)).toEqual([])
  await expect(readFile(exportPath(id))).rejects.toThrow('ENOENT')
})

test('an account has few exports under way at a time, and none of nothing', async () => {
  const { accountId, userId } = await manyLeads()
  const asked = await Promise.all(Array.from({ length: 6 }, () => askForExport(accountId, userId, all)))
  expect(asked.filter(({ kind }) => kind === 'done')).toHaveLength(3)
  const nobody = { which: { search: 'nobody' }, columns: null }
  expect(await askForExport(accountId, userId, nobody)).toMatchObject({ kind: 'refused' })
  await runDue()
})

test('no account sees an export of another', async () => {
  const [mine, theirs] = [await makeAccount(), await manyLeads()]
  const id = await ask(theirs.accountId, theirs.userId)
  expect(await getExport(mine.accountId, id)).toBeNull()
  expect(await listExports(mine.accountId)).toEqual([])
})
