import { expect, test } from 'vitest'
import { keyOf, makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { addLeadsToCampaign } from '../campaigns/add-leads'
import { createCampaign, removeFromCampaign } from '../campaigns/mutations'
import { db } from '../db/client'
import type { LeadId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { deleteLeadByEmail } from '../leads/mutations'
import { campaignHistory, leadsSince } from './since'

testDatabase()

test('what happened to the leads after an import leads from its end to the total now, by what', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  const { number, report } = await runImportOf(owner, csvOfLeads(3))
  expect(report.account.leads_after).toBe(3)
  expect(await leadsSince(accountId, number)).toEqual({ added: 0, deleted: 0, leadsNow: 3, events: [] })
  const other = await runImportOf(owner, csvOfLeads(2, 10))
  for (const n of [10, 1]) await deleteLeadByEmail(accountId, userId, { email: keyOf(n), permanently: false })
  await deleteLeadByEmail(accountId, userId, { email: keyOf(2), permanently: true })
  expect(await leadsSince(accountId, number)).toMatchObject({
    added: 2,
    deleted: 3,
    leadsNow: 2,
    events: [
      { kind: 'import', importNumber: other.number, added: 2, deleted: 0 },
      { kind: 'delete', importNumber: null, added: 0, deleted: 2 },
      { kind: 'delete_permanently', added: 0, deleted: 1 },
    ],
  })
})

test('the campaign’s number now is what it held before, what this import added and what came since', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  const { id } = orThrow(await createCampaign(accountId, { name: 'Q4', rejects: ['risky'] }))
  expect(await campaignHistory(accountId, (await runImportOf(owner, csvOfLeads(1, 90))).number)).toBeNull()
  const first = await runImportOf(owner, csvOfLeads(3), { campaignId: id })
  const { number } = await runImportOf(owner, `${csvOfLeads(2, 10)}info@acme.test,,\n`, { campaignId: id })
  const third = await runImportOf(owner, csvOfLeads(1, 20), { campaignId: id })
  const leads = await db().lead.findMany({ where: { accountId } })
  const idOf = (email: string) => leads.find((lead) => lead.email === email)?.id as LeadId
  orThrow(await removeFromCampaign(accountId, userId, id, [idOf(keyOf(1))]))
  orThrow(
    await addLeadsToCampaign(accountId, userId, id, { leadIds: [idOf('info@acme.test')], anyway: true }),
  )
  await deleteLeadByEmail(accountId, userId, { email: keyOf(2), permanently: false })
  const history = await campaignHistory(accountId, number)
  expect(history).toMatchObject({
    before: 3,
    after: 5,
    othersDuring: { added: 0, removed: 0 },
    since: { added: 2, removed: 2 },
    now: 5,
  })
  expect(history?.since.events).toMatchObject([
    { kind: 'import', importNumber: third.number, added: 1 },
    { kind: 'remove', deleted: 1 },
    { kind: 'by_hand', added: 1 },
    { kind: 'delete', deleted: 1 },
  ])
  expect(await campaignHistory(accountId, first.number)).toMatchObject({ before: 0, after: 3, now: 5 })
})
