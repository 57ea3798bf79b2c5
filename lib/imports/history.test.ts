import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { makePerson } from '../../prisma/factories/person'
import { createCampaign } from '../campaigns/mutations'
import { newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { type HistoryFilter, historyChoices, listImports } from './history'
import { requestCancel } from './mutations'
import { startRest } from './rest'

testDatabase()

test('the history shows the figures of the reports', async () => {
  const owner = await makeAccount({ plan: 'trial' })
  const csv = [
    'Email',
    ...Array.from({ length: 130 }, (_, i) => `l${i}@acme.test`),
    'bad',
    '',
    'l1@acme.test',
  ]
  const views = [
    await runImportOf(owner, csv.join('\n')),
    await runImportOf(owner, csv.join('\n'), { update: true }),
  ]
  for (const time of ['first', 'again']) {
    const { imports } = await listImports(owner.accountId, { page: 1, size: 50 })
    const counts = imports.map((one) => one.counts)
    expect(counts, time).toEqual(views.map((view) => view.report.counts).toReversed())
  }
})

test('an import that has not ended is counted anew each time', async () => {
  const owner = await makeAccount()
  await makeImport(owner, csvOfLeads(3))
  const added = async () =>
    (await listImports(owner.accountId, { page: 1, size: 50 })).imports.map((one) => one.counts.added)
  expect(await added()).toEqual([0])
  await runDueImports()
  expect(await added()).toEqual([3])
})

test('filters by person, campaign, status and rejections; each alone and together', async () => {
  const owner = await makeAccount()
  const { accountId } = owner
  const bo = await makePerson(`bo-${newId()}@acme.test`, { name: 'Bo' })
  const { id: campaignId } = orThrow(await createCampaign(accountId, { name: 'Q4', rejects: [] }))
  await runImportOf(owner, csvOfLeads(3))
  await runImportOf({ accountId, userId: bo }, csvOfLeads(3))
  await runImportOf(owner, csvOfLeads(3, 10), { campaignId })
  const cancelled = await makeImport(owner, csvOfLeads(3, 20))
  await requestCancel(accountId, cancelled)
  await runDueImports()
  const found = async (filter: HistoryFilter) => {
    const { imports, total } = await listImports(accountId, { page: 1, size: 2, filter })
    return [total, ...imports.map(({ number }) => number)]
  }
  expect(await found({})).toEqual([4, 4, 3])
  expect(await found({ userId: bo })).toEqual([1, 2])
  expect(await found({ campaignId })).toEqual([1, 3])
  expect(await found({ status: 'cancelled' })).toEqual([1, 4])
  expect(await found({ rejections: true })).toEqual([1, 2])
  expect(await found({ rejections: true, userId: owner.userId })).toEqual([0])
  expect(await historyChoices(accountId)).toEqual({
    people: [
      { id: owner.userId, name: 'Ana' },
      { id: bo, name: 'Bo' },
    ],
    campaigns: [{ id: campaignId, name: 'Q4' }],
  })
})

test('nests re-runs under the import whose rows they took up, and finds it by what they are', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  const first = await makeImport(owner, csvOfLeads(3))
  await requestCancel(accountId, first)
  await runDueImports()
  await runImportOf(owner, csvOfLeads(2, 50))
  orThrow(await startRest(accountId, userId, first))
  await runDueImports()
  const families = async (filter: HistoryFilter) => {
    const { imports } = await listImports(accountId, { page: 1, size: 50, filter })
    return imports.map(({ number, reruns }) => [number, reruns.map((rerun) => rerun.number)])
  }
  expect(await families({})).toEqual([
    [2, []],
    [1, [3]],
  ])
  expect(await families({ status: 'cancelled' })).toEqual([[1, [3]]])
  expect(await families({ status: 'completed' })).toEqual([
    [2, []],
    [1, [3]],
  ])
})
