import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { makeImport, runDueImports } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { addLeadsToCampaign } from '../campaigns/add-leads'
import { createCampaign } from '../campaigns/mutations'
import { db } from '../db/client'
import type { AccountId, LeadId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { addLead, editLead } from './by-hand'
import { leadHistory } from './history'
import { getLead } from './queries'

testDatabase()

async function historyOf(accountId: AccountId, email: string) {
  const found = await db().lead.findFirstOrThrow({ where: { accountId, email } })
  const lead = await getLead(accountId, found.id as LeadId)
  if (!lead) throw new Error('It is gone.')
  return { lead, ...(await leadHistory(accountId, lead)) }
}

test('tells which row added a lead, what later rows and people changed, and the campaigns, latest first', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  const q4 = orThrow(await createCampaign(accountId, { name: 'Q4', rejects: [] }))
  const first = await makeImport(owner, 'Email,Company\nbo@x.test,Birch\nana@x.test,Orbit\n', {
    name: 'spring.csv',
    campaignId: q4.id,
  })
  await runDueImports()
  const second = await makeImport(owner, 'Email,Company,Title\nana@x.test,Cedar,CTO\n', {
    name: 'autumn.csv',
    update: true,
  })
  await runDueImports()
  const { lead } = await historyOf(accountId, 'ana@x.test')
  const spring = orThrow(await createCampaign(accountId, { name: 'Spring', rejects: [] }))
  await addLeadsToCampaign(accountId, userId, spring.id, { leadIds: [lead.id] })
  const seen = { email: lead.email, title: 'CTO' }
  await editLead(accountId, userId, lead.id, { seen, wanted: { ...seen, title: 'CEO' } })
  const { events, cut } = await historyOf(accountId, 'ana@x.test')
  expect(cut).toBe(false)
  expect(events).toMatchObject([
    { kind: 'changed', by: 'Ana', import: null, changes: [{ field: 'title', from: 'CTO', to: 'CEO' }] },
    { kind: 'joined', campaign: { name: 'Spring' }, import: null },
    {
      kind: 'changed',
      import: { number: second, row: 2, file: 'autumn.csv' },
      changes: [
        { field: 'company', from: 'Orbit', to: 'Cedar' },
        { field: 'title', from: '', to: 'CTO' },
      ],
    },
    { kind: 'joined', campaign: { name: 'Q4' }, import: { number: first, file: 'spring.csv' } },
    { kind: 'added', by: null, import: { number: first, row: 3, file: 'spring.csv' } },
  ])
})

test('a lead added by hand tells who added it', async () => {
  const { accountId, userId } = await makeAccount()
  await addLead(accountId, userId, { email: 'ana@x.test', company: 'Orbit' })
  const { events } = await historyOf(accountId, 'ana@x.test')
  expect(events).toMatchObject([{ kind: 'added', by: 'Ana', import: null }])
})

test('the changes of a lead are found without looking at those of others', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const lines = Array.from({ length: 5_000 }, (_, i) => `l${i}@x.test`)
  await makeImport(owner, `Email\n${lines.join('\n')}\n`)
  await makeImport(owner, `Email,Company\n${lines.map((line) => `${line},Orbit`).join('\n')}\n`, {
    update: true,
  })
  await runDueImports()
  const { events } = await historyOf(owner.accountId, 'l4321@x.test')
  expect(events).toMatchObject([{ kind: 'changed', import: { row: 4_323 } }, { kind: 'added' }])
})
