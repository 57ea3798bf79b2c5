import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../../prisma/factories/account'
import { makeImport, runDueImports, runImportOf, runWorkers } from '../../../prisma/factories/import'
import { orThrow } from '../../../prisma/factories/or-throw'
import { addLeadsToCampaign } from '../../campaigns/add-leads'
import { createCampaign } from '../../campaigns/mutations'
import { db, pool } from '../../db/client'
import { type AccountId, type CampaignId, type LeadId, newId } from '../../db/ids'
import { testDatabase } from '../../db/test-database'
import { deleteLeadByEmail } from '../../leads/mutations'
import { startFix } from '../fixes'
import { verifyImport } from '../verify'
import { addUndoTallies, allOf, keptOf } from './tally'
import { claimUndo } from './undo-claim'
import { nextUndoJob } from './undo-job'
import { getUndo, listKept, previewUndo } from './undo-queries'
import { runUndo } from './undo-run'
import { startUndo } from './undo-start'

process.env.BATCH_ROWS = '3'
testDatabase()

type Owner = Awaited<ReturnType<typeof makeAccount>>

/** Runs whatever undo is due until none is. */
async function runDueUndos(): Promise<void> {
  const never = new AbortController().signal
  for (let job = await nextUndoJob(); job; job = await nextUndoJob()) await job.run(never)
}

async function undo({ accountId, userId }: Owner, number: number, kind: 'undo' | 'redo' = 'undo') {
  orThrow(await startUndo(accountId, userId, number, kind))
  await runDueUndos()
  const view = (await getUndo(accountId, number))!
  expect(view).toMatchObject({ kind, status: 'completed' })
  return view
}

/** Everything the account holds of its leads and campaigns; when a lead was last changed is no part of it. */
async function stateOf(accountId: AccountId) {
  const rows = async (sql: string) => (await pool().query(sql, [accountId])).rows.map((row) => row.row)
  return {
    leads: await rows(
      "SELECT to_jsonb(l) - 'updated_at' AS row FROM leads l WHERE account_id = $1 ORDER BY id",
    ),
    campaignLeads: await rows(
      "SELECT to_jsonb(c) - 'added_at' AS row FROM campaign_leads c WHERE account_id = $1 ORDER BY campaign_id, lead_id",
    ),
    campaigns: await rows(
      "SELECT to_jsonb(c) - 'changes_last' AS row FROM campaigns c WHERE account_id = $1 ORDER BY id",
    ),
    count: (await db().account.findUniqueOrThrow({ where: { id: accountId } })).leadCount,
  }
}

async function expectToHold({ accountId }: Owner, ...numbers: number[]) {
  for (const number of numbers)
    expect((await verifyImport(accountId, number))?.filter((check) => !check.holds)).toEqual([])
}

const file = [
  'Email,First name,Phone,Role',
  'new1@x.test,New,1,a',
  'old1@x.test,One,11,b',
  'new2@x.test,Newer,2,',
  'old2@x.test,Two,,c',
  'old1@x.test,One again,12,b',
  'new1@x.test,Newest,1,a',
].join('\n')
const mapping = ['email', 'first_name', 'phone', 'custom.Role'] as const

async function importedWorld() {
  const owner = await makeAccount({ plan: 'growth' })
  await makeLeads(owner.accountId, [
    { email: 'old1@x.test', firstName: 'Old', custom: { Role: 'z', Other: 'kept' } },
    { email: 'old2@x.test' },
    { email: 'old3@x.test', firstName: 'Three' },
  ])
  const campaign = orThrow(await createCampaign(owner.accountId, { name: 'Spring', rejects: [] }))
  const before = await stateOf(owner.accountId)
  const options = { update: true, campaignId: campaign.id, mapping: [...mapping] }
  const view = await runImportOf(owner, file, options)
  return { owner, campaign, before, number: view.number, after: await stateOf(owner.accountId) }
}

