import { beforeAll, expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { makeImport, runDueImports, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { createCampaign } from '../campaigns/mutations'
import { db, pool } from '../db/client'
import type { AccountId, LeadId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { readEnvAgain } from '../env'
import { leadHistory } from '../leads/history'
import { deleteLeadByEmail, restoreDeletedLeads } from '../leads/mutations'
import { getLead } from '../leads/queries'
import { insertReportMails } from '../mail/report-mails'
import { claimImport } from './claim'
import { reportExamples } from './examples'
import { loadFamily } from './family'
import { startFix } from './fixes'
import { requestCancel } from './mutations'
import { getImport } from './queries'
import { eachReportRow, type ReportRow } from './report-rows'
import { startRest } from './rest'
import { placeOfRow } from './row-place'
import { listReportRows, type RowKind } from './rows-page'
import { runImport } from './run'
import { bucketRows } from './touched-rows'
import { nextUndoJob } from './undo/undo-job'
import { startUndo } from './undo/undo-start'
import { verifyImport } from './verify'

testDatabase()
process.env.BATCH_ROWS = '50'
readEnvAgain()

type Owner = Awaited<ReturnType<typeof makeAccount>>

const csv = (lines: readonly string[]) => `Email,First name\n${lines.join('\n')}\n`
/** Rows that find l1@, l2@ … as they are. */
const same = (count: number, from = 1) =>
  Array.from({ length: count }, (_, at) => `${keyOf(from + at)},Old ${from + at}`)

/** An account with `count` leads l1@acme.test … whose first names are Old 1, Old 2 … */
async function accountOf(count: number): Promise<Owner & { ids: LeadId[] }> {
  const owner = await makeAccount({ plan: 'growth' })
  const leads = Array.from({ length: count }, (_, n) => ({ email: keyOf(n + 1), firstName: `Old ${n + 1}` }))
  return { ...owner, ids: await makeLeads(owner.accountId, leads) }
}

async function reportOf({ accountId }: Owner, number: number) {
  const rows: ReportRow[] = []
  await eachReportRow(accountId, number, 'all', (row) => void rows.push(row))
  return rows
}

async function spansOf({ accountId }: Owner, number: number) {
  const { rows } = await pool().query<{ row: number; row_last: number; shared: boolean }>(
    `SELECT row, row_last, lead_ids IS NOT NULL AS shared FROM import_rows
     WHERE account_id = $1 AND import_number = $2 ORDER BY row`,
    [accountId, number],
  )
  return rows.map(({ row, row_last, shared }) => [row, row_last, shared])
}

async function expectToHold({ accountId }: Owner, ...numbers: number[]) {
  for (const number of numbers)
    expect((await verifyImport(accountId, number))?.filter((check) => !check.holds)).toEqual([])
}

/** Runs the import up to its `batches`-th batch, and leaves it to whoever comes. */
async function runUntil({ accountId }: Owner, number: number, batches: number) {
  const claim = await claimImport({ accountId, number })
  let asked = 0
  const turnIsOver = async () => asked++ === batches
  expect(await runImport(claim!, { atEnd: insertReportMails, turnIsOver })).toBe('gave way')
  await pool().query("UPDATE imports SET lease_until = now() - interval '1 second' WHERE account_id = $1", [
    accountId,
  ])
}

test('neighbours that are unchanged share an entry, but not beyond a bucket, a batch or another outcome', async () => {
  const owner = await accountOf(99)
  const plain = await runImportOf(owner, csv(same(99)), { update: true })
  // Rows 2 to 100; a batch ends at 51, buckets at 31, 63 and 95.
  expect(await spansOf(owner, plain.number)).toEqual([
    [2, 31, true],
    [32, 51, true],
    [52, 63, true],
    [64, 95, true],
    [96, 100, true],
  ])
  const lines = same(12)
  lines[2] = `${keyOf(3)},Other`
  lines[5] = ','
  lines[7] = 'nobody,'
  lines[9] = `${keyOf(1)},Old 1` // unchanged like its neighbours, but another row was the first
  const mixed = await runImportOf(owner, csv(lines), { update: true })
  expect(await spansOf(owner, mixed.number)).toEqual([
    [2, 3, true],
    [4, 4, false],
    [5, 6, true],
    [7, 7, false],
    [8, 8, false],
    [9, 9, false],
    [10, 10, false],
    [11, 11, false],
    [12, 13, true],
  ])
  await expectToHold(owner, plain.number, mixed.number)
})

type World = { owner: Owner & { ids: LeadId[] }; number: number; expected: ReportRow['email'][] }
let world: World

/** 170 rows of all kinds in runs of any length, so that entries end everywhere. */
beforeAll(async () => {
  const owner = await accountOf(150)
  const lines: string[] = []
  for (let n = 1; n <= 150; n++) {
    if (n % 41 === 0) lines.push('nobody,')
    if (n % 29 === 0) lines.push(',')
    if (n % 37 === 0) lines.push(`new${n}@acme.test,Zoe`)
    if (n % 53 === 0) lines.push(`${keyOf(n - 20)},Old ${n - 20}`)
    lines.push(n % 23 === 0 ? `${keyOf(n)},Other` : `${keyOf(n)},Old ${n}`)
  }
  const { number } = await runImportOf(owner, csv(lines), { update: true })
  world = { owner, number, expected: lines.map((line) => line.split(',')[0] || null) }
})

test('the whole report tells of each row in a shared entry its own email and lead', async () => {
  const { owner, number, expected } = world
  const rows = await reportOf(owner, number)
  expect(rows.map(({ row, email }) => [row, email])).toEqual(
    expected.flatMap((email, at) => (email === null ? [] : [[at + 2, email]])),
  )
  for (const { email, outcome, leadId } of rows)
    if (outcome === 'modified') expect(leadId).toBe(owner.ids[Number(/\d+/.exec(email!)![0]) - 1])
  expect((await spansOf(owner, number)).filter(([, , shared]) => shared).length).toBeGreaterThan(5)
  await expectToHold(owner, number)
})

test.each([1, 3, 31, 32, 33, 50, 400])(
  'pages of %i rows end and begin inside shared entries, and hold each row once',
  async (size) => {
    const { owner, number } = world
    const whole = await reportOf(owner, number)
    const wanted: Partial<Record<RowKind, (row: ReportRow) => boolean>> = {
      all: () => true,
      modified: ({ outcome }) => outcome === 'modified',
      unchanged: ({ outcome, changed }) => outcome === 'modified' && !changed,
      changed: ({ changed }) => changed,
    }
    for (const [kind, isWanted] of Object.entries(wanted) as [RowKind, (row: ReportRow) => boolean][]) {
      const expected = whole.filter(isWanted)
      const seen: unknown[] = []
      for (let page = 1; ; page++) {
        const { rows, total } = await listReportRows(owner.accountId, number, { kind, page, size })
        expect(total).toBe(expected.length)
        expect(rows.length).toBeLessThanOrEqual(size)
        if (rows.length === 0) break
        seen.push(...rows)
      }
      expect(seen).toEqual(expected)
    }
  },
)

test('each row of a shared entry is on the page it is said to be on', async () => {
  const { owner, number } = world
  const size = 7
  for (const { row, outcome } of await reportOf(owner, number)) {
    if (outcome !== 'modified') continue
    const place = await placeOfRow(owner.accountId, number, row, size)
    expect(place?.list).toBe('modified')
    const { rows } = await listReportRows(owner.accountId, number, {
      kind: 'modified',
      page: place!.page,
      size,
    })
    expect(rows.map((one) => one.row)).toContain(row)
  }
})

test('examples of rows whose lead was there are the first two of an entry, with who added the lead', async () => {
  const owner = await makeAccount()
  const first = await runImportOf(owner, csv(same(40)))
  const { number, report } = await runImportOf(owner, csv(same(40)), { update: true })
  const { existing, repeated } = await reportExamples(owner.accountId, number, report)
  expect(existing).toMatchObject([
    { kind: 'existing', row: 2, outcome: 'modified', lead: { import: { number: first.number } } },
    { kind: 'existing', row: 3, outcome: 'modified', lead: { import: { number: first.number } } },
  ])
  expect(repeated).toEqual([])
})

test('a lead of a shared entry that is gone leaves its row with its email, and its neighbours as they were', async () => {
  const owner = await accountOf(20)
  const { accountId, userId } = owner
  const { number } = await runImportOf(owner, csv(same(20)), { update: true })
  const before = await reportOf(owner, number)
  orThrow(await deleteLeadByEmail(accountId, userId, { email: keyOf(5), permanently: true }))
  orThrow(await deleteLeadByEmail(accountId, userId, { email: keyOf(6), permanently: false }))
  const without = (gone: readonly string[]) =>
    before.map((row) => (gone.includes(row.email!) ? { ...row, leadId: null } : row))
  expect(await reportOf(owner, number)).toEqual(without([keyOf(5), keyOf(6)]))
  const { rows } = await listReportRows(accountId, number, { kind: 'unchanged', page: 2, size: 4 })
  expect(rows).toEqual(without([keyOf(5), keyOf(6)]).slice(4, 8))
  await expectToHold(owner, number)
  // Whoever comes to the account later under that email is another lead.
  await runImportOf(owner, csv([`${keyOf(6)},New`]))
  expect(await reportOf(owner, number)).toEqual(without([keyOf(5), keyOf(6)]))
  await expectToHold(owner, number)
})

test('a lead of a shared entry that is restored is named by its row again', async () => {
  const owner = await accountOf(10)
  const { accountId, userId, ids } = owner
  const { number } = await runImportOf(owner, csv(same(10)), { update: true })
  const before = await reportOf(owner, number)
  orThrow(await deleteLeadByEmail(accountId, userId, { email: keyOf(4), permanently: false }))
  orThrow(await restoreDeletedLeads(accountId, userId, { leadIds: [ids[3]!] }))
  expect(await reportOf(owner, number)).toEqual(before)
  await expectToHold(owner, number)
})

test('an import that found a lead as it is leaves nothing in the history of the lead', async () => {
  const owner = await accountOf(40)
  const lines = same(40)
  lines[7] = `${keyOf(8)},Other`
  const { number } = await runImportOf(owner, csv(lines), { update: true })
  const eventsOf = async (n: number) => {
    const lead = await getLead(owner.accountId, owner.ids[n - 1]!)
    return (await leadHistory(owner.accountId, lead!)).events
  }
  expect(await eventsOf(8)).toMatchObject([
    { kind: 'changed', import: { number, row: 9 } },
    { kind: 'added' },
  ])
  for (const n of [7, 9, 31, 40]) expect(await eventsOf(n)).toMatchObject([{ kind: 'added' }])
})

test('undo takes back what changed between shared entries, and they stay', async () => {
  const owner = await accountOf(70)
  const lines = [...same(70), 'new@acme.test,Zoe']
  lines[33] = `${keyOf(34)},Other`
  const before = await leadsOf(owner.accountId)
  const { number } = await runImportOf(owner, csv(lines), { update: true })
  const spans = await spansOf(owner, number)
  orThrow(await startUndo(owner.accountId, owner.userId, number, 'undo'))
  const never = new AbortController().signal
  for (let job = await nextUndoJob(); job; job = await nextUndoJob()) await job.run(never)
  expect(await leadsOf(owner.accountId)).toEqual(before)
  expect(await spansOf(owner, number)).toEqual(spans)
  await expectToHold(owner, number)
})

async function leadsOf(accountId: AccountId) {
  return db().lead.findMany({
    where: { accountId },
    select: { id: true, email: true, firstName: true },
    orderBy: { id: 'asc' },
  })
}

/** Rows that touch leads l1@ to l60@ again and again: as they are, changed, or a lead the file itself adds. */
function repeating(): string[] {
  const lines = same(60)
  lines.push('new@acme.test,Zoe', ...same(20, 11), 'new@acme.test,Zoe')
  for (let n = 1; n <= 60; n += 7) lines.push(`${keyOf(n)},Other`)
  lines.push(...same(60), 'new@acme.test,Zoë', ...same(60))
  return lines
}

/** Everything a report says but for ids, which differ from account to account. */
async function saidOf(owner: Owner, number: number) {
  const rows = await reportOf(owner, number)
  const { counts, leadsInImport, campaign } = (await getImport(owner.accountId, number))!.report
  return { rows: rows.map(({ leadId: _, ...row }) => row), counts, leadsInImport, campaign }
}

test.each([7, 32, 50])(
  'a run that is taken up by another worker after any batch of %i rows says of repeated leads the same first rows',
  async (size) => {
    process.env.BATCH_ROWS = String(size)
    readEnvAgain()
    try {
      const text = csv(repeating())
      const whole = await accountOf(60)
      const { number } = await runImportOf(whole, text, { update: true })
      const expected = await saidOf(whole, number)
      const first = new Map<string, number>()
      for (const { row, email, otherRow } of expected.rows) {
        expect([row, otherRow]).toEqual([row, first.get(email!) ?? null])
        if (!first.has(email!)) first.set(email!, row)
      }
      const batches = Math.ceil(repeating().length / size)
      for (const stops of [[1], [batches - 1], [2, 1, 1], Array<number>(batches - 1).fill(1)]) {
        const owner = await accountOf(60)
        const cut = await makeImport(owner, text, { update: true })
        for (const stop of stops) await runUntil(owner, cut, stop)
        await runDueImports()
        expect(await saidOf(owner, cut)).toEqual(expected)
        await expectToHold(owner, cut)
      }
    } finally {
      process.env.BATCH_ROWS = '50'
      readEnvAgain()
    }
  },
)

test('a run goes on over entries from before rows shared any', async () => {
  const text = csv(repeating())
  const whole = await accountOf(60)
  const { number } = await runImportOf(whole, text, { update: true })
  const owner = await accountOf(60)
  const cut = await makeImport(owner, text, { update: true })
  await runUntil(owner, cut, 2)
  await partEntries(owner, cut)
  await runDueImports()
  expect(await saidOf(owner, cut)).toEqual(await saidOf(whole, number))
  await expectToHold(owner, cut)
})

/** Gives every row of a shared entry one of its own, as it was written once. */
async function partEntries({ accountId }: Owner, number: number) {
  const { rowCount } = await pool().query(
    `WITH shared AS (
       DELETE FROM import_rows WHERE account_id = $1 AND import_number = $2 AND lead_ids IS NOT NULL RETURNING *
     )
     INSERT INTO import_rows (account_id, import_number, row, row_last, outcome, email, lead_id)
     SELECT account_id, import_number, row + at::int - 1, row + at::int - 1, outcome, mail, lead
     FROM shared, ROWS FROM (unnest(lead_ids), unnest(string_to_array(email, E'\\n'))) WITH ORDINALITY AS t (lead, mail, at)`,
    [accountId, number],
  )
  expect(rowCount).toBeGreaterThan(bucketRows)
}

test('a lead deleted and restored between two workers keeps the row that was the first to modify it', async () => {
  const owner = await accountOf(60)
  const { accountId, userId, ids } = owner
  const number = await makeImport(owner, csv([...same(60), ...same(60)]), { update: true })
  await runUntil(owner, number, 1)
  orThrow(await deleteLeadByEmail(accountId, userId, { email: keyOf(3), permanently: false }))
  orThrow(await restoreDeletedLeads(accountId, userId, { leadIds: [ids[2]!] }))
  // Another person under the same email is another lead, which a later row is the first to modify.
  orThrow(await deleteLeadByEmail(accountId, userId, { email: keyOf(4), permanently: false }))
  const [again] = await makeLeads(accountId, [{ email: keyOf(4), firstName: 'Old 4' }])
  await runDueImports()
  const rows = await reportOf(owner, number)
  expect(rows.find(({ row }) => row === 64)).toMatchObject({ email: keyOf(3), otherRow: 4, leadId: ids[2] })
  expect(rows.find(({ row }) => row === 65)).toMatchObject({ email: keyOf(4), otherRow: null, leadId: again })
  expect(rows.filter(({ otherRow }) => otherRow !== null)).toHaveLength(59)
})

test.each([false, true])(
  'the rest of a cancelled import, parted entries: %s, counts each lead of both once',
  async (parted) => {
    const owner = await accountOf(60)
    const { accountId, userId } = owner
    const campaign = orThrow(await createCampaign(accountId, { name: 'Spring', rejects: [] }))
    const parent = await makeImport(owner, csv(repeating()), { update: true, campaignId: campaign.id })
    await runUntil(owner, parent, 2)
    await requestCancel(accountId, parent)
    await runDueImports()
    if (parted) await partEntries(owner, parent)
    const { number } = orThrow(await startRest(accountId, userId, parent))
    await runUntil(owner, number, 1)
    await runDueImports()
    await expectToHold(owner, parent, number)
    const { combined } = (await loadFamily(accountId, parent))!
    expect(combined.leadsInImport).toBe(61)
    expect(combined.campaign).toMatchObject({ offered: 61, added: 61 })
  },
)

test('a fix finds which leads its parent modified in shared entries', async () => {
  const owner = await accountOf(45)
  const { accountId, userId } = owner
  const campaign = orThrow(await createCampaign(accountId, { name: 'Spring', rejects: ['not_verified'] }))
  const lines = [...same(20), 'nobody,', ...same(20, 21)]
  const parent = await runImportOf(owner, csv(lines), { update: true, campaignId: campaign.id })
  const emails = new Map([[22, keyOf(33) as string]])
  const fix = await startFix(accountId, { userId, role: 'admin' }, parent.number, { kind: 'edit', emails })
  const { number } = orThrow(fix)
  await runDueImports()
  await expectToHold(owner, parent.number, number)
  const { combined } = (await loadFamily(accountId, parent.number))!
  expect(combined.leadsInImport).toBe(40)
  expect(combined.campaign).toMatchObject({ offered: 40, added: 0 })
})

const mine = 'account_id = $1 AND import_number = $2'
const oneShared = `${mine} AND row = (SELECT min(row) FROM import_rows WHERE ${mine} AND row_last - row > 2 AND lead_ids IS NOT NULL)`

/** What verify says after a change of the ledger, which is then taken back. */
async function brokenBy(sql: string): Promise<string> {
  const { owner, number } = world
  const key = [owner.accountId, number]
  await pool().query('CREATE TABLE kept AS TABLE import_rows')
  try {
    const { rowCount } = await pool().query(sql, key)
    expect(rowCount).toBe(1)
    const verdicts = await verifyImport(owner.accountId, number)
    return (verdicts ?? []).flatMap(({ holds, name }) => (holds ? [] : [name])).join('\n')
  } finally {
    await pool().query(`DELETE FROM import_rows WHERE ${mine}`, key)
    await pool().query(`INSERT INTO import_rows SELECT * FROM kept WHERE ${mine}`, key)
    await pool().query('DROP TABLE kept')
  }
}

test.each([
  [
    'another email stands inside a shared entry',
    `UPDATE import_rows SET email = replace(email, split_part(email, E'\\n', 2), 'other@acme.test') WHERE ${oneShared}`,
    'read by another parser',
  ],
  [
    'two emails of a shared entry stand in each other’s place',
    `UPDATE import_rows SET email = array_to_string(ARRAY[split_part(email, E'\\n', 2), split_part(email, E'\\n', 1)]
       || (string_to_array(email, E'\\n'))[3:], E'\\n') WHERE ${oneShared}`,
    'read by another parser',
  ],
  [
    'a shared entry has an email too few',
    `UPDATE import_rows SET email = regexp_replace(email, E'\\n[^\\n]*$', '') WHERE ${oneShared}`,
    'read by another parser',
  ],
  [
    'a lead of a shared entry never was',
    `UPDATE import_rows SET lead_ids[2] = gen_random_uuid() WHERE ${oneShared}`,
    'Every modified row names a lead',
  ],
  [
    'a lead stands twice in a shared entry',
    `UPDATE import_rows SET lead_ids[2] = lead_ids[1] WHERE ${oneShared}`,
    'The changes per field add up',
  ],
  [
    'a shared entry ends a row too early',
    `UPDATE import_rows SET row_last = row_last - 1, lead_ids = trim_array(lead_ids, 1) WHERE ${oneShared}`,
    'Every row has exactly one entry',
  ],
  [
    'a shared entry reaches into the next',
    `UPDATE import_rows SET row_last = row_last + 1, lead_ids = lead_ids || lead_ids[1] WHERE ${oneShared}`,
    'Every row has exactly one entry',
  ],
])('verify says so when %s', async (_, sql, name) => {
  expect(await brokenBy(sql)).toContain(name)
})

test.each([
  ['a lead too few', `UPDATE import_rows SET lead_ids = trim_array(lead_ids, 1) WHERE ${oneShared}`],
  ['a row too many', `UPDATE import_rows SET row_last = row_last + 1 WHERE ${oneShared}`],
  ['another outcome', `UPDATE import_rows SET outcome = 'changed' WHERE ${oneShared}`],
  ['a row that was the first to touch them', `UPDATE import_rows SET other_row = 2 WHERE ${oneShared}`],
])('the database refuses a shared entry with %s', async (_, sql) => {
  const { owner, number } = world
  await expect(pool().query(sql, [owner.accountId, number])).rejects.toMatchObject({ code: '23514' })
})
