import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { db, pool } from '../db/client'
import { type AccountId, type LeadId, newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { verifyImport } from '../imports/verify'
import { addLead, editLead } from './by-hand'
import { deleteLeads } from './mutations'
import { getLead } from './queries'

testDatabase()

const leadCount = async (accountId: AccountId) =>
  (await db().account.findUniqueOrThrow({ where: { id: accountId } })).leadCount
const editsOf = (accountId: AccountId) =>
  db().leadEdit.findMany({ where: { accountId }, orderBy: { id: 'asc' } })

async function withField(accountId: AccountId, name: string) {
  await db().customField.create({ data: { accountId, name } })
}

async function saved(result: ReturnType<typeof addLead>) {
  const value = orThrow(await result)
  if (value.kind !== 'saved') throw new Error(value.obstacle.kind)
  return value.id
}

test('adds a lead with its values, books it, and keeps who did it', async () => {
  const { accountId, userId } = await makeAccount()
  await withField(accountId, 'City')
  const typed = {
    email: ' Ana@Acme.test ',
    company: ' Orbit ',
    tags: 'VIP, Oslo',
    'custom.City': 'Oslo',
    'custom.Gone': 'x',
  }
  const id = await saved(addLead(accountId, userId, typed))
  expect(await getLead(accountId, id)).toMatchObject({
    email: 'ana@acme.test',
    company: 'Orbit',
    tags: ['VIP', 'Oslo'],
    custom: { City: 'Oslo' },
    emailStatus: 'not_verified',
    addedBy: null,
  })
  expect(await db().leadChange.findMany({ where: { accountId } })).toMatchObject([
    { kind: 'by_hand', added: 1, leadsAfter: 1, userId },
  ])
  const [edit] = await editsOf(accountId)
  expect(edit).toMatchObject({ leadId: id, userId })
  expect(edit?.changes).toContainEqual({ field: 'company', from: '', to: 'Orbit' })
})

test('an address of a desk is risky unless the person says otherwise', async () => {
  const { accountId, userId } = await makeAccount()
  const info = await saved(addLead(accountId, userId, { email: 'info@acme.test' }))
  const sales = await saved(addLead(accountId, userId, { email: 'sales@acme.test', email_status: 'valid' }))
  expect((await getLead(accountId, info))?.emailStatus).toBe('risky')
  expect((await getLead(accountId, sales))?.emailStatus).toBe('valid')
})

test('an email that a lead has leads to that lead, and to the import that added it', async () => {
  const owner = await makeAccount()
  const number = await makeImport(owner, csvOfLeads(1))
  await runDueImports()
  const lead = await db().lead.findFirstOrThrow({ where: { accountId: owner.accountId } })
  expect(orThrow(await addLead(owner.accountId, owner.userId, { email: 'L1@acme.test' }))).toMatchObject({
    kind: 'kept',
    obstacle: { kind: 'email_taken', by: { id: lead.id, import: number } },
  })
  expect(await leadCount(owner.accountId)).toBe(1)
})

test('an email that was permanently deleted is refused with the day', async () => {
  const { accountId, userId } = await makeAccount()
  await deleteLeads(accountId, userId, { leadIds: await makeLeads(accountId, 1), permanently: true })
  const { obstacle } = orThrow(await addLead(accountId, userId, { email: keyOf(1) })) as { obstacle: object }
  expect(obstacle).toMatchObject({ kind: 'permanently_deleted', since: expect.any(Date) })
  expect(await leadCount(accountId)).toBe(0)
})

test('what cannot be kept is said field by field', async () => {
  const { accountId, userId } = await makeAccount()
  expect(await addLead(accountId, userId, { email: 'nobody', email_status: 'fine' })).toMatchObject({
    kind: 'invalid',
    fields: { email: expect.any(String), email_status: expect.any(String) },
  })
})

test('a full account takes exactly as many as it holds, by hand and by import at once', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  await makeLeads(
    accountId,
    Array.from({ length: 90 }, (_, i) => ({ email: `old${i}@x.test` })),
  )
  const number = await makeImport(owner, csvOfLeads(8))
  const adding = Array.from({ length: 20 }, (_, i) => addLead(accountId, userId, { email: `new${i}@x.test` }))
  const [results] = await Promise.all([Promise.all(adding), runDueImports()])
  const kinds = results.map((result) => {
    const value = orThrow(result)
    return value.kind === 'saved' ? 'saved' : value.obstacle.kind
  })
  expect(await leadCount(accountId)).toBe(100)
  expect(await db().lead.count({ where: { accountId } })).toBe(100)
  expect(new Set(kinds)).toEqual(new Set(['saved', 'full']))
  expect((await verifyImport(accountId, number))?.filter(({ holds }) => !holds)).toEqual([])
})

