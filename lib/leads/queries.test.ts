import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { orThrow } from '../../prisma/factories/or-throw'
import { addLeadsToCampaign } from '../campaigns/add-leads'
import { createCampaign } from '../campaigns/mutations'
import { pool } from '../db/client'
import { type LeadId, newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { customFieldNames } from './custom-fields/queries'
import type { LeadFilter } from './filter'
import { listLeads } from './lead-page'
import { countLeads, exportLeads, getLead } from './queries'
import { leadSorts } from './sort'

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
  const first = await listLeads(accountId, { filter: { search: '' }, page: 1, size: 2 })
  expect(emails(first.leads)).toEqual(['l5@acme.test', 'l4@acme.test'])
  expect(first.total).toBe(5)
  const last = await listLeads(accountId, { filter: { search: '' }, page: 3, size: 2 })
  expect(emails(last.leads)).toEqual(['l1@acme.test'])
  const beyond = await listLeads(accountId, { filter: { search: '' }, page: 4, size: 2 })
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
    const whole = await listLeads(accountId, { filter: { search: '' }, page: 1, size: 100 })
    const pages: string[] = []
    for (let page = 1; page <= Math.ceil(whole.total / size); page++)
      pages.push(...emails((await listLeads(accountId, { filter: { search: '' }, page, size })).leads))
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
    emails((await listLeads(accountId, { filter: { search }, page: 1, size: 50 })).leads)
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
  expect((await listLeads(accountId, { filter: { search: 'l1' }, page: 1, size: 2 })).total).toBe(4)
})

test('shows no lead of another account', async () => {
  const [mine, theirs] = [await makeAccount(), await makeAccount()]
  const [theirLead] = await makeLeads(theirs.accountId, 1)
  expect(await listLeads(mine.accountId, { filter: { search: 'l1' }, page: 1, size: 50 })).toEqual({
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
  expect(await getLead(accountId, leadId!)).toMatchObject({ email: 'ana@one.test', addedBy: lead.added_by })
  expect(await getLead(accountId, newId() as LeadId)).toBeNull()
  expect(await customFieldNames(accountId)).toEqual(['Region'])
})

test('every filter, with every other and in every order, shows what it says', async () => {
  const { accountId } = await makeAccount({ plan: 'unlimited' })
  const campaign = orThrow(await createCampaign(accountId, { name: 'Q4', rejects: [] }))
  const ids = await makeLeads(accountId, 60)
  const made = ids.map((id, i) => ({
    id,
    email: `l${i + 1}@acme.test`,
    status: (['valid', 'risky', 'invalid'] as const)[i % 3]!,
    import: i % 4 === 0 ? null : i % 4,
    tags: i % 2 ? ['VIP', 'Oslo'] : [],
    joins: i % 3 !== 1,
  }))
  for (const lead of made) {
    await pool().query(
      `UPDATE leads SET email_status = $3, import_number = $4, import_row = $4, tags = $5
       WHERE account_id = $1 AND id = $2`,
      [accountId, lead.id, lead.status, lead.import, lead.tags],
    )
  }
  const joining = made.filter((lead) => lead.joins).map((lead) => lead.id)
  await addLeadsToCampaign(accountId, null, campaign.id, { leadIds: joining })
  const parts: [Partial<LeadFilter>, (lead: (typeof made)[number]) => boolean][] = [
    [{}, () => true],
    [{ search: 'l1' }, (lead) => lead.email.includes('l1')],
    [{ status: 'risky' }, (lead) => lead.status === 'risky'],
    [{ import: 3 }, (lead) => lead.import === 3],
    [{ campaign: campaign.id }, (lead) => lead.joins],
    [{ tag: 'Oslo' }, (lead) => lead.tags.includes('Oslo')],
  ]
  for (const [one, isOne] of parts)
    for (const [other, isOther] of parts)
      for (const sort of leadSorts) {
        const filter = { search: '', ...one, ...other }
        const wanted = made.filter((lead) => isOne(lead) && isOther(lead)).map((lead) => lead.email)
        if (sort.startsWith('email')) wanted.sort()
        if (sort === 'newest' || sort === 'email_back') wanted.reverse()
        if ('search' in one && 'search' in other && one !== other) continue
        const page = await listLeads(accountId, { filter, sort, page: 1, size: 100 })
        expect(emails(page.leads), JSON.stringify([filter, sort])).toEqual(wanted)
        expect(page.total).toBe(wanted.length)
        expect(await countLeads(accountId, filter)).toBe(wanted.length)
      }
})

test('a day means the whole day in UTC', async () => {
  const { accountId } = await makeAccount()
  const ids = await makeLeads(accountId, 1)
  const today = new Date().toISOString().slice(0, 10)
  const found = async (filter: Partial<LeadFilter>) =>
    (await listLeads(accountId, { filter: { search: '', ...filter }, page: 1, size: 9 })).leads.map(
      ({ id }) => id,
    )
  expect(await found({ addedFrom: today, addedTo: today })).toEqual(ids)
  expect(await found({ addedFrom: today })).toEqual(ids)
  expect(await found({ addedTo: '2020-01-01' })).toEqual([])
  expect(await found({ addedFrom: '2090-01-01' })).toEqual([])
})

test('a lead shows its tags, custom fields and campaigns in the order it joined them', async () => {
  const { accountId } = await makeAccount()
  const [leadId] = await makeLeads(accountId, [{ email: 'ana@one.test', custom: { Region: 'North' } }])
  await pool().query(`UPDATE leads SET tags = '{VIP}' WHERE account_id = $1`, [accountId])
  for (const [i, name] of ['Spring', 'Autumn'].entries()) {
    const { id } = orThrow(await createCampaign(accountId, { name, rejects: [] }))
    await pool().query(
      'INSERT INTO campaign_leads (account_id, campaign_id, lead_id, added_at) VALUES ($1, $2, $3, $4)',
      [accountId, id, leadId, new Date(2026, 1, i + 1)],
    )
  }
  const { leads } = await listLeads(accountId, { filter: { search: '' }, page: 1, size: 50 })
  expect(leads).toMatchObject([
    {
      tags: ['VIP'],
      custom: { Region: 'North' },
      campaigns: [{ name: 'Spring' }, { name: 'Autumn' }],
      addedBy: null,
    },
  ])
})
