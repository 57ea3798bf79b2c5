import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { makeImport, runDueImports, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { choosePlan } from '../accounts/mutations'
import { createCampaign } from '../campaigns/mutations'
import { db, pool } from '../db/client'
import type { CampaignId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { deleteLeadByEmail } from '../leads/mutations'
import { insertReportMails } from '../mail/report-mails'
import { claimImport } from './claim'
import { loadFamily } from './family'
import { removeFile } from './files'
import { type Fix, type Fixer, startFix } from './fixes'
import { requestCancel } from './mutations'
import { getImport } from './queries'
import { eachReportRow, type ReportRow } from './report-rows'
import { startRest } from './rest'
import { runImport } from './run'
import { verifyImport } from './verify'

process.env.BATCH_ROWS = '3'
testDatabase()

type Owner = Awaited<ReturnType<typeof makeAccount>>

const adminOf = ({ userId }: Owner): Fixer => ({ userId, role: 'admin' })

async function fixAndRun(owner: Owner, parent: number, fix: Fix) {
  const { number } = orThrow(await startFix(owner.accountId, adminOf(owner), parent, fix))
  await runDueImports()
  return (await getImport(owner.accountId, number))!
}

async function rowsOf({ accountId }: Owner, number: number) {
  const rows: ReportRow[] = []
  await eachReportRow(accountId, number, 'all', (row) => void rows.push(row))
  return rows.map(({ row, outcome, code }) => [row, code ?? outcome])
}

async function expectToHold({ accountId }: Owner, ...numbers: number[]) {
  for (const number of numbers)
    expect((await verifyImport(accountId, number))?.filter((check) => !check.holds)).toEqual([])
}

/** Everything the report of an import says, so that it can be seen not to change. */
async function reportOf(owner: Owner, number: number) {
  const { report, rowsDone, status } = (await getImport(owner.accountId, number))!
  return JSON.stringify({ report, rowsDone, status, rows: await rowsOf(owner, number) })
}

const twice = [
  'Email,First name',
  'new@x.test,New',
  'old1@x.test,One',
  'nobody,No',
  'old2@x.test,Two',
  'new@x.test,Newer',
  '',
].join('\n')

test('with the box on, exactly the rows that were rejected for it run again, and the parent stays as it was', async () => {
  const owner = await makeAccount()
  await makeLeads(owner.accountId, [{ email: 'old1@x.test', firstName: 'Old' }, { email: 'old2@x.test' }])
  const parent = (await runImportOf(owner, twice)).number
  const before = await reportOf(owner, parent)

  const child = await fixAndRun(owner, parent, { kind: 'update' })
  expect(child).toMatchObject({ parentNumber: parent, fix: 'update', rowsTotal: 3, rowsDone: 3 })
  expect(child.options.update).toBe(true)
  expect(await rowsOf(owner, child.number)).toEqual([
    [3, 'modified'],
    [5, 'modified'],
    [6, 'modified'],
  ])
  expect(await reportOf(owner, parent)).toBe(before)
  expect(
    (await db().lead.findMany({ where: owner2(owner), orderBy: { email: 'asc' } })).map((l) => l.firstName),
  ).toEqual(['Newer', 'One', 'Two'])
  await expectToHold(owner, parent, child.number)
  expect(await db().mail.count({ where: { accountId: owner.accountId, importNumber: child.number } })).toBe(1)

  const family = (await loadFamily(owner.accountId, parent))!
  expect(family).toMatchObject({ fixed: 3, waiting: 0, members: [{ number: child.number, fixed: 3 }] })
  expect(family.combined.counts).toMatchObject({ read: 5, added: 1, modified: 3, rejected: 1 })
  // new@x.test was added by the parent and changed by the child: one lead, not two.
  expect(family.combined.leadsInImport).toBe(3)
  expect(family.combined.account).toEqual({ leads_before: 2, leads_after: 3 })
})

const owner2 = ({ accountId }: Owner) => ({ accountId })

test('a row is fixed once: asked again, or by two at once, it is the same import', async () => {
  for (let round = 0; round < 4; round++) {
    const owner = await makeAccount()
    await makeLeads(owner.accountId, [{ email: 'old1@x.test' }, { email: 'old2@x.test' }])
    const parent = (await runImportOf(owner, twice)).number
    const starts = await Promise.all(
      Array.from({ length: 4 }, () => startFix(owner.accountId, adminOf(owner), parent, { kind: 'update' })),
    )
    expect(new Set(starts.map((start) => orThrow(start).number)).size).toBe(1)
    await runDueImports()
    const later = await startFix(owner.accountId, adminOf(owner), parent, { kind: 'update' })
    expect(orThrow(later)).toEqual(orThrow(starts[0]!))
    expect(await db().import.count({ where: { accountId: owner.accountId } })).toBe(2)
  }
})

test('rows that did not fit run again as far as they fit now, the others stay with the parent', async () => {
  const owner = await makeAccount()
  await makeLeads(owner.accountId, 98)
  const list = ['Email', ...[1, 2, 3, 4, 5].map((n) => `n${n}@x.test`), 'n3@x.test', 'n5@x.test'].join('\n')
  const parent = (await runImportOf(owner, list)).number
  const refusedNow = await startFix(owner.accountId, adminOf(owner), parent, { kind: 'room' })
  expect(refusedNow).toMatchObject({ kind: 'refused', reason: expect.stringContaining('no room') })

  for (const n of [1, 2])
    await deleteLeadByEmail(owner.accountId, owner.userId, { email: `l${n}@acme.test`, permanently: false })
  const first = await fixAndRun(owner, parent, { kind: 'room' })
  expect(await rowsOf(owner, first.number)).toEqual([
    [4, 'added'],
    [5, 'added'],
  ])
  orThrow(await choosePlan(owner.accountId, owner.userId, 'starter'))
  const second = await fixAndRun(owner, parent, { kind: 'room' })
  expect(await rowsOf(owner, second.number)).toEqual([
    [6, 'added'],
    [7, 'already_in_account'],
    [8, 'already_in_account'],
  ])
  await expectToHold(owner, parent, first.number, second.number)
  const family = (await loadFamily(owner.accountId, parent))!
  expect(family.combined.counts).toMatchObject({ read: 7, added: 5, rejected: 2 })
  expect(family.combined.account).toEqual({ leads_before: 98, leads_after: 101 })
  expect(family.combined.othersDuring).toEqual({ added: 0, deleted: 2 })
})

test('an admin releases the addresses of the rows and no other; a member is told who may', async () => {
  const owner = await makeAccount()
  const gone = ['gone1@x.test', 'gone2@x.test', 'other@x.test']
  await makeLeads(
    owner.accountId,
    gone.map((email) => ({ email })),
  )
  for (const email of gone) {
    await deleteLeadByEmail(owner.accountId, owner.userId, { email, permanently: true })
  }
  const parent = (await runImportOf(owner, 'Email\ngone1@x.test\nfine@x.test\ngone2@x.test\n')).number
  const member: Fixer = { userId: owner.userId, role: 'member' }
  expect(await startFix(owner.accountId, member, parent, { kind: 'release' })).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('Only an admin'),
  })
  expect(await db().deletedEmail.count({ where: owner2(owner) })).toBe(3)
  const child = await fixAndRun(owner, parent, { kind: 'release' })
  expect(await rowsOf(owner, child.number)).toEqual([
    [2, 'added'],
    [4, 'added'],
  ])
  expect(await db().deletedEmail.count({ where: owner2(owner) })).toBe(1)
  const told = await db().auditEntry.findMany({ where: { ...owner2(owner), kind: 'deleted_email_released' } })
  expect(told).toMatchObject([{ userId: owner.userId, details: { count: 2, import: parent } }])
  await expectToHold(owner, parent, child.number)
})