test('the same email by hand twice at once, and by import, is one lead', async () => {
  for (let round = 0; round < 5; round++) {
    const owner = await makeAccount()
    const number = await makeImport(owner, csvOfLeads(1))
    const add = () => addLead(owner.accountId, owner.userId, { email: keyOf(1) })
    await Promise.all([add(), add(), runDueImports()])
    expect(await db().lead.count({ where: { accountId: owner.accountId } })).toBe(1)
    expect((await verifyImport(owner.accountId, number))?.filter(({ holds }) => !holds)).toEqual([])
  }
})

async function oneLead() {
  const { accountId, userId } = await makeAccount()
  await withField(accountId, 'City')
  const given = {
    email: 'ana@x.test',
    firstName: 'Ana',
    company: 'Orbit',
    custom: { City: 'Oslo', Code: '7' },
  }
  const [leadId] = await makeLeads(accountId, [given])
  const seen = { email: 'ana@x.test', company: 'Orbit', title: '', tags: '', 'custom.City': 'Oslo' }
  return { accountId, userId, leadId: leadId as LeadId, seen }
}

test('an edit writes what changed and keeps old and new', async () => {
  const { accountId, userId, leadId, seen } = await oneLead()
  const wanted = { ...seen, title: 'CTO', tags: 'VIP', 'custom.City': '', email_status: 'valid' }
  const edit = { seen: { ...seen, email_status: 'not_verified' }, wanted }
  expect(orThrow(await editLead(accountId, userId, leadId, edit)).kind).toBe('saved')
  expect(await getLead(accountId, leadId)).toMatchObject({
    title: 'CTO',
    tags: ['VIP'],
    custom: { Code: '7' },
    emailStatus: 'valid',
    company: 'Orbit',
  })
  const [one, ...others] = await editsOf(accountId)
  expect(others).toEqual([])
  expect(one).toMatchObject({ leadId, userId })
  expect(one?.changes).toEqual([
    { field: 'title', from: '', to: 'CTO' },
    { field: 'tags', from: '', to: 'VIP' },
    { field: 'custom.City', from: 'Oslo', to: '' },
    { field: 'email_status', from: 'not_verified', to: 'valid' },
  ])
})

test('an edit that changes nothing leaves no trace', async () => {
  const { accountId, userId, leadId, seen } = await oneLead()
  const before = await db().lead.findFirstOrThrow({ where: { id: leadId } })
  orThrow(await editLead(accountId, userId, leadId, { seen, wanted: seen }))
  expect(await editsOf(accountId)).toEqual([])
  expect((await db().lead.findFirstOrThrow({ where: { id: leadId } })).updatedAt).toEqual(before.updatedAt)
})

test('another email obeys the rules of a new lead and begins with a status of its own', async () => {
  const { accountId, userId, leadId, seen } = await oneLead()
  const [bo] = await makeLeads(accountId, [{ email: 'bo@x.test' }])
  await pool().query("UPDATE leads SET email_status = 'valid' WHERE account_id = $1", [accountId])
  const to = (email: string) => editLead(accountId, userId, leadId, { seen, wanted: { ...seen, email } })
  expect(orThrow(await to('BO@x.test'))).toMatchObject({ kind: 'kept', obstacle: { by: { id: bo } } })
  expect(await to('nobody')).toMatchObject({ kind: 'invalid', fields: { email: expect.any(String) } })
  expect(orThrow(await to('Info@x.test'))).toMatchObject({ kind: 'saved', email: 'info@x.test' })
  expect(await getLead(accountId, leadId)).toMatchObject({ email: 'info@x.test', emailStatus: 'risky' })
  expect(await leadCount(accountId)).toBe(2)
})

test('an edit does not undo what an import changed meanwhile', async () => {
  const { accountId, userId, leadId, seen } = await oneLead()
  await makeImport({ accountId, userId }, 'Email,Company,Title\nana@x.test,Birch,CEO\n', { update: true })
  await runDueImports()
  const titled = await editLead(accountId, userId, leadId, { seen, wanted: { ...seen, tags: 'VIP' } })
  expect(titled).toMatchObject({ value: { kind: 'saved' } })
  const over = await editLead(accountId, userId, leadId, { seen, wanted: { ...seen, company: 'Cedar' } })
  expect(over).toMatchObject({ kind: 'invalid', fields: { company: expect.stringContaining('“Birch”') } })
  expect(await getLead(accountId, leadId)).toMatchObject({ company: 'Birch', title: 'CEO', tags: ['VIP'] })
})

test('a lead of another account, and one that is gone, cannot be edited', async () => {
  const [mine, theirs] = [await makeAccount(), await oneLead()]
  const edit = { seen: theirs.seen, wanted: { ...theirs.seen, company: 'Mine' } }
  expect(await editLead(mine.accountId, mine.userId, theirs.leadId, edit)).toMatchObject({ kind: 'refused' })
  expect(await editLead(mine.accountId, mine.userId, newId() as LeadId, edit)).toMatchObject({
    kind: 'refused',
  })
  expect((await getLead(theirs.accountId, theirs.leadId))?.company).toBe('Orbit')
})
