import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { makeImport, runDueImports } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { addLeadsToCampaign } from '../campaigns/add-leads'
import { createCampaign } from '../campaigns/mutations'
import { db, pool } from '../db/client'
import { type AccountId, newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { verifyImport } from '../imports/verify'
import { deleteLeads, restoreDeletedLeads } from './mutations'

testDatabase()

const none = { email_taken: 0, email_restored: 0, permanently_deleted: 0, full: 0 }

/** Everything the account holds of its leads, to the last column. */
async function stateOf(accountId: AccountId) {
  const rows = async (sql: string) => (await pool().query(sql, [accountId])).rows.map((row) => row.row)
  return {
    leads: await rows('SELECT to_jsonb(l) AS row FROM leads l WHERE account_id = $1 ORDER BY id'),
    campaigns: await rows(
      'SELECT to_jsonb(c) AS row FROM campaign_leads c WHERE account_id = $1 ORDER BY campaign_id, lead_id',
    ),
    count: (await db().account.findUniqueOrThrow({ where: { id: accountId } })).leadCount,
  }
}

async function joinCampaign(accountId: AccountId, campaignId: string, leadIds: readonly string[]) {
  await db().campaignLead.createMany({
    data: leadIds.map((leadId, i) => ({ accountId, campaignId, leadId, importNumber: i % 2 ? null : 41 })),
  })
  await db().campaign.update({
    where: { accountId_id: { accountId, id: campaignId } },
    data: { leadCount: { increment: leadIds.length } },
  })
}

const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((s) => s.replaceAll('\0', '').toWellFormed())
const leadArb = fc.record({
  company: text,
  tags: fc.array(text, { maxLength: 3 }),
  custom: fc.dictionary(text, text, { maxKeys: 3 }),
  status: fc.constantFrom('valid', 'risky', 'not_verified'),
  row: fc.option(fc.nat()),
  at: fc.date({ min: new Date('1970-01-02'), max: new Date('2100-01-01'), noInvalidDate: true }),
})

test('deleting and restoring gives the account back exactly, whatever the leads hold', async () => {
  const { accountId, userId } = await makeAccount({ plan: 'unlimited' })
  const campaign = orThrow(await createCampaign(accountId, { name: 'Q4', rejects: [] }))
  await fc.assert(
    fc.asyncProperty(fc.array(leadArb, { minLength: 1, maxLength: 6 }), async (leads) => {
      const ids = await makeLeads(
        accountId,
        leads.map(() => ({ email: `${newId()}@x.test` })),
      )
      for (const [i, lead] of leads.entries())
        await pool().query(
          `UPDATE leads SET company = $3, tags = $4, custom = $5, email_status = $6, import_number = $7, import_row = $7,
             created_at = $8, updated_at = $8 WHERE account_id = $1 AND id = $2`,
          [accountId, ids[i], lead.company, lead.tags, lead.custom, lead.status, lead.row, lead.at],
        )
      await joinCampaign(accountId, campaign.id, ids.slice(1))
      const before = await stateOf(accountId)
      const { change } = orThrow(await deleteLeads(accountId, userId, { leadIds: ids, permanently: false }))
      expect((await stateOf(accountId)).count).toBe(before.count - ids.length)
      const restored = await restoreDeletedLeads(accountId, userId, { change })
      expect(restored).toEqual({ kind: 'done', value: { restored: ids.length, kept: none, examples: [] } })
      expect(await stateOf(accountId)).toEqual(before)
    }),
    { numRuns: 25 },
  )
  expect(await db().deletedLead.count({ where: { accountId } })).toBe(0)
})

test('books the restoring, and says who, in the changes and in the audit', async () => {
  const { accountId, userId } = await makeAccount()
  const leadIds = await makeLeads(accountId, 3)
  await deleteLeads(accountId, userId, { leadIds, permanently: false })
  await restoreDeletedLeads(accountId, userId, { leadIds: leadIds.slice(0, 2) })
  const changes = await db().leadChange.findMany({ where: { accountId }, orderBy: { change: 'asc' } })
  expect(changes).toMatchObject([
    { kind: 'delete', deleted: 3, leadsAfter: 0 },
    { kind: 'restore', added: 2, leadsAfter: 2, userId },
  ])
  const told = await db().auditEntry.findMany({ where: { accountId }, orderBy: { id: 'asc' } })
  expect(told.map(({ kind, details }) => [kind, details])).toEqual([
    ['leads_deleted', { count: 3 }],
    ['leads_restored', { count: 2 }],
  ])
})

test('an email that was imported again keeps the deleted lead away, and says by which import', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  const leadIds = await makeLeads(accountId, 2)
  const { change } = orThrow(await deleteLeads(accountId, userId, { leadIds, permanently: false }))
  const number = await makeImport(owner, 'Email\nl1@acme.test\n')
  await runDueImports()
  const { restored, kept, examples } = orThrow(await restoreDeletedLeads(accountId, userId, { change }))
  expect([restored, kept]).toEqual([1, { ...none, email_taken: 1 }])
  expect(examples).toMatchObject([
    { email: 'l1@acme.test', obstacle: { kind: 'email_taken', by: { import: number } } },
  ])
  expect(await db().deletedLead.count({ where: { accountId } })).toBe(1)
})

