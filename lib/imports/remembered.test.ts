import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { makeImport, runDueImports } from '../../prisma/factories/import'
import { testDatabase } from '../db/test-database'
import { deleteCustomField } from '../leads/custom-fields/mutations'
import { customFieldNames } from '../leads/custom-fields/queries'
import type { Mapping } from './mapping'
import { matchColumns } from './match-columns'
import { rememberedMapping } from './remembered'
import { withRemembered } from './remembered-matches'

testDatabase()

const columns = ['Mail', 'Town', 'Note']
const text = `${columns.join(',')}\nana@acme.test,Riga,x\n`
const mapping: Mapping = ['email', 'custom.Town', null]
const facts = { columns, hasHeader: true }

test('an import of the pages is remembered by its headers, whatever their case and signs, in its account alone', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const other = await makeAccount({ plan: 'growth' })
  const number = await makeImport(owner, text, { mapping, remember: true })
  const again = { columns: ['MAIL', 'town ', 'Note!'], hasHeader: true }
  expect(await rememberedMapping(owner.accountId, again)).toMatchObject({
    mapping,
    number,
    userId: owner.userId,
  })
  expect(await rememberedMapping(other.accountId, facts)).toBeNull()
  expect(
    await rememberedMapping(owner.accountId, { columns: ['Town', 'Mail', 'Note'], hasHeader: true }),
  ).toBeNull()
  expect(await rememberedMapping(owner.accountId, { columns, hasHeader: false })).toBeNull()
})

test('the rejected rows of that file are known by the same headers', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await makeImport(owner, text, { mapping, remember: true })
  const rejected = { columns: [...columns, 'Row', 'Reason', 'How to fix'], hasHeader: true }
  expect((await rememberedMapping(owner.accountId, rejected))?.mapping).toEqual([
    ...mapping,
    null,
    null,
    null,
  ])
})

test('the latest choice counts; an import of the command line leaves none', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await makeImport(owner, text, { mapping, remember: true })
  await makeImport(owner, text, { mapping: ['email', 'company', null], remember: true })
  await makeImport(owner, text, { mapping: ['email', 'title', null] })
  expect(await rememberedMapping(owner.accountId, facts)).toMatchObject({
    mapping: ['email', 'company', null],
    number: 2,
  })
})

test('what was chosen stands beside what the name says, and is dropped with a field it names', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await makeImport(owner, text, { mapping, remember: true })
  await runDueImports()
  const own = matchColumns(columns, [])
  const before = (await rememberedMapping(owner.accountId, facts))!
  const fields = await customFieldNames(owner.accountId)
  expect(withRemembered(own, before, fields)?.map(({ field, confidence }) => [field, confidence])).toEqual([
    ['email', 'likely'],
    ['custom.Town', 'remembered'],
    [null, null],
  ])
  await deleteCustomField(owner.accountId, owner.userId, 'Town')
  expect(withRemembered(own, before, await customFieldNames(owner.accountId))).toBeNull()
})

test('a choice that is what the matcher says anyway is not offered, unless it settled a guess', () => {
  const own = matchColumns(['Email', 'Emial'], [])
  expect(withRemembered(own, { mapping: ['email', null], number: 1 }, [])).toBeNull()
  const guess = matchColumns(['Emial'], [])
  expect(withRemembered(guess, { mapping: ['email'], number: 1 }, [])?.[0]?.confidence).toBe('remembered')
})
