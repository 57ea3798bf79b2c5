import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports, runImportOf } from '../../prisma/factories/import'
import { db, pool } from '../db/client'
import { testDatabase } from '../db/test-database'
import { deleteLeadByEmail } from '../leads/mutations'
import { insertReportMails } from '../mail/report-mails'
import { claimImport } from './claim'
import { requestCancel } from './mutations'
import { getImport } from './queries'
import { eachReportRow, type ReportRow } from './report-rows'
import { startRest } from './rest'
import { listReportRows, type PagedRow } from './rows-page'
import { runImport } from './run'
import { bucketRows } from './touched-rows'
import { verifyImport } from './verify'

process.env.BATCH_ROWS = '100'
testDatabase()

type Owner = Awaited<ReturnType<typeof makeAccount>>

const update = { update: true }

async function ownerOf(leads: number): Promise<Owner> {
  const owner = await makeAccount({ plan: 'growth' })
  await runImportOf(owner, csvOfLeads(leads))
  return owner
}

/** Lines of a file by their row: lines[1] is the header, lines[2] the first lead. */
function linesOf(leads: number): string[] {
  return ['', ...csvOfLeads(leads).trimEnd().split('\n')]
}

function textOf(lines: readonly string[]): string {
  return `${lines.slice(1).join('\n')}\n`
}

async function rowsOf({ accountId }: Owner, number: number): Promise<ReportRow[]> {
  const rows: ReportRow[] = []
  await eachReportRow(accountId, number, 'all', (row) => void rows.push(row))
  return rows
}

async function pagesOf({ accountId }: Owner, number: number, kind: 'all' | 'unchanged', size: number) {
  const rows: PagedRow[] = []
  for (let page = 1; ; page++) {
    const found = await listReportRows(accountId, number, { kind, page, size })
    rows.push(...found.rows)
    if (rows.length >= found.total || found.rows.length === 0) return rows
  }
}

async function entriesOf({ accountId }: Owner, number: number) {
  return db().importRow.findMany({ where: { accountId, importNumber: number }, orderBy: { row: 'asc' } })
}

async function broken({ accountId }: Owner, number: number) {
  const verdicts = await verifyImport(accountId, number)
  return verdicts!.filter(({ holds }) => !holds).map(({ name, found }) => `${name}: ${found}`)
}

test('rows that found their leads as they are share entries, and every row still tells of its own lead', async () => {
  const owner = await ownerOf(300)
  const lines = linesOf(300)
  for (const row of [40, 41]) lines[row] = lines[row]!.replace('Acme', 'Birch')
  lines[120] = 'nobody,No,'
  lines.splice(200, 0, ',,')
  const { number } = await runImportOf(owner, textOf(lines), update)
  expect(await broken(owner, number)).toEqual([])

  const entries = await entriesOf(owner, number)
  for (const { row, rowLast, leadIds } of entries.filter(({ leadIds }) => leadIds.length > 0)) {
    expect(leadIds).toHaveLength(rowLast - row + 1)
    expect(Math.floor(row / bucketRows)).toBe(Math.floor(rowLast / bucketRows))
  }
  expect(entries.length).toBeLessThan(40)

  const leads = await db().lead.findMany({ where: { accountId: owner.accountId } })
  const idOf = new Map(leads.map(({ email, id }) => [email, id]))
  const rows = await rowsOf(owner, number)
  expect(rows).toHaveLength(300)
  for (const { row, email, leadId } of rows) {
    expect(email).toBe(lines[row]!.split(',')[0])
    expect(leadId).toBe(idOf.get(email!) ?? null)
  }
  expect(rows.filter(({ changed }) => changed).map(({ row }) => row)).toEqual([40, 41])
  for (const size of [1, 7, bucketRows, 50, 500]) {
    expect(await pagesOf(owner, number, 'all', size)).toEqual(rows)
    const unchanged = rows.filter(({ outcome, changed }) => outcome === 'modified' && !changed)
    expect(await pagesOf(owner, number, 'unchanged', size)).toEqual(unchanged)
  }
})

test('a lead deleted since leaves its neighbours in their places', async () => {
  const owner = await ownerOf(60)
  const { number } = await runImportOf(owner, csvOfLeads(60), update)
  await deleteLeadByEmail(owner.accountId, owner.userId, { email: 'l30@acme.test', permanently: true })
  expect(await broken(owner, number)).toEqual([])
  const [before, gone, behind] = (await rowsOf(owner, number)).slice(28, 31)
  expect(before).toMatchObject({ row: 30, email: 'l29@acme.test', leadId: expect.any(String) })
  expect(gone).toMatchObject({ row: 31, email: 'l30@acme.test', leadId: null })
  expect(behind).toMatchObject({ row: 32, email: 'l31@acme.test', leadId: expect.any(String) })
})

