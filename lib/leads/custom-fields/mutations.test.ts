import { expect, test } from 'vitest'
import { makeAccount } from '../../../prisma/factories/account'
import { makeImport, runDueImports, runImportOf } from '../../../prisma/factories/import'
import { db } from '../../db/client'
import type { AccountId } from '../../db/ids'
import { testDatabase } from '../../db/test-database'
import type { Mapping } from '../../imports/mapping'
import { requestCancel } from '../../imports/mutations'
import { startRest } from '../../imports/rest'
import { exportLeads } from '../queries'
import { deleteCustomField } from './mutations'
import { customFieldNames } from './queries'

testDatabase()

const file = 'Email,City,Code\nana@acme.test,Riga,7\nbo@acme.test,,8\n'
const mapping: Mapping = ['email', 'custom.City', 'custom.Code']

async function customOf(accountId: AccountId) {
  const leads = []
  for await (const { custom } of exportLeads(accountId)) leads.push(custom)
  return leads
}

test('the import that names a field makes it, before any row is read', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await makeImport(owner, file, { mapping })
  expect(await customFieldNames(owner.accountId)).toEqual(['City', 'Code'])
})

test('a name in another spelling is the field that is there', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await runImportOf(owner, file, { mapping })
  await runImportOf(owner, 'Email,Town\ncy@acme.test,Oslo\n', { mapping: ['email', 'custom.cit-Y'] })
  expect(await customFieldNames(owner.accountId)).toEqual(['City', 'Code'])
  expect(await customOf(owner.accountId)).toEqual([
    { City: 'Riga', Code: '7' },
    { Code: '8' },
    { City: 'Oslo' },
  ])
})

test.each([
  [['email', 'custom.e-mail', null], /Every lead has “Email” already/],
  [['email', 'custom.City', 'custom.city'], 'Two columns are matched to City. Choose one of them.'],
  [['email', 'custom.–', null], /letters or digits/],
] as [Mapping, string | RegExp][])('%j is refused, and nothing is made', async (bad, sentence) => {
  const owner = await makeAccount({ plan: 'growth' })
  await expect(makeImport(owner, file, { mapping: bad })).rejects.toThrow(sentence)
  expect(await customFieldNames(owner.accountId)).toEqual([])
  expect(await db().import.count({ where: { accountId: owner.accountId } })).toBe(0)
})

test('deleting a field takes its values from every lead, says how many, and is audited', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const other = await makeAccount({ plan: 'growth' })
  for (const one of [owner, other]) await runImportOf(one, file, { mapping })
  expect(await deleteCustomField(owner.accountId, owner.userId, 'City')).toEqual({
    kind: 'done',
    value: { leads: 1 },
  })
  expect(await customFieldNames(owner.accountId)).toEqual(['Code'])
  expect(await customOf(owner.accountId)).toEqual([{ Code: '7' }, { Code: '8' }])
  expect(await customOf(other.accountId)).toEqual([{ City: 'Riga', Code: '7' }, { Code: '8' }])
  const [entry] = await db().auditEntry.findMany({
    where: { accountId: owner.accountId, kind: 'custom_field_deleted' },
  })
  expect(entry).toMatchObject({ userId: owner.userId, details: { name: 'City', count: 1 } })
  expect(await deleteCustomField(owner.accountId, owner.userId, 'City')).toMatchObject({ kind: 'refused' })
})

test('a field is not deleted while an import that fills it is under way', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await makeImport(owner, file, { mapping })
  expect(await deleteCustomField(owner.accountId, owner.userId, 'City')).toEqual({
    kind: 'refused',
    reason: 'Import #1 is filling this field. Wait until it has ended, then delete the field.',
  })
  await runDueImports()
  expect(await deleteCustomField(owner.accountId, owner.userId, 'City')).toMatchObject({ kind: 'done' })
})

test('the rest of an import makes the fields again that were deleted meanwhile', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const number = await makeImport(owner, file, { mapping })
  await requestCancel(owner.accountId, number)
  await runDueImports()
  await deleteCustomField(owner.accountId, owner.userId, 'City')
  expect(await startRest(owner.accountId, owner.userId, number)).toMatchObject({ kind: 'done' })
  expect(await customFieldNames(owner.accountId)).toEqual(['City', 'Code'])
})
