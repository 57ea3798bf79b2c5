import { describe, expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { choosePlan } from '../accounts/mutations'
import { createCampaign } from '../campaigns/mutations'
import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { cleanList } from '../deleted-emails/mutations'
import { deleteLeadByEmail } from '../leads/mutations'
import { exportLeads } from '../leads/queries'
import { requestCancel, startImport } from './mutations'
import { getImport } from './queries'
import { listRejectedRows } from './rejected-page'
import { eachReportRow, type ReportRow } from './report-rows'
import { verifyImport } from './verify'

testDatabase()

async function leadsOf(accountId: AccountId) {
  const leads = []
  for await (const lead of exportLeads(accountId)) leads.push(lead)
  return leads
}

async function rowsOf(accountId: AccountId, number: number) {
  const rows: ReportRow[] = []
  await eachReportRow(accountId, number, 'all', (row) => void rows.push(row))
  return rows
}

async function expectToHold(accountId: AccountId, number: number) {
  const checks = await verifyImport(accountId, number)
  expect(checks?.filter((check) => !check.holds)).toEqual([])
}

test("the help article's story: the limit, the box, the deleted list, and every fix", async () => {
  const owner = await makeAccount({ plan: 'trial' })
  const { accountId, userId } = owner
  const file = csvOfLeads(105)

  const first = await runImportOf(owner, file)
  expect(first.status).toBe('completed')
  expect(first.report.counts).toMatchObject({ read: 105, added: 100, modified: 0, rejected: 5 })
  expect(first.report.rejections).toEqual([
    { code: 'max_leads_reached', message: 'Max number of leads reached (100)', count: 5, causes: {} },
  ])
  expect(first.report.account).toEqual({ leads_before: 0, leads_after: 100 })

  await choosePlan(accountId, userId, 'starter')
  expect((await getImport(accountId, first.number))?.report.rejections[0]?.message).toBe(
    'Max number of leads reached (100)',
  )
  const second = await runImportOf(owner, file)
  expect(second.report.counts).toMatchObject({ added: 5, modified: 0, rejected: 100 })
  expect(second.report.rejections).toEqual([
    {
      code: 'already_in_account',
      message: 'Email already belongs to a lead within the account',
      count: 100,
      causes: { existing_lead: 100 },
    },
  ])

  const third = await runImportOf(owner, file.replaceAll('Ana ', 'Anna '), { update: true })
  expect(third.report.counts).toMatchObject({ added: 0, modified: 105, modified_changed: 105, rejected: 0 })
  expect(third.report.fields).toEqual([{ field: 'first_name', filled: 0, replaced: 105, cleared: 0 }])

  await deleteLeadByEmail(accountId, userId, { email: 'l7@acme.test', permanently: true })
  const fourth = await runImportOf(owner, file, { update: true })
  expect(fourth.report.rejections).toMatchObject([{ code: 'email_permanently_deleted', count: 1 }])

  await cleanList(accountId, userId)
  const fifth = await runImportOf(owner, file)
  expect(fifth.report.counts).toMatchObject({ added: 1, rejected: 104 })
  for (const { number } of [first, second, third, fourth, fifth]) await expectToHold(accountId, number)
})

test('gives every row of the file its outcome, with pointers to other rows and leads', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await runImportOf(owner, 'Email\nold@acme.test\n')
  const file = [
    'Email,First name',
    'ana@acme.test,Ana',
    '',
    'ANA@acme.test ,Ana again',
    ',Nobody',
    'bo.acme.test,Bo',
    'old@acme.test,Old',
    'c@acme.test,C,too,many',
    'd@acme.test,D',
    '',
  ].join('\r\n')
  const view = await runImportOf(owner, file)
  expect(view.report.counts).toEqual({
    rows_in_file: 8,
    blank: 1,
    read: 7,
    added: 2,
    modified: 0,
    modified_changed: 0,
    modified_unchanged: 0,
    rejected: 5,
    not_processed: 0,
  })
  const rows = await rowsOf(owner.accountId, view.number)
  expect(
    rows.map(({ row, email, outcome, code, cause, otherRow }) => [
      row,
      email,
      outcome,
      code,
      cause,
      otherRow,
    ]),
  ).toEqual([
    [2, 'ana@acme.test', 'added', null, null, null],
    [4, 'ana@acme.test', 'rejected', 'already_in_account', 'repeated_in_file', 2],
    [5, null, 'rejected', 'email_missing', null, null],
    [6, 'bo.acme.test', 'rejected', 'email_invalid', 'no_at', null],
    [7, 'old@acme.test', 'rejected', 'already_in_account', 'existing_lead', null],
    [8, 'c@acme.test', 'rejected', 'row_unreadable', 'too_many_cells', null],
    [9, 'd@acme.test', 'added', null, null, null],
  ])
  const page = await listRejectedRows(owner.accountId, view.number, {
    code: 'already_in_account',
    page: 1,
    size: 50,
  })
  expect(page.total).toBe(2)
  await expectToHold(owner.accountId, view.number)
})

