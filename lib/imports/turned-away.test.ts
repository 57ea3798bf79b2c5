import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { runDueImports, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { choosePlan } from '../accounts/mutations'
import { testDatabase } from '../db/test-database'
import { deleteLeadByEmail } from '../leads/mutations'
import { removeFile } from './files'
import { startFix } from './fixes'
import { turnedAwayThatFit } from './turned-away'

testDatabase()

const list = ['Email', 'a@x.test', 'b@x.test', 'c@x.test', ''].join('\n')

test('rows turned away by a full account are named as soon as some fit, until an import takes them up', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  await makeLeads(accountId, 99)
  await runImportOf(owner, list, { name: 'spring.csv' })
  expect(await turnedAwayThatFit(accountId)).toBeNull()

  await deleteLeadByEmail(accountId, userId, { email: 'l1@acme.test', permanently: false })
  const found = { importNumber: 1, fileName: 'spring.csv', rows: 2 }
  expect(await turnedAwayThatFit(accountId)).toEqual({ ...found, now: { count: 1, more: false } })
  orThrow(await choosePlan(accountId, userId, 'starter'))
  expect(await turnedAwayThatFit(accountId)).toEqual({ ...found, now: { count: 2, more: false } })

  orThrow(await startFix(accountId, { userId, role: 'admin' }, 1, { kind: 'room' }))
  await runDueImports()
  expect(await turnedAwayThatFit(accountId)).toBeNull()
})

test('rows whose file is no longer kept are not offered', async () => {
  const owner = await makeAccount()
  await makeLeads(owner.accountId, 100)
  const { file } = await runImportOf(owner, list)
  orThrow(await choosePlan(owner.accountId, owner.userId, 'starter'))
  expect(await turnedAwayThatFit(owner.accountId)).toMatchObject({ rows: 3 })
  await removeFile(file.id)
  expect(await turnedAwayThatFit(owner.accountId)).toBeNull()
})