test('corrected emails are read instead of those in the file, which stays as it is', async () => {
  const owner = await makeAccount()
  const text = 'Email,First name\nana@gmial.com,Ana\nnobody,Bo\n,Cy\nok@x.test,Di\nx@gmial.com,Ed\n'
  const parent = (await runImportOf(owner, text)).number
  const emails = new Map([
    [2, 'ana@gmail.com'],
    [4, ' Cy@X.test '],
  ])
  const wrong = await startFix(owner.accountId, adminOf(owner), parent, {
    kind: 'edit',
    emails: new Map([...emails, [3, 'still nobody']]),
  })
  expect(wrong).toEqual({ kind: 'invalid', fields: { 3: '“still nobody” is not an email address.' } })

  const child = await fixAndRun(owner, parent, { kind: 'edit', emails })
  expect(await rowsOf(owner, child.number)).toEqual([
    [2, 'added'],
    [4, 'added'],
  ])
  expect(child.edits).toEqual({ 2: { 0: 'ana@gmail.com' }, 4: { 0: 'Cy@X.test' } })
  const leads = await db().lead.findMany({ where: owner2(owner), orderBy: { email: 'asc' } })
  expect(leads.map((lead) => [lead.email, lead.firstName])).toEqual([
    ['ana@gmail.com', 'Ana'],
    ['cy@x.test', 'Cy'],
    ['ok@x.test', 'Di'],
  ])
  const again = await startFix(owner.accountId, adminOf(owner), parent, { kind: 'edit', emails })
  expect(orThrow(again).number).toBe(child.number)
  const part = new Map([...emails, [3, 'bo@x.test']])
  expect(
    await startFix(owner.accountId, adminOf(owner), parent, { kind: 'edit', emails: part }),
  ).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining(`#${child.number}`),
  })
  const rest = await fixAndRun(owner, parent, { kind: 'edit', emails: 'suggested' })
  expect(await rowsOf(owner, rest.number)).toEqual([[6, 'added']])
  await expectToHold(owner, parent, child.number, rest.number)
  const family = (await loadFamily(owner.accountId, parent))!
  expect(family.fixed).toBe(3)
  expect(family.combined.counts).toMatchObject({ read: 5, added: 4, rejected: 1 })
})

