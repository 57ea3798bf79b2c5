import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { orThrow } from '../../prisma/factories/or-throw'
import { db } from '../db/client'
import type { AccountId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { tagLeads } from './tag-leads'

testDatabase()

async function tagsOf(accountId: AccountId) {
  const leads = await db().lead.findMany({ where: { accountId }, orderBy: { id: 'asc' } })
  return leads.map(({ tags }) => tags)
}

test('adds tags to the chosen leads, each once whatever its case, and keeps who did it', async () => {
  const { accountId, userId } = await makeAccount()
  const ids = await makeLeads(accountId, 3)
  const chosen = { leadIds: ids.slice(0, 2) }
  expect(await tagLeads(accountId, userId, { chosen, tags: ['VIP', 'Oslo'], deed: 'add' })).toEqual({
    kind: 'done',
    value: { leads: 2 },
  })
  const again = { chosen: { matching: { search: '' }, expected: 3 }, tags: ['vip'], deed: 'add' as const }
  expect(orThrow(await tagLeads(accountId, userId, again))).toEqual({ leads: 1 })
  expect(await tagsOf(accountId)).toEqual([['VIP', 'Oslo'], ['VIP', 'Oslo'], ['vip']])
  const edits = await db().leadEdit.findMany({ where: { accountId, leadId: ids[0]! } })
  expect(edits).toMatchObject([{ userId, changes: [{ field: 'tags', from: '', to: 'VIP, Oslo' }] }])
})

test('takes tags away, down to none', async () => {
  const { accountId, userId } = await makeAccount()
  const leadIds = await makeLeads(accountId, 1)
  const chosen = { leadIds }
  await tagLeads(accountId, userId, { chosen, tags: ['VIP', 'Oslo'], deed: 'add' })
  await tagLeads(accountId, userId, { chosen, tags: ['oslo'], deed: 'remove' })
  expect(await tagsOf(accountId)).toEqual([['VIP']])
  await tagLeads(accountId, userId, { chosen, tags: ['vip'], deed: 'remove' })
  expect(await tagsOf(accountId)).toEqual([[]])
})

test('changes nothing when by now another number of leads matches, nor a lead of another account', async () => {
  const [mine, theirs] = [await makeAccount(), await makeAccount()]
  await makeLeads(mine.accountId, 2)
  const leadIds = await makeLeads(theirs.accountId, 1)
  const all = { chosen: { matching: { search: '' }, expected: 3 }, tags: ['VIP'], deed: 'add' as const }
  expect(await tagLeads(mine.accountId, mine.userId, all)).toEqual({
    kind: 'refused',
    reason: 'Nothing was changed: 2 leads match now, not 3. Look at the list and try again.',
  })
  const foreign = { chosen: { leadIds }, tags: ['VIP'], deed: 'add' as const }
  expect(orThrow(await tagLeads(mine.accountId, mine.userId, foreign))).toEqual({ leads: 0 })
  expect(await tagsOf(theirs.accountId)).toEqual([[]])
})

test('tags 12,000 leads in slices', async () => {
  const { accountId, userId } = await makeAccount({ plan: 'growth' })
  await makeLeads(accountId, 12_000)
  const all = { chosen: { matching: { search: '' }, expected: 12_000 }, tags: ['VIP'], deed: 'add' as const }
  expect(orThrow(await tagLeads(accountId, userId, all))).toEqual({ leads: 12_000 })
  expect(await db().lead.count({ where: { accountId, tags: { has: 'VIP' } } })).toBe(12_000)
  expect(await db().leadEdit.count({ where: { accountId } })).toBe(12_000)
})
