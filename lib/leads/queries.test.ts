import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { addLeadsToCampaign } from '../campaigns/add-leads'
import { createCampaign } from '../campaigns/mutations'
import { pool } from '../db/client'
import { type LeadId, newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { customFieldNames } from './custom-fields/queries'
import { exportLeads, getLead, listLeads } from './queries'

testDatabase()

async function all<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = []
  for await (const each of iterable) seen.push(each)
  return seen
}
const emails = (leads: { email: string }[]) => leads.map((lead) => lead.email)

test('lists the newest lead first, page by page, with the total', async () => {
  const { accountId } = await makeAccount()
  await makeLeads(accountId, 5)
  const first = await listLeads(accountId, { search: '', page: 1, size: 2 })
  expect(emails(first.leads)).toEqual(['l5@acme.test', 'l4@acme.test'])
  expect(first.total).toBe(5)
  const last = await listLeads(accountId, { search: '', page: 3, size: 2 })
  expect(emails(last.leads)).toEqual(['l1@acme.test'])
  const beyond = await listLeads(accountId, { search: '', page: 4, size: 2 })
  expect(beyond).toEqual({ leads: [], total: 5, partial: null })
})

test('all pages together are all leads, whichever end they are counted from', async () => {
  const { accountId } = await makeAccount()
  for (const [made, size] of [
    [11, 3],
    [1, 4],
  ] as const) {
    await makeLeads(
      accountId,
      Array.from({ length: made }, (_, i) => ({ email: `${made}-${i}@x.test` })),
    )
    const whole = await listLeads(accountId, { search: '', page: 1, size: 100 })
    const pages: string[] = []
    for (let page = 1; page <= Math.ceil(whole.total / size); page++)
      pages.push(...emails((await listLeads(accountId, { search: '', page, size })).leads))
    expect(pages).toEqual(emails(whole.leads))
  }
})

test('searches in email, name and company, in any case', async () => {
  const { accountId } = await makeAccount()
  await makeLeads(accountId, [
    { email: 'ana@one.test', firstName: 'Ana', lastName: 'Ruiz', company: 'Orbit' },
    { email: 'bo@two.test', firstName: 'Bo', lastName: 'Lind', company: 'Fifty% Off_Ltd' },
  ])
  const found = async (search: string) =>
    emails((await listLeads(accountId, { search, page: 1, size: 50 })).leads)
  expect(await found('ONE.test')).toEqual(['ana@one.test'])
  expect(await found('ana ruiz')).toEqual(['ana@one.test'])
  expect(await found('orbit')).toEqual(['ana@one.test'])
  expect(await found('y% off_')).toEqual(['bo@two.test'])
  expect(await found('b_@')).toEqual([])
  expect(await found('%')).toEqual(['bo@two.test'])
})

test('counts what matches the search, not what is on the page', async () => {
  const { accountId } = await makeAccount()
  await makeLeads(accountId, 12)
  expect((await listLeads(accountId, { search: 'l1', page: 1, size: 2 })).total).toBe(4)
})

test('shows no lead of another account', async () => {
  const [mine, theirs] = [await makeAccount(), await makeAccount()]
  const [theirLead] = await makeLeads(theirs.accountId, 1)
  expect(await listLeads(mine.accountId, { search: 'l1', page: 1, size: 50 })).toEqual({
    leads: [],
    total: 0,
    partial: null,
  })
  expect(await getLead(mine.accountId, theirLead!)).toBeNull()
  expect(await all(exportLeads(mine.accountId))).toEqual([])
})

test('exports every lead once, oldest first, whatever the batch size', async () => {
  const { accountId } = await makeAccount()
  await makeLeads(accountId, 7)
  for (const size of [1, 3, 7, 100]) {
    const leads = await all(exportLeads(accountId, { search: '' }, size))
    expect(emails(leads)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `l${n}@acme.test`))
  }
})

test('exports a lead in the shape of the command line, with campaigns and the row that added it', async () => {
  const { accountId } = await makeAccount()
  const [leadId] = await makeLeads(accountId, [
    { email: 'ana@one.test', firstName: 'Ana', custom: { Region: 'North' } },
  ])
  const campaign = await createCampaign(accountId, { name: 'Q4 outbound', rejects: [] })
  if (campaign.kind !== 'done') throw new Error(campaign.kind)
  await addLeadsToCampaign(accountId, null, campaign.value.id, { leadIds: leadId ? [leadId] : [] })
  await pool().query('UPDATE leads SET import_number = 41, import_row = 17 WHERE account_id = $1', [
    accountId,
  ])
  const lead = {
    email: 'ana@one.test',
    first_name: 'Ana',
    last_name: '',
    company: '',
    title: '',
    phone: '',
    email_status: 'not_verified',
    custom: { Region: 'North' },
    tags: [],
    campaigns: ['Q4 outbound'],
    added_by: { import: 41, row: 17 },
  }
  expect(await all(exportLeads(accountId))).toEqual([lead])
  expect(await getLead(accountId, leadId!)).toEqual(lead)
  expect(await getLead(accountId, newId() as LeadId)).toBeNull()
  expect(await customFieldNames(accountId)).toEqual(['Region'])
})
