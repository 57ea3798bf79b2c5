import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { csvOfLeads, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { createCampaign } from '../campaigns/mutations'
import { testDatabase } from '../db/test-database'
import { deleteLeadByEmail } from '../leads/mutations'
import { reportExamples } from './examples'

testDatabase()

test('points to the other row, to the import that made the lead, and to the reason, of the first rows of each cause', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  await makeLeads(accountId, [{ email: 'hand@acme.test' }])
  await runImportOf(owner, csvOfLeads(2))
  const file = ['Email', keyOf(1), keyOf(5), keyOf(5), 'hand@acme.test', 'nobody', '""', keyOf(2)].join('\n')
  const { number, report } = await runImportOf(owner, `${file}\n`)
  orThrow(await deleteLeadByEmail(accountId, userId, { email: keyOf(2), permanently: false }))
  const { rejected, blank } = await reportExamples(accountId, number, report)
  expect(rejected).toMatchObject([
    { kind: 'existing', row: 2, lead: { import: { number: 1, startedBy: 'Ana' } } },
    { kind: 'repeated', row: 4, otherRow: 3 },
    { kind: 'existing', row: 5, lead: { import: null } },
    { kind: 'rejected', row: 6, code: 'email_invalid' },
  ])
  expect(blank).toEqual([{ kind: 'blank', row: 7 }])
})

test('points to modified rows that are one lead, and to leads that only the campaign rejected', async () => {
  const owner = await makeAccount()
  const { id } = orThrow(await createCampaign(owner.accountId, { name: 'Q4', rejects: ['risky'] }))
  await runImportOf(owner, csvOfLeads(2))
  const file = `Email,First name\n${keyOf(1)},Bo\n${keyOf(2)},Bo\ninfo@acme.test,\n${keyOf(1)},Cy\n`
  const { number, report } = await runImportOf(owner, file, { update: true, campaignId: id })
  const examples = await reportExamples(owner.accountId, number, report)
  expect(examples.repeated).toEqual([{ kind: 'repeated', row: 5, otherRow: 2, outcome: 'modified' }])
  expect(examples.existing.map(({ row }) => row)).toEqual([2, 3])
  expect(examples.campaignRejected).toEqual([
    { row: 4, email: 'info@acme.test', status: 'risky', finding: 'role_address' },
  ])
})
