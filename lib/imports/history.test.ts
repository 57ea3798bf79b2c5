import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports, runImportOf } from '../../prisma/factories/import'
import { testDatabase } from '../db/test-database'
import { listImports } from './history'

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
