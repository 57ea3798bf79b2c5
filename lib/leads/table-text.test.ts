import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { orThrow } from '../../prisma/factories/or-throw'
import { addLeadsToCampaign } from '../campaigns/add-leads'
import { createCampaign } from '../campaigns/mutations'
import { listCampaignLeads } from '../campaigns/queries'
import { testDatabase } from '../db/test-database'
import { listLeads } from './lead-page'
import { deleteLeads } from './mutations'
import { exportLeads, getLead } from './queries'
import { listDeletedLeads } from './recently-deleted'
import { tableTextMax } from './table-text'

testDatabase()

const long = 'Gründer '.repeat(4_000).trim()
const cut = long.slice(0, tableTextMax + 1)
const page = { search: '', page: 1, size: 50 }

test('tables read the beginning of long values; the page of a lead and files of leads all', async () => {
  const { accountId, userId } = await makeAccount()
  const [short, whole] = await makeLeads(accountId, [
    { email: 'short@acme.test', firstName: 'Ana', company: 'Acme', custom: { Notes: 'x', Empty: '' } },
    { email: 'long@acme.test', firstName: long, lastName: 'Lopez', company: long, custom: { Notes: long } },
  ])
  const leads = (await listLeads(accountId, { filter: { search: '' }, sort: 'oldest', page: 1, size: 50 }))
    .leads
  expect(leads).toMatchObject([
    { firstName: 'Ana', lastName: '', company: 'Acme', custom: { Notes: 'x', Empty: '' } },
    { firstName: cut, lastName: 'Lopez', company: cut, custom: { Notes: cut } },
  ])
  expect(await getLead(accountId, whole!)).toMatchObject({ firstName: long, custom: { Notes: long } })
  const companies: string[] = []
  for await (const { company } of exportLeads(accountId)) companies.push(company)
  expect(companies).toEqual(['Acme', long])

  const campaign = orThrow(await createCampaign(accountId, { name: 'Spring', rejects: [] }))
  await addLeadsToCampaign(accountId, userId, campaign.id, { leadIds: [short!, whole!] })
  const inCampaign = (await listCampaignLeads(accountId, { id: campaign.id, leads: 2 }, page)).leads
  expect(inCampaign).toMatchObject([
    { name: `${cut} Lopez`, company: cut },
    { name: 'Ana', company: 'Acme' },
  ])

  await deleteLeads(accountId, userId, { leadIds: [short!, whole!], permanently: false })
  const deleted = (await listDeletedLeads(accountId, page)).leads
  expect(new Set(deleted.map(({ name, company }) => `${name}|${company}`))).toEqual(
    new Set([`${cut}|${cut}`, 'Ana|Acme']),
  )
})