test('existing leads join the campaign as they are', async () => {
  const owner = await makeAccount()
  await makeLeads(owner.accountId, [{ email: 'old1@x.test', firstName: 'Old' }, { email: 'old2@x.test' }])
  const campaign = orThrow(await createCampaign(owner.accountId, { name: 'Spring', rejects: [] }))
  const view = await runImportOf(owner, twice, { campaignId: campaign.id as CampaignId })
  expect(view.report.campaign).toMatchObject({ offered: 1, added: 1 })
  const child = await fixAndRun(owner, view.number, { kind: 'join_campaign' })
  expect(child.report.counts).toMatchObject({ read: 3, modified: 3, modified_changed: 0 })
  expect(child.report.campaign).toMatchObject({ offered: 3, added: 2, already_in: 1 })
  const old = await db().lead.findFirstOrThrow({ where: { ...owner2(owner), email: 'old1@x.test' } })
  expect(old.firstName).toBe('Old')
  await expectToHold(owner, view.number, child.number)
  const { combined } = (await loadFamily(owner.accountId, view.number))!
  expect(combined.leadsInImport).toBe(3)
  expect(combined.campaign).toMatchObject({ offered: 3, added: 3, already_in: 0, rejected: 0 })
})

test('a fix that was stopped leaves a rest with its own rows only, and all add up', async () => {
  const owner = await makeAccount({ plan: 'starter' })
  const old = Array.from({ length: 8 }, (_, n) => ({ email: `o${n}@x.test` }))
  await makeLeads(owner.accountId, old)
  const lines = old.flatMap(({ email }, n) => [`${email},Name ${n}`, `n${n}@x.test,New`])
  const parent = (await runImportOf(owner, `Email,First name\n${lines.join('\n')}\n`)).number
  const { number } = orThrow(await startFix(owner.accountId, adminOf(owner), parent, { kind: 'update' }))
  const claim = await claimImport({ accountId: owner.accountId, number })
  let asked = 0
  const turnIsOver = async () => asked++ === 1
  expect(await runImport(claim!, { atEnd: insertReportMails, turnIsOver })).toBe('gave way')
  await requestCancel(owner.accountId, number)
  await pool().query("UPDATE imports SET lease_until = now() - interval '1 second' WHERE account_id = $1", [
    owner.accountId,
  ])
  await runDueImports()
  expect((await getImport(owner.accountId, number))!.report.counts).toMatchObject({
    modified: 3,
    not_processed: 5,
  })
  const rest = orThrow(await startRest(owner.accountId, owner.userId, number)).number
  await runDueImports()
  expect((await getImport(owner.accountId, rest))!.report.counts).toMatchObject({
    rows_in_file: 5,
    modified: 5,
  })
  await expectToHold(owner, parent, number, rest)
  const family = (await loadFamily(owner.accountId, parent))!
  expect(family.fixed).toBe(8)
  expect(family.combined.counts).toMatchObject({
    rows_in_file: 16,
    added: 8,
    modified: 8,
    rejected: 0,
    not_processed: 0,
  })
})

test('a fix whose file is gone fails with its rows not processed, and is refused before that', async () => {
  const owner = await makeAccount()
  await makeLeads(owner.accountId, [{ email: 'old1@x.test' }, { email: 'old2@x.test' }])
  const parent = (await runImportOf(owner, twice)).number
  const { number } = orThrow(await startFix(owner.accountId, adminOf(owner), parent, { kind: 'update' }))
  const { file } = (await getImport(owner.accountId, number))!
  await removeFile(file.id)
  await runDueImports()
  const view = await getImport(owner.accountId, number)
  expect(view).toMatchObject({ status: 'failed', rowsTotal: 3, rowsDone: 3 })
  expect(view!.report.counts).toMatchObject({ rows_in_file: 3, not_processed: 3 })
  await expectToHold(owner, parent, number)
  expect(
    await startFix(owner.accountId, adminOf(owner), parent, {
      kind: 'edit',
      emails: new Map([[4, 'a@x.test']]),
    }),
  ).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('no longer on the server'),
  })
})

test('nothing can be fixed while the import runs', async () => {
  const owner = await makeAccount()
  const number = await makeImport(owner, twice)
  expect(await startFix(owner.accountId, adminOf(owner), number, { kind: 'update' })).toMatchObject({
    kind: 'refused',
    reason: 'This import has not ended yet.',
  })
})
