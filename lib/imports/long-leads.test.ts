import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { makeImport, runDueImports, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { db, pool } from '../db/client'
import type { AccountId, EmailKey } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { transaction } from '../db/transaction'
import type { FieldKey } from '../leads/fields'
import { checkImport } from './check'
import { claimImport, releaseImport } from './claim'
import { rowsPath } from './files'
import { askForPiece } from './known'
import { LeadLookUp } from './look-up'
import { getImport } from './queries'
import { nextUndoJob } from './undo/undo-job'
import { getUndo } from './undo/undo-queries'
import { startUndo } from './undo/undo-start'
import { verifyImport } from './verify'

testDatabase()

const notes = Array.from({ length: 40 }, (_, n) => `Note ${n}`)
const mapping: FieldKey[] = ['email', 'title', ...notes.map((name) => `custom.${name}` as const)]
const header = ['Email', 'Title', ...notes].join(',')
const line = (n: number, title: string, note = '') =>
  [`l${n}@acme.test`, title, note, ...notes.slice(1).fill('')].join(',')
const lines = (count: number, title: string) => Array.from({ length: count }, (_, n) => line(n, title))

/** An account with 60 leads `l0@acme.test` and so on that hold a megabyte each. */
async function longLeads() {
  const owner = await makeAccount({ plan: 'starter' })
  await runImportOf(owner, [header, ...lines(60, 'Founder')].join('\n'), { mapping })
  await pool().query(
    `UPDATE leads SET custom =
       (SELECT jsonb_object_agg(name, repeat(md5(email || name), 800)) FROM unnest($2::text[]) AS name)
     WHERE account_id = $1`,
    [owner.accountId, notes],
  )
  return owner
}

async function hashOfLeads(accountId: AccountId): Promise<string> {
  const { rows } = await pool().query<{ hash: string }>(
    `SELECT md5(string_agg(email || title || md5(custom::text), ' ' ORDER BY email)) AS hash
     FROM leads WHERE account_id = $1`,
    [accountId],
  )
  return rows[0]!.hash
}

const wrongWith = async (accountId: AccountId, number: number) =>
  (await verifyImport(accountId, number))?.filter((check) => !check.holds)

test('leads that hold a megabyte each are updated in small batches, as a check has said', async () => {
  const { accountId, userId } = await longLeads()
  const file = [
    header,
    ...lines(50, 'CEO'), // changed
    ...Array.from({ length: 10 }, (_, n) => line(50 + n, 'Founder')), // unchanged
    line(3, 'CEO', 'short'), // changed once more, far from the row that changed it first
    ...Array.from({ length: 20 }, (_, n) => line(100 + n, 'CTO')), // new
    ...Array.from({ length: 5 }, (_, n) => line(n, 'CMO').replace('acme.test', 'gmial.com')), // rejected, with a suggestion
  ].join('\n')
  const number = await makeImport({ accountId, userId }, file, { update: true, mapping })
  const claim = (await claimImport())!
  const path = rowsPath(claim.fileId, claim.facts)
  const { facts, update, blankCells } = claim
  const said = await checkImport(accountId, { path, facts, mapping, update, blankCells, campaignId: null })
  await releaseImport(claim)
  await runDueImports()

  const { report } = (await getImport(accountId, number))!
  expect(report.counts).toMatchObject({
    read: 86,
    added: 20,
    modified: 61,
    modified_changed: 51,
    rejected: 5,
  })
  expect(said.counts).toEqual(report.counts)
  const batches = await db().importBatch.findMany({
    where: { accountId, importNumber: number },
    orderBy: { batch: 'asc' },
  })
  expect(batches.length).toBeGreaterThan(5)
  expect(await wrongWith(accountId, number)).toEqual([])
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

test('they are put back in small batches, too', async () => {
  const owner = await longLeads()
  const { accountId } = owner
  const before = await hashOfLeads(accountId)
  const shortened = Array.from(
    { length: 60 },
    (_, n) => `l${n}@acme.test,CEO${',short'.repeat(notes.length)}`,
  )
  const { number } = await runImportOf(owner, [header, ...shortened].join('\n'), { mapping, update: true })
  expect(await hashOfLeads(accountId)).not.toBe(before)
  orThrow(await startUndo(accountId, owner.userId, number, 'undo'))
  const never = new AbortController().signal
  for (let job = await nextUndoJob(); job; job = await nextUndoJob()) await job.run(never)
  expect(await getUndo(accountId, number)).toMatchObject({
    status: 'completed',
    tally: { values: { done: 60, kept: {} } },
  })
  expect(await hashOfLeads(accountId)).toBe(before)
  expect(await wrongWith(accountId, number)).toEqual([])
})

test('fewer are looked up at a time where they hold much, and behind them more again', async () => {
  const { accountId } = await longLeads()
  await pool().query("UPDATE leads SET custom = '{}' WHERE account_id = $1 AND email >= 'l2'", [accountId])
  const leads = await db().lead.findMany({ where: { accountId }, select: { email: true } })
  const emails = leads.map(({ email }) => email as EmailKey).sort()
  const pieces: number[] = []
  await transaction(async (tx) => {
    const account = { id: accountId, leadCount: 60, leadsMax: null, changesLast: 0 }
    const lookUp = new LeadLookUp()
    const asker = {
      accountId,
      number: null,
      fields: mapping,
      update: true,
      campaignId: null,
      turnedAway: false,
      touched: null,
      lookUp,
    }
    lookUp.begin(tx)
    for (let at = 0; at < emails.length; ) {
      const piece = await askForPiece(tx, asker, account, emails.length - at, (count) =>
        emails.slice(at, at + count),
      )
      expect([...(await piece.looked.leads()).keys()].sort()).toEqual(emails.slice(at, at + piece.rows))
      pieces.push(piece.rows)
      at += piece.rows
    }
  })
  expect(emails.findIndex((email) => email >= 'l2')).toBe(12)
  expect(pieces.slice(0, 3)).toEqual([3, 1, 1])
  expect(pieces.slice(-5, -1)).toEqual([3, 5, 8, 12])
})
