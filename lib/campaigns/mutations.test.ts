import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { db } from '../db/client'
import { testDatabase } from '../db/test-database'
import { archiveCampaign, createCampaign, renameCampaign, setRejects, unarchiveCampaign } from './mutations'
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

test('an archived campaign is not offered until it is taken up again', async () => {
  const { accountId, userId } = await makeAccount()
  const { id } = orThrow(await createCampaign(accountId, { name: 'Old', rejects: [] }))
  orThrow(await archiveCampaign(accountId, userId, id))
  expect(await listCampaigns(accountId)).toEqual([])
  expect(await campaignByName(accountId, 'Old')).toBeNull()
  orThrow(await unarchiveCampaign(accountId, userId, id))
  expect(await campaignByName(accountId, 'Old')).toMatchObject({ id })
})

test('a campaign is not archived while an import adds leads to it', async () => {
  const owner = await makeAccount()
  const { id } = orThrow(await createCampaign(owner.accountId, { name: 'Q4', rejects: [] }))
  const number = await makeImport(owner, csvOfLeads(2), { campaignId: id })
  expect(await archiveCampaign(owner.accountId, owner.userId, id)).toEqual({
    kind: 'refused',
    reason: `Import #${number} adds leads to this campaign. Archive it when that import has ended.`,
  })
  await runDueImports()
  expect(await archiveCampaign(owner.accountId, owner.userId, id)).toMatchObject({ kind: 'done' })
})

test('a campaign is renamed to what no other is called, and the audit tells each change of it', async () => {
  const { accountId, userId } = await makeAccount()
  const { id } = orThrow(await createCampaign(accountId, { name: 'Q4', rejects: [], userId }))
  await createCampaign(accountId, { name: 'Q5', rejects: [], userId })
  expect(await renameCampaign(accountId, userId, id, ' Q5 ')).toEqual({
    kind: 'invalid',
    fields: { name: 'There is already a campaign called “Q5”.' },
  })
  orThrow(await renameCampaign(accountId, userId, id, 'Q4 outbound'))
  orThrow(await setRejects(accountId, userId, id, ['risky', 'invalid', 'risky']))
  expect(await listCampaigns(accountId)).toEqual([
    { id, name: 'Q4 outbound', rejects: ['invalid', 'risky'], leads: 0 },
    expect.objectContaining({ name: 'Q5' }),
  ])
  const told = await db().auditEntry.findMany({
    where: { accountId, kind: 'campaign_changed' },
    orderBy: { id: 'asc' },
  })
  expect(told.map((entry) => entry.details)).toEqual([
    { campaign: 'Q4', did: 'created' },
    { campaign: 'Q5', did: 'created' },
    { campaign: 'Q4', did: 'renamed', to: 'Q4 outbound' },
    { campaign: 'Q4 outbound', did: 'rejects', to: 'invalid, risky' },
  ])
})

test('nobody changes a campaign of another account', async () => {
  const { accountId } = await makeAccount()
  const other = await makeAccount()
  const { id } = orThrow(await createCampaign(accountId, { name: 'Q4', rejects: [] }))
  for (const answer of [
    await renameCampaign(other.accountId, other.userId, id, 'Ours'),
    await setRejects(other.accountId, other.userId, id, ['risky']),
    await archiveCampaign(other.accountId, other.userId, id),
  ])
    expect(answer).toEqual({ kind: 'refused', reason: 'This campaign no longer exists.' })
  expect(await listCampaigns(accountId)).toEqual([{ id, name: 'Q4', rejects: [], leads: 0 }])
})