test('an import nobody touched since is taken back exactly, and so is the undo', async () => {
  const { owner, number, before, after } = await importedWorld()
  const preview = (await previewUndo(owner.accountId, number))!
  const undone = await undo(owner, number)
  expect(await stateOf(owner.accountId)).toEqual(before)
  expect(undone.tally).toEqual({
    leads: { done: 2, partly: 0, kept: {} },
    values: { done: 2, partly: 0, kept: {} },
    campaign: { done: 4, partly: 0, kept: {} },
  })
  expect(preview.tally).toEqual(undone.tally)
  await expectToHold(owner, number)

  const redone = await undo(owner, number, 'redo')
  expect(redone.tally.leads.done).toBe(2)
  expect(await stateOf(owner.accountId)).toEqual(after)
  await expectToHold(owner, number)
  await undo(owner, number)
  expect(await stateOf(owner.accountId)).toEqual(before)
  const told = await db().auditEntry.findMany({
    where: { accountId: owner.accountId },
    orderBy: { id: 'asc' },
  })
  expect(told.map((entry) => entry.kind).filter((kind) => kind.startsWith('import_undo'))).toHaveLength(2 + 1)
  expect(told.find((entry) => entry.kind === 'import_undone')?.details).toMatchObject({
    import: number,
    leads: 2,
    values: 2,
    campaign: 4,
    kept: 0,
  })
})

test('one lead that thousands of rows changed is one lead to put back', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await makeLeads(owner.accountId, [{ email: 'one@x.test', firstName: 'Old' }, { email: 'two@x.test' }])
  const before = await stateOf(owner.accountId)
  const rows = Array.from({ length: 1_500 }, (_, n) => `one@x.test,Name ${n} ${'x'.repeat(300)}`)
  const text = ['Email,First name', ...rows, 'two@x.test,Two'].join('\n')
  const { number } = await runImportOf(owner, text, { update: true })
  const { tally } = await undo(owner, number)
  expect(tally.values).toEqual({ done: 2, partly: 0, kept: {} })
  expect(await stateOf(owner.accountId)).toEqual(before)
  await expectToHold(owner, number)
})

