import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, runImportOf } from '../../prisma/factories/import'
import { testDatabase } from '../db/test-database'
import { verifyImport } from './verify'

process.env.BATCH_ROWS = '40'
testDatabase()

const broken = async (accountId: Parameters<typeof verifyImport>[0], number: number) =>
  (await verifyImport(accountId, number))?.filter((verdict) => !verdict.holds)

test('an email that is in the account is not turned away for a full account, whichever batch its rows fall in', async () => {
  const owner = await makeAccount({ plan: 'trial' })
  const again = csvOfLeads(30, 11).split('\n').slice(1).join('\n')
  const view = await runImportOf(owner, `${csvOfLeads(160)}${again}`)
  expect(view.report.counts).toMatchObject({ read: 190, added: 100, rejected: 90 })
  expect(view.report.rejections.map(({ code, count, causes }) => [code, count, causes])).toEqual([
    ['already_in_account', 30, { repeated_in_file: 30 }],
    ['max_leads_reached', 60, {}],
  ])
  expect(await broken(owner.accountId, view.number)).toEqual([])
})

test('updating existing leads works at a full account, whichever batch their rows fall in', async () => {
  const owner = await makeAccount({ plan: 'trial' })
  const again = csvOfLeads(30, 11).split('\n').slice(1).join('\n').replaceAll('Acme', 'Birch')
  const view = await runImportOf(owner, `${csvOfLeads(160)}${again}`, { update: true })
  expect(view.report.counts).toMatchObject({ added: 100, modified_changed: 30, rejected: 60 })
  expect(await broken(owner.accountId, view.number)).toEqual([])
})