test('restoring and importing the same email at once leave one lead, whoever comes first', async () => {
  for (let round = 0; round < 5; round++) {
    const owner = await makeAccount()
    const { accountId, userId } = owner
    const leadIds = await makeLeads(accountId, 1)
    const { change } = orThrow(await deleteLeads(accountId, userId, { leadIds, permanently: false }))
    const number = await makeImport(owner, 'Email\nl1@acme.test\n')
    const [result] = await Promise.all([restoreDeletedLeads(accountId, userId, { change }), runDueImports()])
    const { restored } = orThrow(result)
    expect((await stateOf(accountId)).leads).toHaveLength(1)
    const verdicts = await verifyImport(accountId, number)
    expect(verdicts?.filter((verdict) => !verdict.holds)).toEqual([])
    expect(await db().deletedLead.count({ where: { accountId } })).toBe(1 - restored)
  }
})

test('as many come back as the plan holds; the others stay and can come back later', async () => {
  const { accountId, userId } = await makeAccount()
  const leadIds = await makeLeads(accountId, 5)
  const { change } = orThrow(await deleteLeads(accountId, userId, { leadIds, permanently: false }))
  await makeLeads(
    accountId,
    Array.from({ length: 97 }, (_, i) => ({ email: `other${i}@x.test` })),
  )
  const first = orThrow(await restoreDeletedLeads(accountId, userId, { change }))
  expect([first.restored, first.kept.full]).toEqual([3, 2])
  await pool().query("UPDATE accounts SET plan = 'starter', leads_max = 1000 WHERE id = $1", [accountId])
  const second = orThrow(await restoreDeletedLeads(accountId, userId, { change }))
  expect([second.restored, second.kept]).toEqual([2, none])
})

test('of two deletions of one email the later comes back', async () => {
  const { accountId, userId } = await makeAccount()
  await deleteLeads(accountId, userId, { leadIds: await makeLeads(accountId, 1), permanently: false })
  const later = await makeLeads(accountId, 1)
  await deleteLeads(accountId, userId, { leadIds: later, permanently: false })
  const all = { matching: { search: '' }, expected: 2 }
  const { restored, kept } = orThrow(await restoreDeletedLeads(accountId, userId, all))
  expect([restored, kept.email_restored]).toEqual([1, 1])
  expect((await stateOf(accountId)).leads).toMatchObject([{ id: later[0] }])
})

test('deleting permanently leaves nothing to restore, not even what was deleted before', async () => {
  const { accountId, userId } = await makeAccount()
  const [old] = await makeLeads(accountId, 1)
  const edit = { accountId, leadId: old!, id: newId(), userId, changes: [] }
  await db().leadEdit.create({ data: edit })
  await deleteLeads(accountId, userId, { leadIds: [old!], permanently: false })
  const again = await makeLeads(accountId, 2)
  await db().leadEdit.create({ data: { ...edit, leadId: again[0]!, id: newId() } })
  await deleteLeads(accountId, userId, { leadIds: again, permanently: true })
  expect(await db().deletedLead.count({ where: { accountId } })).toBe(0)
  expect(await db().leadEdit.count({ where: { accountId } })).toBe(0)
})