test('what was touched since is kept and named with its reason; undone and kept are all', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await makeLeads(owner.accountId, [
    { email: 'old1@x.test', firstName: 'Old' },
    { email: 'old2@x.test', firstName: 'Old' },
    { email: 'old3@x.test', firstName: 'Old' },
  ])
  const campaign = orThrow(await createCampaign(owner.accountId, { name: 'Spring', rejects: [] }))
  const other = orThrow(await createCampaign(owner.accountId, { name: 'Other', rejects: [] }))
  const lines = ['edited', 'imported', 'joined', 'gone', 'free1', 'free2'].map(
    (name) => `${name}@x.test,New,1`,
  )
  const old = [1, 2, 3].map((n) => `old${n}@x.test,Name ${n},${n}`)
  const view = await runImportOf(owner, `Email,First name,Phone\n${[...lines, ...old].join('\n')}\n`, {
    update: true,
    campaignId: campaign.id,
  })
  const idOf = async (email: string) =>
    (await db().lead.findFirstOrThrow({ where: { accountId: owner.accountId, email } })).id as LeadId
  const edit = { accountId: owner.accountId, leadId: await idOf('edited@x.test'), id: newId(), changes: [] }
  await db().leadEdit.create({ data: edit })
  const later = await runImportOf(owner, 'Email,First name\nimported@x.test,Later\n', { update: true })
  orThrow(
    await addLeadsToCampaign(owner.accountId, owner.userId, other.id, {
      leadIds: [await idOf('joined@x.test')],
    }),
  )
  orThrow(
    await deleteLeadByEmail(owner.accountId, owner.userId, { email: 'gone@x.test', permanently: false }),
  )
  await pool().query("UPDATE leads SET phone = 'by hand' WHERE account_id = $1 AND email = 'old1@x.test'", [
    owner.accountId,
  ])
  await pool().query(
    "UPDATE leads SET phone = 'by hand', first_name = 'by hand' WHERE account_id = $1 AND email = 'old2@x.test'",
    [owner.accountId],
  )

  const preview = (await previewUndo(owner.accountId, view.number))!
  const { tally, undo: n } = await undo(owner, view.number)
  expect(tally).toEqual({
    leads: { done: 2, partly: 0, kept: { edited: 1, changed_by_import: 1, in_campaign: 1, gone: 1 } },
    values: { done: 1, partly: 1, kept: { changed_since: 1 } },
    campaign: { done: 8, partly: 0, kept: { left_since: 1 } },
  })
  expect(preview.tally).toEqual(tally)
  const { counts, campaign: offered } = view.report
  expect([allOf(tally.leads), allOf(tally.values), allOf(tally.campaign)]).toEqual([
    counts.added,
    counts.modified_changed,
    offered?.added,
  ])
  const { kept } = await listKept(owner.accountId, { number: view.number, undo: n, page: 1, size: 50 })
  expect(kept.map(({ stage, row, reason, email }) => [stage, row, reason, email])).toEqual([
    ['leads', 2, 'edited', 'edited@x.test'],
    ['leads', 3, 'changed_by_import', 'imported@x.test'],
    ['leads', 4, 'in_campaign', 'joined@x.test'],
    ['values', 8, 'changed_since', 'old1@x.test'],
    ['values', 9, 'changed_since', 'old2@x.test'],
    ['campaign', 5, 'left_since', 'gone@x.test'],
  ])
  expect(kept[3]?.values).toEqual([{ field: 'phone', imported: '1', now: 'by hand' }])
  const old1 = await db().lead.findFirstOrThrow({
    where: { accountId: owner.accountId, email: 'old1@x.test' },
  })
  expect(old1).toMatchObject({ firstName: 'Old', phone: 'by hand' })
  await expectToHold(owner, view.number, later.number)
})

test('Verify says so when undone and kept are not all, or something kept is not listed', async () => {
  const { owner, number } = await importedWorld()
  await pool().query("UPDATE leads SET phone = 'by hand' WHERE account_id = $1 AND email = 'old1@x.test'", [
    owner.accountId,
  ])
  await undo(owner, number)
  await expectToHold(owner, number)
  const broken = async () =>
    (await verifyImport(owner.accountId, number))?.filter((check) => !check.holds).map((check) => check.name)
  const name = expect.stringContaining('undone and kept are all there was')
  await pool().query('DELETE FROM undo_rows WHERE account_id = $1', [owner.accountId])
  expect(await broken()).toEqual([name])
  await pool().query('DELETE FROM undo_batches WHERE account_id = $1 AND batch = 0', [owner.accountId])
  expect(await broken()).toEqual([name])
})

test('an import that a later one built on can be taken back once the later one was', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const before = await stateOf(owner.accountId)
  const first = await runImportOf(owner, 'Email,First name\na@x.test,A\nb@x.test,B\n')
  const middle = await stateOf(owner.accountId)
  const second = await runImportOf(owner, 'Email,First name\na@x.test,AA\nc@x.test,C\n', { update: true })
  expect((await previewUndo(owner.accountId, first.number))?.tally.leads).toEqual({
    done: 1,
    partly: 0,
    kept: { changed_by_import: 1 },
  })
  await undo(owner, second.number)
  expect(await stateOf(owner.accountId)).toEqual(middle)
  await undo(owner, first.number)
  expect(await stateOf(owner.accountId)).toEqual(before)
})

test('what cannot come back stays among the deleted, with what stands in the way', async () => {
  const owner = await makeAccount()
  const { number } = await runImportOf(
    owner,
    `Email\n${[1, 2, 3, 4].map((n) => `n${n}@x.test`).join('\n')}\n`,
  )
  await undo(owner, number)
  await makeLeads(owner.accountId, [{ email: 'n1@x.test' }, { email: 'n2@x.test' }])
  orThrow(await deleteLeadByEmail(owner.accountId, owner.userId, { email: 'n2@x.test', permanently: true }))
  const { tally } = await undo(owner, number, 'redo')
  // Deleting n2 permanently also took the copy of it that could have come back.
  expect(tally.leads).toEqual({ done: 2, partly: 0, kept: { email_taken: 1, gone: 1 } })
})

