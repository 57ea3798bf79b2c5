import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { makeImport, runDueImports, runImportOf } from '../../prisma/factories/import'
import { db, pool } from '../db/client'
import { testDatabase } from '../db/test-database'
import type { FieldKey } from '../leads/fields'
import { checkImport } from './check'
import { claimImport, releaseImport } from './claim'
import { rowsPath } from './files'
import { getImport } from './queries'
import { verifyImport } from './verify'

testDatabase()

const notes = Array.from({ length: 40 }, (_, n) => `Note ${n}`)
const mapping: FieldKey[] = ['email', 'title', ...notes.map((name) => `custom.${name}` as const)]
const header = ['Email', 'Title', ...notes].join(',')
const line = (n: number, title: string, note = '') =>
  [`l${n}@acme.test`, title, note, ...notes.slice(1).fill('')].join(',')
const lines = (count: number, title: string) => Array.from({ length: count }, (_, n) => line(n, title))

test('leads that hold a megabyte each are updated in small batches, as a check has said', async () => {
  const owner = await makeAccount({ plan: 'starter' })
  const { accountId } = owner
  await runImportOf(owner, [header, ...lines(60, 'Founder')].join('\n'), { mapping })
  await pool().query(
    `UPDATE leads SET custom =
       (SELECT jsonb_object_agg(name, repeat(md5(email || name), 800)) FROM unnest($2::text[]) AS name)
     WHERE account_id = $1`,
    [accountId, notes],
  )
  const file = [
    header,
    ...lines(50, 'CEO'), // changed
    ...Array.from({ length: 10 }, (_, n) => line(50 + n, 'Founder')), // unchanged
    line(3, 'CEO', 'short'), // changed once more, far from the row that changed it first
    ...Array.from({ length: 20 }, (_, n) => line(100 + n, 'CTO')), // new
  ].join('\n')
  const number = await makeImport(owner, file, { update: true, mapping })
  const claim = (await claimImport())!
  const path = rowsPath(claim.fileId, claim.facts)
  const { facts, update, blankCells } = claim
  const said = await checkImport(accountId, { path, facts, mapping, update, blankCells, campaignId: null })
  await releaseImport(claim)
  await runDueImports()

  const { report } = (await getImport(accountId, number))!
  expect(report.counts).toMatchObject({
    read: 81,
    added: 20,
    modified: 61,
    modified_changed: 51,
    rejected: 0,
  })
  expect(said.counts).toEqual(report.counts)
  const batches = await db().importBatch.findMany({
    where: { accountId, importNumber: number },
    orderBy: { batch: 'asc' },
  })
  expect(batches.length).toBeGreaterThan(5)
  expect((await verifyImport(accountId, number))?.filter((check) => !check.holds)).toEqual([])
  const { rows } = await pool().query(
    `SELECT title, length(custom ->> 'Note 0') AS note, length(custom ->> 'Note 39') AS last FROM leads
     WHERE account_id = $1 AND email IN ('l3@acme.test', 'l4@acme.test', 'l55@acme.test') ORDER BY email`,
    [accountId],
  )
  expect(rows).toEqual([
    { title: 'CEO', note: 5, last: 25_600 },
    { title: 'CEO', note: 25_600, last: 25_600 },
    { title: 'Founder', note: 25_600, last: 25_600 },
  ])
})
