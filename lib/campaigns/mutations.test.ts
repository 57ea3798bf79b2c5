import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { db } from '../db/client'
import { testDatabase } from '../db/test-database'
import { createCampaign } from './mutations'
import { campaignByName, listCampaigns } from './queries'

testDatabase()

test('a campaign is found by the name it was made with, and what it rejects', async () => {
  const { accountId } = await makeAccount()
  const made = await createCampaign(accountId, {
    name: '  Q4 outbound ',
    rejects: ['invalid', 'risky', 'invalid'],
  })
  if (made.kind !== 'done') throw new Error(made.kind)
  const campaign = { id: made.value.id, name: 'Q4 outbound', rejects: ['invalid', 'risky'] }
  expect(await campaignByName(accountId, 'Q4 outbound ')).toEqual(campaign)
  expect(await listCampaigns(accountId)).toEqual([{ ...campaign, leads: 0 }])
  const other = await makeAccount()
  expect(await campaignByName(other.accountId, 'Q4 outbound')).toBeNull()
})

test('two campaigns of one account never have the same name', async () => {
  const { accountId } = await makeAccount()
  const results = await Promise.all(
    [1, 2, 3].map(() => createCampaign(accountId, { name: 'Q4', rejects: [] })),
  )
  expect(results.map((result) => result.kind).toSorted()).toEqual(['done', 'invalid', 'invalid'])
  expect(results.find((result) => result.kind === 'invalid')).toEqual({
    kind: 'invalid',
    fields: { name: 'There is already a campaign called “Q4”.' },
  })
})

test('a campaign needs a name of at most 100 characters', async () => {
  const { accountId } = await makeAccount()
  expect(await createCampaign(accountId, { name: ' \0 ', rejects: [] })).toMatchObject({ kind: 'invalid' })
  expect(await createCampaign(accountId, { name: 'x'.repeat(101), rejects: [] })).toMatchObject({
    kind: 'invalid',
  })
})

test('an archived campaign is not offered', async () => {
  const { accountId } = await makeAccount()
  await createCampaign(accountId, { name: 'Old', rejects: [] })
  await db().campaign.updateMany({ where: { accountId }, data: { archivedAt: new Date() } })
  expect(await listCampaigns(accountId)).toEqual([])
  expect(await campaignByName(accountId, 'Old')).toBeNull()
})