test('is refused when it is too late, too early, or done already; asked twice it is one', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  const number = await makeImport(owner, 'Email\na@x.test\n')
  const reason = async (kind: 'undo' | 'redo' = 'undo') => {
    const result = await startUndo(accountId, userId, number, kind)
    return result.kind === 'refused' ? result.reason : result
  }
  expect(await reason()).toBe('This import has not ended yet.')
  await runDueImports()
  expect(await reason('redo')).toBe('This import is not undone.')
  const starts = await Promise.all([1, 2, 3].map(() => startUndo(accountId, userId, number, 'undo')))
  expect(starts.map((start) => orThrow(start))).toEqual([{ undo: 1 }, { undo: 1 }, { undo: 1 }])
  expect(await reason('redo')).toBe('This is being worked on. Wait until it has ended.')
  await runDueUndos()
  expect(await reason()).toBe('This import is undone already.')
  await pool().query(
    "UPDATE import_undos SET finished_at = now() - interval '31 days' WHERE account_id = $1",
    [accountId],
  )
  expect(await reason('redo')).toContain('more than 30 days ago')
  await pool().query('DELETE FROM import_undos WHERE account_id = $1', [accountId])
  await pool().query("UPDATE imports SET finished_at = now() - interval '31 days' WHERE account_id = $1", [
    accountId,
  ])
  expect(await reason()).toContain('more than 30 days ago')
  expect(await startUndo(accountId, userId, 99, 'undo')).toMatchObject({ kind: 'refused' })
})

test('waits for imports started before it, and later ones wait for it', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const { accountId, userId } = owner
  const { number } = await runImportOf(owner, 'Email\na@x.test\nb@x.test\n')
  const earlier = await makeImport(owner, 'Email,First name\na@x.test,Changed\n', { update: true })
  orThrow(await startUndo(accountId, userId, number, 'undo'))
  const later = await makeImport(owner, 'Email\nb@x.test\n')
  expect(await claimUndo()).toBeNull()
  await runDueImports()
  const numbers = await db().import.findMany({
    where: { accountId, finishedAt: { not: null } },
    select: { number: true },
  })
  expect(numbers.map((one) => one.number).toSorted()).toEqual([number, earlier])
  await runDueUndos()
  await runDueImports()
  const leads = await db().lead.findMany({ where: { accountId }, orderBy: { email: 'asc' } })
  // a@x.test was changed by the import before, so it stays; b@x.test was removed and then imported anew.
  expect(leads.map((lead) => [lead.email, lead.importNumber])).toEqual([
    ['a@x.test', number],
    ['b@x.test', later],
  ])
})

test('a worker that was overtaken writes nothing', async () => {
  const { owner, number, before } = await importedWorld()
  orThrow(await startUndo(owner.accountId, owner.userId, number, 'undo'))
  const slow = (await claimUndo())!
  await pool().query("UPDATE import_undos SET lease_until = now() - interval '1 second'")
  const quick = (await claimUndo())!
  expect(await runUndo(quick)).toBe('ended')
  expect(await runUndo(slow)).toBe('overtaken')
  expect(await stateOf(owner.accountId)).toEqual(before)
})

test('rows of an undone import are not fixed', async () => {
  const owner = await makeAccount()
  const { number } = await runImportOf(owner, 'Email\na@x.test\nnobody\n')
  await undo(owner, number)
  const fixer = { userId: owner.userId, role: 'admin' as const }
  const emails = new Map([[3, 'b@x.test']])
  expect(await startFix(owner.accountId, fixer, number, { kind: 'edit', emails })).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('undone'),
  })
})