test('an update touches mapped columns only, and says per cell what changed', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const mapping = ['email', 'first_name', 'custom.city'] as const
  await runImportOf(owner, 'Email,First name,City\nana@acme.test,Ana,Riga\n', { mapping: [...mapping] })
  const view = await runImportOf(owner, 'Email,Company,City\nana@acme.test,Acme,Oslo\nana@acme.test,,\n', {
    mapping: ['email', 'company', 'custom.city'],
    update: true,
  })
  expect(view.report.counts).toMatchObject({ modified: 2, modified_changed: 1, modified_unchanged: 1 })
  expect(view.report.leadsInImport).toBe(1)
  const [changed, unchanged] = await rowsOf(owner.accountId, view.number)
  expect(changed?.changes).toEqual([
    { field: 'company', from: '', to: 'Acme' },
    { field: 'custom.city', from: 'Riga', to: 'Oslo' },
  ])
  expect(unchanged).toMatchObject({ outcome: 'modified', changed: false, otherRow: 2 })
  expect(await leadsOf(owner.accountId)).toMatchObject([
    {
      email: 'ana@acme.test',
      first_name: 'Ana',
      company: 'Acme',
      custom: { city: 'Oslo' },
      added_by: { import: 1, row: 2 },
    },
  ])
})

test('clearing blank cells empties mapped fields, built-in and custom', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const mapping = ['email', 'first_name', 'custom.city', 'email_status'] as const
  await runImportOf(owner, 'a,b,c,d\nana@acme.test,Ana,Riga,valid\n', { mapping: [...mapping] })
  const options = { mapping: [...mapping], update: true, blankCells: 'clear' as const }
  const view = await runImportOf(owner, 'a,b,c,d\nana@acme.test,,,\n', options)
  expect(view.report.fields.map(({ field, cleared }) => [field, cleared])).toEqual([
    ['first_name', 1],
    ['custom.city', 1],
    ['email_status', 1],
  ])
  expect(await leadsOf(owner.accountId)).toMatchObject([
    { first_name: '', custom: {}, email_status: 'not_verified' },
  ])
})

test('tags of a column and the tag of the import are added to leads, and the ledger says what they were', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const odd = 'VIP; "big \\ ""deal"""; {a}'
  await runImportOf(
    owner,
    `Email,Tags\nana@acme.test,${JSON.stringify(odd).replaceAll('\\"', '""').replaceAll('\\\\', '\\')}\nbo@acme.test,\n`,
  )
  const had = ['VIP', 'big \\ "deal"', '{a}']
  expect((await leadsOf(owner.accountId)).map((lead) => lead.tags)).toEqual([had, []])

  const update = { update: true, tag: '  Q4   outbound ' }
  const view = await runImportOf(owner, 'Email\nana@acme.test\ncy@acme.test\ncy@acme.test\n', update)
  expect(view.report.counts).toMatchObject({ added: 1, modified_changed: 1, modified_unchanged: 1 })
  expect((await leadsOf(owner.accountId)).map((lead) => lead.tags)).toEqual([
    [...had, 'Q4 outbound'],
    [],
    ['Q4 outbound'],
  ])
  expect((await rowsOf(owner.accountId, view.number))[0]?.changes).toEqual([
    { field: 'tags', from: had.join(', '), to: [...had, 'Q4 outbound'].join(', ') },
  ])
  await expectToHold(owner.accountId, view.number)

  const cleared = await runImportOf(owner, 'Email,Tags\nana@acme.test,\nbo@acme.test,New\n', {
    update: true,
    blankCells: 'clear',
  })
  expect(cleared.report.fields).toEqual([{ field: 'tags', filled: 1, replaced: 0, cleared: 1 }])
  expect((await leadsOf(owner.accountId)).map((lead) => lead.tags)).toEqual([[], ['New'], ['Q4 outbound']])
})

