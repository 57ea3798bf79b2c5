import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { db, pool } from '../db/client'
import { newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { deleteLeads, sweepDeletedLeads } from './mutations'

testDatabase()

test('what was deleted more than 30 days ago goes for good, with what was edited on it', async () => {
  const { accountId, userId } = await makeAccount()
  const [old, young] = [await makeLeads(accountId, 3), await makeLeads(accountId, [{ email: 'ana@x.test' }])]
  for (const leadId of [old[0]!, young[0]!])
    await db().leadEdit.create({ data: { accountId, leadId, id: newId(), userId, changes: [] } })
  await deleteLeads(accountId, userId, { leadIds: old, permanently: false })
  await pool().query("UPDATE deleted_leads SET deleted_at = deleted_at - interval '31 days'")
  await deleteLeads(accountId, userId, { leadIds: young, permanently: false })
  await sweepDeletedLeads()
  expect((await db().deletedLead.findMany({ where: { accountId } })).map(({ id }) => id)).toEqual(young)
  expect(await db().leadEdit.findMany({ where: { accountId } })).toMatchObject([{ leadId: young[0] }])
})