/** Runs an import for `batches` batches, as a worker that must then stop. */
async function begun(owner: Owner, text: string, batches: number): Promise<number> {
  const number = await makeImport(owner, text, update)
  const claim = await claimImport({ accountId: owner.accountId, number })
  let asked = 0
  const turnIsOver = async () => asked++ === batches
  expect(await runImport(claim!, { atEnd: insertReportMails, turnIsOver })).toBe('gave way')
  await pool().query("UPDATE imports SET lease_until = now() - interval '1 second' WHERE account_id = $1", [
    owner.accountId,
  ])
  return number
}

test('a row that repeats a lead names the first that modified it, in the same run and in one taken up later', async () => {
  const owner = await ownerOf(250)
  const lines = linesOf(250)
  lines.push(lines[2]!, lines[33]!.replace('Acme', 'Birch'), lines[150]!, lines[33]!)
  const wanted = [
    { row: 252, otherRow: 2, changed: false },
    { row: 253, otherRow: 33, changed: true },
    { row: 254, otherRow: 150, changed: false },
    { row: 255, otherRow: 33, changed: true },
  ]
  const atOnce = await runImportOf(owner, textOf(lines), update)
  const later = await begun(owner, textOf(lines), 2)
  await runDueImports()
  for (const number of [atOnce.number, later]) {
    expect((await rowsOf(owner, number)).slice(-4)).toMatchObject(wanted)
    expect(await broken(owner, number)).toEqual([])
    const { report } = (await getImport(owner.accountId, number))!
    expect(report).toMatchObject({ counts: { modified: 254 }, leadsInImport: 250 })
  }
})

test('the rest of an import counts a lead that its parent modified once', async () => {
  const owner = await ownerOf(250)
  const lines = linesOf(250)
  lines.push(lines[2]!, lines[33]!.replace('Acme', 'Birch'))
  const parent = await begun(owner, textOf(lines), 2)
  await requestCancel(owner.accountId, parent)
  await runDueImports()
  const started = await startRest(owner.accountId, owner.userId, parent)
  if (started.kind !== 'done') throw new Error(JSON.stringify(started))
  await runDueImports()
  const rest = started.value.number
  for (const number of [parent, rest]) expect(await broken(owner, number)).toEqual([])
  const { counts } = (await getImport(owner.accountId, rest))!.report
  expect(counts).toMatchObject({ modified_unchanged: 51, modified_changed: 1 })
  const batches = await db().importBatch.findMany({
    where: { accountId: owner.accountId, importNumber: rest },
    orderBy: { batch: 'asc' },
  })
  expect(batches.map(({ tally }) => (tally as { again?: { leads: number } }).again?.leads ?? 0)).toEqual([
    0, 2,
  ])
})

test('the check of an import notices what is wrong within an entry', async () => {
  const owner = await ownerOf(60)
  const { number } = await runImportOf(owner, csvOfLeads(60), update)
  const wrongly = async (sql: string) => {
    const where = `WHERE account_id = $1 AND import_number = $2 AND row = ${bucketRows}`
    await pool().query('CREATE TABLE kept AS SELECT * FROM import_rows')
    await pool().query(`UPDATE import_rows SET ${sql} ${where}`, [owner.accountId, number])
    const found = await broken(owner, number)
    await pool().query('TRUNCATE import_rows; INSERT INTO import_rows SELECT * FROM kept; DROP TABLE kept')
    return found
  }
  expect(await wrongly('row = row')).toEqual([])
  expect(await wrongly("email = replace(email, 'l40@', 'l41@')")).toEqual([
    expect.stringContaining('row 41'),
    expect.stringContaining('the lead of its email'),
  ])
  expect(await wrongly('row_last = row_last - 1, lead_ids = lead_ids[2:]')).not.toEqual([])
  const swapped = 'lead_ids = ARRAY[lead_ids[2], lead_ids[1]] || lead_ids[3:]'
  expect(await wrongly(swapped)).toEqual([expect.stringContaining('the lead of its email')])
  await expect(
    pool().query('UPDATE import_rows SET lead_ids = lead_ids[2:] WHERE lead_ids IS NOT NULL'),
  ).rejects.toThrow('import_rows_neighbours')
})