test('an address gets its status from our own look at it, unless the file says one', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const { id } = orThrow(await createCampaign(owner.accountId, { name: 'Q4', rejects: ['risky'] }))
  const file = 'Email\nana@acme.test\ninfo@acme.test\nbo@acme.test\ncy@mailinator.com\n'
  const view = await runImportOf(owner, file, { campaignId: id })
  expect(view.report.campaign).toMatchObject({ offered: 4, added: 2, rejected: 2 })
  const statuses = async () =>
    (await leadsOf(owner.accountId)).map((lead) => `${lead.email} ${lead.email_status}`).toSorted()
  expect(await statuses()).toEqual([
    'ana@acme.test not_verified',
    'bo@acme.test not_verified',
    'cy@mailinator.com risky',
    'info@acme.test risky',
  ])
  const { rows } = await pool().query(
    `SELECT row, cause, detail FROM import_campaign_rows WHERE account_id = $1 AND outcome = 'rejected' ORDER BY row`,
    [owner.accountId],
  )
  expect(rows).toEqual([
    { row: 3, cause: 'risky', detail: 'role_address' },
    { row: 5, cause: 'risky', detail: 'disposable_domain' },
  ])
  await expectToHold(owner.accountId, view.number)

  const verified = 'Email,Email status\nsales@acme.test,valid\nhr@acme.test,\nhelp@acme.test,unknown\n'
  const again = await runImportOf(owner, verified, { campaignId: id })
  expect((await statuses()).filter((line) => /^(sales|hr|help)@/.test(line))).toEqual([
    'help@acme.test unknown',
    'hr@acme.test risky',
    'sales@acme.test valid',
  ])
  await expectToHold(owner.accountId, again.number)
})

test('offers each lead to the campaign once, and keeps in the account those it rejects', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const campaign = await createCampaign(owner.accountId, {
    name: 'Q4 outbound',
    rejects: ['invalid', 'risky'],
  })
  if (campaign.kind !== 'done') throw new Error('No campaign was made.')
  const file =
    'Email,Email status\na@acme.test,valid\nb@acme.test,invalid\nc@acme.test,risky\na@acme.test,invalid\n'
  const options = { campaignId: campaign.value.id, update: true }
  const first = await runImportOf(owner, file, options)
  expect(first.report.campaign).toMatchObject({ offered: 3, added: 1, already_in: 0, rejected: 2 })
  expect(first.report.leadsInImport).toBe(3)
  const again = await runImportOf(owner, file.replaceAll('invalid', 'valid'), options)
  expect(again.report.campaign).toMatchObject({ offered: 3, added: 1, already_in: 1, rejected: 1 })
  const leads = await leadsOf(owner.accountId)
  expect(leads.map((lead) => [lead.email, lead.campaigns])).toEqual([
    ['a@acme.test', ['Q4 outbound']],
    ['b@acme.test', ['Q4 outbound']],
    ['c@acme.test', []],
  ])
  await expectToHold(owner.accountId, first.number)
  await expectToHold(owner.accountId, again.number)
})

test('a file with a header only completes with nothing in it', async () => {
  const owner = await makeAccount()
  const view = await runImportOf(owner, 'Email,First name\n')
  expect(view).toMatchObject({ status: 'completed', rowsTotal: 0 })
  expect(view.report.counts.rows_in_file).toBe(0)
  await expectToHold(owner.accountId, view.number)
})

test('cancelling before it runs leaves every row not processed, and says so', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const number = await makeImport(owner, `${csvOfLeads(10)}\n\n`)
  expect(await requestCancel(owner.accountId, number)).toMatchObject({ kind: 'done' })
  await runDueImports()
  const view = await getImport(owner.accountId, number)
  expect(view).toMatchObject({ status: 'cancelled' })
  expect(view?.report.counts).toMatchObject({ read: 10, added: 0, not_processed: 10 })
  expect(await requestCancel(owner.accountId, number)).toMatchObject({ kind: 'refused' })
  await expectToHold(owner.accountId, number)
})

describe('starting', () => {
  test('the same key twice, also at once, is one import', async () => {
    const owner = await makeAccount({ plan: 'growth' })
    const number = await makeImport(owner, csvOfLeads(3))
    const { rows } = await pool().query('SELECT * FROM imports WHERE account_id = $1', [owner.accountId])
    const start = {
      startKey: crypto.randomUUID(),
      fileId: rows[0].file_id,
      mapping: rows[0].mapping,
      update: false,
      blankCells: 'keep' as const,
      campaignId: null,
    }
    const started = await Promise.all(
      Array.from({ length: 5 }, () => startImport(owner.accountId, owner.userId, start)),
    )
    expect(new Set(started.map((result) => result.kind === 'done' && result.value.number))).toEqual(
      new Set([number + 1]),
    )
  })

  test('a mapping without an email, or a file of another account, is refused in a sentence', async () => {
    const owner = await makeAccount()
    const stranger = await makeAccount()
    await makeImport(owner, csvOfLeads(1))
    const { rows } = await pool().query('SELECT file_id FROM imports WHERE account_id = $1', [
      owner.accountId,
    ])
    const start = {
      startKey: crypto.randomUUID(),
      fileId: rows[0].file_id,
      mapping: ['email', null, null] as ('email' | null)[],
      update: false,
      blankCells: 'keep' as const,
      campaignId: null,
    }
    expect(
      await startImport(owner.accountId, owner.userId, { ...start, mapping: [null, null, null] }),
    ).toEqual({
      kind: 'refused',
      reason: 'Choose the column that holds the email.',
    })
    expect(await startImport(stranger.accountId, stranger.userId, start)).toMatchObject({ kind: 'refused' })
  })
})
