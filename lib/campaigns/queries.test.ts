import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { csvOfLeads, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { pool } from '../db/client'
import { newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { addLeadsToCampaign } from './add-leads'
import { archiveCampaign, createCampaign } from './mutations'
import { countByStatus, getCampaign, listCampaignLeads, listCampaignLines } from './queries'
import { findInCampaign } from './search'

testDatabase()

async function world(leads: number) {
  const account = await makeAccount({ plan: 'growth' })
  const { accountId, userId } = account
  const ids = await makeLeads(accountId, leads)
  const { id } = orThrow(await createCampaign(accountId, { name: 'Q4', rejects: [] }))
  orThrow(await addLeadsToCampaign(accountId, userId, id, { leadIds: ids }))
  return { ...account, ids, campaign: { id, leads } }
}

test('pages of a campaign hold each of its leads once, the newest first', async () => {
  const { accountId, ids, campaign } = await world(7)
  const pages = await Promise.all(
    [1, 2, 3, 4].map((page) => listCampaignLeads(accountId, campaign, { search: '', page, size: 3 })),
  )
  expect(pages.map((page) => page.leads.length)).toEqual([3, 3, 1, 0])
  expect(pages.flatMap((page) => page.leads.map((lead) => lead.id))).toEqual(ids.toReversed())
  expect(pages[0]?.total).toBe(7)
})

test('a search finds emails anywhere in the campaign, and only there', async () => {
  const { accountId, campaign } = await world(30)
  await makeLeads(accountId, [{ email: 'l1@elsewhere.test' }])
  const found = await listCampaignLeads(accountId, campaign, { search: 'L1', page: 1, size: 50 })
  expect(found.total).toBe(11)
  expect(found.leads.map((lead) => lead.email)).toContain(keyOf(1))
  expect(found.leads.every((lead) => lead.email.endsWith('@acme.test'))).toBe(true)
})

test('a search that stops looking still finds what begins with it, and goes on where it stopped', async () => {
  const { accountId, campaign } = await world(2_100)
  const stopped = await findInCampaign(accountId, campaign.id, 'l1@', null, { msMax: 0, foundMax: 10 })
  expect(stopped.found).toHaveLength(1)
  expect(stopped.next).not.toBeNull()
  const further = await findInCampaign(accountId, campaign.id, 'l1@', stopped.next)
  expect(further).toMatchObject({ looked: 100, next: null })
  expect(further.found).toEqual(stopped.found)
})

test('a campaign tells its last import, and is listed as archived once it is', async () => {
  const owner = await makeAccount()
  const { id } = orThrow(await createCampaign(owner.accountId, { name: 'Q4', rejects: ['risky'] }))
  orThrow(await createCampaign(owner.accountId, { name: 'Q5', rejects: [] }))
  await runImportOf(owner, csvOfLeads(1), { campaignId: id, name: 'one.csv' })
  const { number } = await runImportOf(owner, csvOfLeads(3), { campaignId: id, name: 'three.csv' })
  const active = await listCampaignLines(owner.accountId, { archived: false })
  expect(active).toMatchObject({ active: 2, archived: 0 })
  expect(active.campaigns).toMatchObject([
    { name: 'Q4', leads: 3, rejects: ['risky'], lastImport: { number, fileName: 'three.csv' } },
    { name: 'Q5', leads: 0, lastImport: null },
  ])
  orThrow(await archiveCampaign(owner.accountId, owner.userId, id))
  const archived = await listCampaignLines(owner.accountId, { archived: true })
  expect(archived).toMatchObject({ active: 1, archived: 1, campaigns: [{ name: 'Q4' }] })
})

test('says what a setting would leave out: how many leads have which email status', async () => {
  const { accountId, campaign } = await world(5)
  await pool().query(
    `UPDATE leads SET email_status = 'risky' WHERE account_id = $1 AND email = ANY($2::text[])`,
    [accountId, [keyOf(1), keyOf(2)]],
  )
  expect(await countByStatus(accountId, campaign.id)).toEqual({
    not_verified: 3,
    valid: 0,
    risky: 2,
    unknown: 0,
    invalid: 0,
  })
})

test('a campaign of another account is none', async () => {
  const { campaign } = await world(1)
  const other = await makeAccount()
  expect(await getCampaign(other.accountId, campaign.id)).toBeNull()
  expect(await getCampaign(other.accountId, newId())).toBeNull()
})
