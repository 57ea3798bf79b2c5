import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { csvOfLeads, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { db, pool } from '../db/client'
import type { AccountId, CampaignId, LeadId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { deleteLeads } from '../leads/mutations'
import { addLeadsToCampaign, rejectedCount } from './add-leads'
import { archiveCampaign, createCampaign, removeFromCampaign } from './mutations'

testDatabase()

async function world(rejects: ('invalid' | 'risky')[] = [], leads = 5) {
  const account = await makeAccount({ plan: 'growth' })
  const ids = await makeLeads(account.accountId, leads)
  const { id } = orThrow(await createCampaign(account.accountId, { name: 'Q4', rejects }))
  return { ...account, ids, campaignId: id }
}

/** The entries of a campaign's history as "kind +added -removed =after". */
async function history(accountId: AccountId, campaignId: CampaignId): Promise<string[]> {
  const changes = await db().campaignChange.findMany({
    where: { accountId, campaignId },
    orderBy: { change: 'asc' },
  })
  return changes.map((c) => `${c.kind} +${c.added} -${c.removed} =${c.leadsAfter}`)
}

async function counts(accountId: AccountId, campaignId: CampaignId) {
  const { leadCount } = await db().campaign.findUniqueOrThrow({
    where: { accountId_id: { accountId, id: campaignId } },
  })
  return { kept: leadCount, there: await db().campaignLead.count({ where: { accountId, campaignId } }) }
}

// First, because a connection keeps the plan of a foreign key's check that it made while the tables were small.
test('leads are added in slices and each only once, however many there are', async () => {
  const { accountId, userId, campaignId } = await world([], 10_001)
  const matching = { matching: { search: '' }, expected: 10_001 }
  expect(await addLeadsToCampaign(accountId, userId, campaignId, matching)).toMatchObject({
    value: { offered: 10_001, added: 10_001 },
  })
  expect(await addLeadsToCampaign(accountId, userId, campaignId, matching)).toMatchObject({
    value: { offered: 10_001, added: 0, alreadyIn: 10_001 },
  })
  expect(await counts(accountId, campaignId)).toEqual({ kept: 10_001, there: 10_001 })
})

test('every lead that is offered ends as added, already in it or rejected, and nothing is left over', async () => {
  const { accountId, userId, ids, campaignId } = await world(['invalid', 'risky'])
  await pool().query(
    `UPDATE leads SET email_status = CASE email WHEN $2 THEN 'risky' WHEN $3 THEN 'invalid' ELSE 'valid' END::email_status
     WHERE account_id = $1`,
    [accountId, keyOf(2), keyOf(3)],
  )
  const first = orThrow(await addLeadsToCampaign(accountId, userId, campaignId, { leadIds: ids.slice(0, 1) }))
  expect(first).toEqual({ offered: 1, added: 1, alreadyIn: 0, rejected: {} })
  const all = orThrow(
    await addLeadsToCampaign(accountId, userId, campaignId, { matching: { search: '' }, expected: 5 }),
  )
  expect(all).toEqual({ offered: 5, added: 2, alreadyIn: 1, rejected: { risky: 1, invalid: 1 } })
  expect(all.offered).toBe(all.added + all.alreadyIn + rejectedCount(all))
  expect(await counts(accountId, campaignId)).toEqual({ kept: 3, there: 3 })
  expect(await history(accountId, campaignId)).toEqual(['by_hand +1 -0 =1', 'by_hand +2 -0 =3'])
})

test('a lead that the campaign rejects is added when a person who saw its status says so', async () => {
  const { accountId, userId, ids, campaignId } = await world(['invalid'])
  await pool().query(`UPDATE leads SET email_status = 'invalid' WHERE account_id = $1`, [accountId])
  const offer = (anyway?: true) =>
    addLeadsToCampaign(accountId, userId, campaignId, { leadIds: ids, ...(anyway && { anyway }) })
  expect(await offer()).toMatchObject({ value: { added: 0, rejected: { invalid: 5 } } })
  expect(await offer(true)).toMatchObject({ value: { added: 5, rejected: {} } })
})

test('leads of another account, and leads that are gone, are not offered', async () => {
  const { accountId, userId, ids, campaignId } = await world()
  const other = await world()
  orThrow(await deleteLeads(accountId, userId, { permanently: false, leadIds: ids.slice(0, 2) }))
  const offer = await addLeadsToCampaign(accountId, userId, campaignId, { leadIds: [...ids, ...other.ids] })
  expect(offer).toMatchObject({ kind: 'done', value: { offered: 3, added: 3 } })
  const theirs = await addLeadsToCampaign(accountId, userId, other.campaignId, { leadIds: ids })
  expect(theirs).toEqual({ kind: 'refused', reason: 'This campaign no longer exists.' })
})

test('nothing is added when another number of leads matches than the person saw, or the campaign is archived', async () => {
  const { accountId, userId, campaignId } = await world()
  expect(
    await addLeadsToCampaign(accountId, userId, campaignId, { matching: { search: '' }, expected: 4 }),
  ).toEqual({
    kind: 'refused',
    reason: 'Nothing was added: 5 leads match now, not 4. Look at the list and add them again.',
  })
  orThrow(await archiveCampaign(accountId, userId, campaignId))
  expect(
    await addLeadsToCampaign(accountId, userId, campaignId, { matching: { search: '' }, expected: 5 }),
  ).toEqual({ kind: 'refused', reason: 'This campaign is archived. Choose another campaign.' })
  expect(await counts(accountId, campaignId)).toEqual({ kept: 0, there: 0 })
})

test('imports, additions, removals and deletions of leads all stand in the campaign’s history', async () => {
  const { userId, accountId, ids, campaignId } = await world([], 3)
  orThrow(await addLeadsToCampaign(accountId, userId, campaignId, { leadIds: ids }))
  await runImportOf({ accountId, userId }, csvOfLeads(4, 3), { campaignId, update: true })
  const leads = await db().lead.findMany({ where: { accountId }, orderBy: { email: 'asc' } })
  const idOf = (n: number) => leads.find((lead) => lead.email === keyOf(n))?.id as LeadId
  expect(await removeFromCampaign(accountId, userId, campaignId, [idOf(1), idOf(1)])).toMatchObject({
    value: { removed: 1 },
  })
  expect(await removeFromCampaign(accountId, userId, campaignId, [idOf(1)])).toMatchObject({
    value: { removed: 0 },
  })
  orThrow(await deleteLeads(accountId, userId, { permanently: true, leadIds: [idOf(2), idOf(5)] }))
  expect(await history(accountId, campaignId)).toEqual([
    'by_hand +3 -0 =3',
    'import +0 -0 =3',
    'import +3 -0 =6',
    'remove +0 -1 =5',
    'delete +0 -2 =3',
  ])
  expect(await counts(accountId, campaignId)).toEqual({ kept: 3, there: 3 })
})
