import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { orThrow } from '../../prisma/factories/or-throw'
import { addLeadsToCampaign } from '../campaigns/add-leads'
import { createCampaign } from '../campaigns/mutations'
import { listCampaigns } from '../campaigns/queries'
import { db } from '../db/client'
import { testDatabase } from '../db/test-database'
import { deleteLeads, restoreDeletedLeads } from '../leads/mutations'

testDatabase()

test('leads that are deleted leave every campaign they are in, and come back to it when they are restored', async () => {
  const { accountId, userId } = await makeAccount()
  const ids = await makeLeads(accountId, 3)
  const made = async (name: string) => orThrow(await createCampaign(accountId, { name, rejects: [] })).id
  const [spring, autumn] = [await made('Spring'), await made('Autumn')]
  orThrow(await addLeadsToCampaign(accountId, userId, spring, { leadIds: ids }))
  orThrow(await addLeadsToCampaign(accountId, userId, autumn, { leadIds: ids.slice(0, 1) }))
  const counts = async () =>
    (await listCampaigns(accountId)).map(({ name, leads }) => `${name} ${leads}`).join(', ')

  orThrow(await deleteLeads(accountId, userId, { permanently: false, leadIds: ids.slice(0, 2) }))
  expect(await counts()).toBe('Autumn 0, Spring 1')
  orThrow(await restoreDeletedLeads(accountId, userId, { leadIds: ids }))
  expect(await counts()).toBe('Autumn 1, Spring 3')

  const changes = await db().campaignChange.findMany({
    where: { accountId, campaignId: spring },
    orderBy: { change: 'asc' },
  })
  expect(changes.map((c) => `${c.kind} +${c.added} -${c.removed} =${c.leadsAfter}`)).toEqual([
    'by_hand +3 -0 =3',
    'delete +0 -2 =1',
    'restore +2 -0 =3',
  ])
})