test('a lead whose email was permanently deleted since does not come back', async () => {
  const { accountId, userId } = await makeAccount()
  const leadIds = await makeLeads(accountId, 1)
  await deleteLeads(accountId, userId, { leadIds, permanently: false })
  const hidden = await db().deletedLead.findMany({ where: { accountId } })
  await deleteLeads(accountId, userId, { leadIds: await makeLeads(accountId, 1), permanently: true })
  // As a backup that was put back would have it.
  for (const { lead, ...rest } of hidden)
    await db().deletedLead.create({ data: { ...rest, lead: lead ?? {}, campaigns: [] } })
  const { restored, kept } = orThrow(await restoreDeletedLeads(accountId, userId, { leadIds }))
  expect([restored, kept.permanently_deleted]).toEqual([0, 1])
})

test('a campaign that was deleted meanwhile takes nobody back', async () => {
  const { accountId, userId } = await makeAccount()
  const leadIds = await makeLeads(accountId, 1)
  const campaign = orThrow(await createCampaign(accountId, { name: 'Q4', rejects: [] }))
  await joinCampaign(accountId, campaign.id, leadIds)
  await deleteLeads(accountId, userId, { leadIds, permanently: false })
  await db().campaign.deleteMany({ where: { accountId } })
  const { restored } = orThrow(await restoreDeletedLeads(accountId, userId, { leadIds }))
  expect([restored, (await stateOf(accountId)).campaigns]).toEqual([1, []])
})

test('nothing comes back after 30 days, nor by another account', async () => {
  const [mine, theirs] = [await makeAccount(), await makeAccount()]
  const leadIds = await makeLeads(mine.accountId, 2)
  await deleteLeads(mine.accountId, mine.userId, { leadIds, permanently: false })
  expect(await restoreDeletedLeads(theirs.accountId, theirs.userId, { leadIds })).toMatchObject({
    value: { restored: 0 },
  })
  await db().deletedLead.updateMany({
    where: { accountId: mine.accountId },
    data: { deletedAt: new Date(Date.now() - 31 * 86_400_000) },
  })
  expect(await restoreDeletedLeads(mine.accountId, mine.userId, { leadIds })).toMatchObject({
    value: { restored: 0 },
  })
})

test('restores all that match a search, and only when as many match as the person saw', async () => {
  const { accountId, userId } = await makeAccount()
  const leadIds = await makeLeads(accountId, 12)
  await deleteLeads(accountId, userId, { leadIds, permanently: false })
  const matching = { search: 'L1' }
  expect(await restoreDeletedLeads(accountId, userId, { matching, expected: 5 })).toEqual({
    kind: 'refused',
    reason: 'Nothing was restored: 4 leads match now, not 5. Look at the list and restore again.',
  })
  expect(await restoreDeletedLeads(accountId, userId, { matching, expected: 4 })).toMatchObject({
    value: { restored: 4 },
  })
  expect((await stateOf(accountId)).leads).toContainEqual(expect.objectContaining({ email: keyOf(10) }))
})

test('deletes and restores 100,000 leads with their campaign', async () => {
  const { accountId, userId } = await makeAccount({ plan: 'agency' })
  const ids = await makeLeads(accountId, 100_000)
  const campaign = orThrow(await createCampaign(accountId, { name: 'Q4', rejects: [] }))
  const matching = { search: '' }
  orThrow(await addLeadsToCampaign(accountId, userId, campaign.id, { matching, expected: ids.length }))
  const { change } = orThrow(
    await deleteLeads(accountId, userId, { matching, expected: ids.length, permanently: false }),
  )
  const { restored } = orThrow(await restoreDeletedLeads(accountId, userId, { change }))
  expect(restored).toBe(100_000)
  expect(await db().campaignLead.count({ where: { accountId } })).toBe(100_000)
})
