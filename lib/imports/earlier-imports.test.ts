import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, runImportOf } from '../../prisma/factories/import'
import { testDatabase } from '../db/test-database'
import { earlierImportsOf } from './earlier-imports'

testDatabase()

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test('knows the imports of a file by its bytes, whatever it is called, newest first', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const file = csvOfLeads(3)
  await runImportOf(owner, file, { name: 'spring.csv' })
  await runImportOf(owner, csvOfLeads(4))
  await runImportOf(owner, file, { name: 'spring (1).csv', update: true })
  const { imports, total } = await earlierImportsOf(owner.accountId, sha256(file))
  expect(total).toBe(2)
  expect(imports).toMatchObject([
    { number: 3, fileName: 'spring (1).csv', update: true, status: 'completed', startedByName: 'Ana' },
    { number: 1, fileName: 'spring.csv', update: false },
  ])
})

test('tells nothing of the same file in another account', async () => {
  const [owner, stranger] = [await makeAccount(), await makeAccount()]
  await runImportOf(owner, csvOfLeads(3))
  expect(await earlierImportsOf(stranger.accountId, sha256(csvOfLeads(3)))).toEqual({ imports: [], total: 0 })
})

test('names five and counts all', async () => {
  const owner = await makeAccount()
  for (let n = 0; n < 7; n++) await runImportOf(owner, csvOfLeads(2))
  const { imports, total } = await earlierImportsOf(owner.accountId, sha256(csvOfLeads(2)))
  expect(imports.map(({ number }) => number)).toEqual([7, 6, 5, 4, 3])
  expect(total).toBe(7)
})
