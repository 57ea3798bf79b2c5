import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { runImportOf } from '../../prisma/factories/import'
import { testDatabase } from '../db/test-database'
import { verifyImport } from './verify'

process.env.BATCH_ROWS = '4'
testDatabase()

const mapping = ['email', 'first_name', 'email_status', 'custom.City'] as const

test('a value that holds the signs which part held leads is compared like any other', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const file = `Email,First name,Status,City\na@x.com,A\x1fB\x1eC,ok,Riga\nb@x.com,"Bo\n",,\nc@x.com,Zoë,,São Paulo\n`
  await runImportOf(owner, file, { mapping: [...mapping] })
  const same = await runImportOf(owner, file, { mapping: [...mapping], update: true })
  expect(same.report.counts).toMatchObject({ modified_unchanged: 3, modified_changed: 0 })
  const other = await runImportOf(owner, file.replaceAll('Zoë', 'Zoé').replace('A\x1fB', 'B'), {
    mapping: [...mapping],
    update: true,
  })
  expect(other.report.counts).toMatchObject({ modified_unchanged: 1, modified_changed: 2 })
})

test('the first row of the import that modified a lead is found, in whichever batch', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const emails = Array.from({ length: 11 }, (_, i) => `l${i}@x.com`)
  await runImportOf(owner, `Email\n${emails.join('\n')}\n`)
  const view = await runImportOf(owner, `Email\n${[...emails, ...emails].join('\n')}\n`, { update: true })
  expect(view.report.leadsInImport).toBe(11)
  expect(view.report.counts).toMatchObject({ modified_unchanged: 22 })
  expect((await verifyImport(owner.accountId, view.number))?.filter(({ holds }) => !holds)).toEqual([])
})