const email = fc
  .constantFrom('a', 'b', 'c', 'd', 'e', 'nobody')
  .map((name) => (name === 'nobody' ? name : `${name}@x.test`))
const cell = fc.constantFrom('', 'p', 'q', 'r')
const row = fc.tuple(
  email,
  cell,
  cell,
  cell,
  fc.constantFrom('', 'valid', 'risky'),
  fc.constantFrom('', 'vip', 'vip; hot'),
)
const importArb = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 8 }),
  update: fc.boolean(),
  blankCells: fc.constantFrom('keep' as const, 'clear' as const),
  campaign: fc.boolean(),
})
const lead = fc.record({
  email: fc.constantFrom('a@x.test', 'b@x.test', 'f@x.test'),
  firstName: cell,
  company: cell,
})

test('undo after import gives the account back exactly, whatever the file, the options and what ran between', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(lead, { selector: (one) => one.email, maxLength: 3 }),
      fc.array(importArb, { minLength: 1, maxLength: 3 }),
      async (leads, imports) => {
        const owner = await makeAccount({ plan: 'growth' })
        await makeLeads(owner.accountId, leads)
        const campaign = orThrow(await createCampaign(owner.accountId, { name: 'C', rejects: ['risky'] }))
        const states = [await stateOf(owner.accountId)]
        const numbers: number[] = []
        for (const { rows, campaign: joins, ...options } of imports) {
          const text = [
            'Email,First name,Company,Note,Email status,Tags',
            ...rows.map((cells) => cells.join(',')),
          ].join('\n')
          const campaignId = joins ? (campaign.id as CampaignId) : null
          const view = await runImportOf(owner, `${text}\n`, {
            ...options,
            campaignId,
            mapping: ['email', 'first_name', 'company', 'custom.Note', 'email_status', 'tags'],
          })
          numbers.push(view.number)
          states.push(await stateOf(owner.accountId))
        }
        for (const [at, number] of [...numbers.entries()].reverse()) {
          const { tally } = await undo(owner, number)
          expect([keptOf(tally.leads), keptOf(tally.values), tally.values.partly]).toEqual([0, 0, 0])
          expect(await stateOf(owner.accountId)).toEqual(states[at])
        }
        for (const [at, number] of numbers.entries()) {
          await undo(owner, number, 'redo')
          expect(await stateOf(owner.accountId)).toEqual(states[at + 1])
        }
        await expectToHold(owner, ...numbers)
      },
    ),
    { numRuns: 40 },
  )
})

test('undos of several accounts and imports run together with workers', async () => {
  const owners = await Promise.all([makeAccount({ plan: 'growth' }), makeAccount({ plan: 'growth' })])
  for (const owner of owners) {
    const { number } = await runImportOf(
      owner,
      `Email\n${Array.from({ length: 30 }, (_, n) => `n${n}@x.test`).join('\n')}\n`,
    )
    await makeImport(owner, 'Email\nother@x.test\n')
    orThrow(await startUndo(owner.accountId, owner.userId, number, 'undo'))
  }
  await Promise.all([runWorkers(2), runUntilUndone()])
  for (const { accountId } of owners) {
    expect(await db().lead.findMany({ where: { accountId } })).toMatchObject([{ email: 'other@x.test' }])
    expect((await db().account.findUniqueOrThrow({ where: { id: accountId } })).leadCount).toBe(1)
  }
})

async function runUntilUndone(): Promise<void> {
  while ((await db().importUndo.count({ where: { finishedAt: null } })) > 0) await runDueUndos()
}

test('tallies add up whatever batches they fell into', () => {
  const one = { done: 1, partly: 2, kept: { gone: 3 } }
  const sum = addUndoTallies([
    { leads: one, values: one, campaign: one },
    { leads: one, values: one, campaign: one },
  ])
  expect(sum.values).toEqual({ done: 2, partly: 4, kept: { gone: 6 } })
  expect(allOf(sum.values)).toBe(12)
})
