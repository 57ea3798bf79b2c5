import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { makeImport, runDueImports } from '../../prisma/factories/import'
import { pool } from '../db/client'
import { testDatabase } from '../db/test-database'
import { deleteLeads } from './mutations'
import { countDeletedLeads, listDeletedLeads } from './recently-deleted'

testDatabase()

const first = { search: '', page: 1, size: 50 }

test('shows the latest deletion first, who deleted, and until when a lead is kept', async () => {
  const { accountId, userId } = await makeAccount()
  const ids = await makeLeads(accountId, [
    { email: 'ana@x.test', firstName: 'Ana', lastName: 'Ruiz', company: 'Orbit' },
    { email: 'bo@x.test' },
  ])
  for (const leadId of ids.toReversed())
    await deleteLeads(accountId, userId, { leadIds: [leadId], permanently: false })
  const { leads, total, partial } = await listDeletedLeads(accountId, first)
  expect([total, partial]).toEqual([2, null])
  expect(leads).toMatchObject([
    {
      email: 'ana@x.test',
      name: 'Ana Ruiz',
      company: 'Orbit',
      by: 'Ana',
      obstacle: null,
      undoneNumber: null,
    },
    { email: 'bo@x.test', name: '' },
  ])
  const [ana] = leads
  expect(ana!.keptUntil.getTime() - ana!.deletedAt.getTime()).toBe(30 * 86_400_000)
})

test('says of each lead what stands in the way of restoring it', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  await deleteLeads(accountId, userId, { leadIds: await makeLeads(accountId, 2), permanently: false })
  const number = await makeImport(owner, 'Email\nl1@acme.test\n')
  await runDueImports()
  await pool().query('UPDATE accounts SET leads_max = 1 WHERE id = $1', [accountId])
  const { leads } = await listDeletedLeads(accountId, first)
  expect(leads.map(({ email, obstacle }) => [email, obstacle])).toMatchObject([
    ['l2@acme.test', { kind: 'full', leadsMax: 1 }],
    ['l1@acme.test', { kind: 'email_taken', by: { import: number } }],
  ])
})

test('searches email, name and company, and leaves out what is too old', async () => {
  const { accountId, userId } = await makeAccount()
  const leadIds = await makeLeads(accountId, [
    { email: 'ana@x.test', firstName: 'Ana', lastName: 'Ruiz', company: 'Orbit' },
    { email: 'bo@x.test' },
  ])
  await deleteLeads(accountId, userId, { leadIds, permanently: false })
  for (const search of ['ANA@', 'a ruiz', 'orb']) {
    expect((await listDeletedLeads(accountId, { ...first, search })).leads).toMatchObject([
      { email: 'ana@x.test' },
    ])
    expect(await countDeletedLeads(accountId, search)).toBe(1)
  }
  await pool().query("UPDATE deleted_leads SET deleted_at = now() - interval '31 days'")
  expect(await listDeletedLeads(accountId, first)).toEqual({ leads: [], total: 0, partial: null })
  expect(await countDeletedLeads(accountId, '')).toBe(0)
})

test('looks on where it stopped, each deleted lead once', async () => {
  const { accountId, userId } = await makeAccount({ plan: 'growth' })
  await makeLeads(accountId, 12_000)
  const all = { matching: { search: '' }, expected: 12_000 }
  await deleteLeads(accountId, userId, { ...all, permanently: false })
  const hurried = { msMax: 0, foundMax: Number.POSITIVE_INFINITY }
  const totals: number[] = []
  let after: string | null = null
  do {
    const page = await listDeletedLeads(accountId, { ...first, after }, hurried)
    totals.push(page.total)
    after = page.partial?.next ?? null
  } while (after !== null)
  expect(totals).toEqual([5_000, 5_000, 2_000])
})

test('shows nothing of another account', async () => {
  const [mine, theirs] = [await makeAccount(), await makeAccount()]
  const leadIds = await makeLeads(theirs.accountId, 1)
  await deleteLeads(theirs.accountId, theirs.userId, { leadIds, permanently: false })
  expect((await listDeletedLeads(mine.accountId, first)).total).toBe(0)
})
