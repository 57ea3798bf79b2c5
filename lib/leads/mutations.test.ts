import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { lockAccount, recordLeadChange } from '../accounts/lock'
import { db, pool } from '../db/client'
import { type AccountId, type EmailKey, newId, type UserId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { transaction } from '../db/transaction'
import { hashOfEmail } from '../deleted-emails/hash'
import { checkDeletedEmail, countDeletedEmails } from '../deleted-emails/queries'
import { listLeads } from './lead-page'
import { deleteLeadByEmail, deleteLeads } from './mutations'

testDatabase()

const leadCount = async (accountId: AccountId) =>
  (await db().account.findUniqueOrThrow({ where: { id: accountId } })).leadCount
const changesOf = (accountId: AccountId) =>
  db().leadChange.findMany({ where: { accountId }, orderBy: { change: 'asc' } })
const all = { search: '' }

test('deletes the chosen leads and leaves one entry that says who', async () => {
  const { accountId, userId } = await makeAccount()
  const ids = await makeLeads(accountId, 5)
  const result = await deleteLeads(accountId, userId, { leadIds: ids.slice(0, 2), permanently: false })
  expect(result).toMatchObject({ kind: 'done', value: { deleted: 2 } })
  expect(await leadCount(accountId)).toBe(3)
  expect(await changesOf(accountId)).toMatchObject([{ kind: 'delete', deleted: 2, leadsAfter: 3, userId }])
  expect(await countDeletedEmails(accountId)).toBe(0)
})

test('deleting permanently also puts the emails on the deleted list', async () => {
  const { accountId, userId } = await makeAccount()
  const ids = await makeLeads(accountId, 3)
  await deleteLeads(accountId, userId, { leadIds: ids.slice(0, 2), permanently: true })
  expect(await countDeletedEmails(accountId)).toBe(2)
  expect(await checkDeletedEmail(accountId, keyOf(1))).toMatchObject({ listed: true })
  expect(await checkDeletedEmail(accountId, keyOf(3))).toMatchObject({ listed: false })
  expect(await changesOf(accountId)).toMatchObject([{ kind: 'delete_permanently', deleted: 2 }])
})

test('leads that somebody else deleted meanwhile are not counted twice', async () => {
  const { accountId, userId } = await makeAccount()
  const leadIds = await makeLeads(accountId, 3)
  const results = await Promise.all([
    deleteLeads(accountId, userId, { leadIds, permanently: false }),
    deleteLeads(accountId, userId, { leadIds, permanently: true }),
  ])
  const deleted = results.map((result) => (result.kind === 'done' ? result.value.deleted : -1))
  expect(deleted.toSorted()).toEqual([0, 3])
  expect(await leadCount(accountId)).toBe(0)
  expect(await changesOf(accountId)).toHaveLength(1)
})

test('a lead of another account is never deleted', async () => {
  const [mine, theirs] = [await makeAccount(), await makeAccount()]
  const leadIds = await makeLeads(theirs.accountId, 2)
  const result = await deleteLeads(mine.accountId, mine.userId, { leadIds, permanently: true })
  expect(result).toMatchObject({ kind: 'done', value: { deleted: 0 } })
  expect(await leadCount(theirs.accountId)).toBe(2)
  expect(await changesOf(mine.accountId)).toEqual([])
})

test('deletes what matches a search, and nothing else', async () => {
  const { accountId, userId } = await makeAccount()
  await makeLeads(accountId, 12)
  const matching = { search: 'l1' }
  expect(await deleteLeads(accountId, userId, { matching, expected: 4, permanently: false })).toMatchObject({
    kind: 'done',
    value: { deleted: 4 },
  })
  const { leads } = await listLeads(accountId, { filter: all, page: 1, size: 50 })
  expect(leads.map((lead) => lead.email)).not.toContain('l10@acme.test')
  expect(leads).toHaveLength(8)
})

test('is refused when by now another number of leads matches', async () => {
  const { accountId, userId } = await makeAccount()
  await makeLeads(accountId, 3)
  const result = await deleteLeads(accountId, userId, { matching: all, expected: 2, permanently: true })
  expect(result).toEqual({
    kind: 'refused',
    reason: 'Nothing was deleted: 3 leads match now, not 2. Look at the list and delete again.',
  })
  expect(await leadCount(accountId)).toBe(3)
  expect(await countDeletedEmails(accountId)).toBe(0)
})

test('takes a deleted lead out of its campaigns', async () => {
  const { accountId, userId } = await makeAccount()
  const leadIds = await makeLeads(accountId, 1)
  const campaignId = newId()
  await db().campaign.create({ data: { accountId, id: campaignId, name: 'Q4' } })
  await db().campaignLead.create({ data: { accountId, campaignId, leadId: leadIds[0]! } })
  await deleteLeads(accountId, userId, { leadIds, permanently: false })
  expect(await db().campaignLead.count({ where: { accountId } })).toBe(0)
})

test('deletes 100,000 leads permanently in one transaction', async () => {
  const { accountId, userId } = await makeAccount({ plan: 'agency' })
  await makeLeads(accountId, 100_000)
  const result = await deleteLeads(accountId, userId, { matching: all, expected: 100_000, permanently: true })
  expect(result).toMatchObject({ kind: 'done', value: { deleted: 100_000 } })
  expect(await countDeletedEmails(accountId)).toBe(100_000)
  expect(await leadCount(accountId)).toBe(0)
  expect(await changesOf(accountId)).toMatchObject([{ deleted: 100_000, leadsAfter: 0 }])
})

test('deletes the lead with an email, as typed', async () => {
  const { accountId, userId } = await makeAccount()
  await makeLeads(accountId, 2)
  expect(await deleteLeadByEmail(accountId, userId, { email: 'L2@Acme.test', permanently: true })).toEqual({
    kind: 'done',
    value: { email: 'l2@acme.test' },
  })
  expect(await leadCount(accountId)).toBe(1)
  expect(await countDeletedEmails(accountId)).toBe(1)
  expect(await deleteLeadByEmail(accountId, userId, { email: 'l2@acme.test', permanently: true })).toEqual({
    kind: 'refused',
    reason: 'No lead has the email l2@acme.test.',
  })
  expect(await deleteLeadByEmail(accountId, userId, { email: 'nobody', permanently: true })).toMatchObject({
    kind: 'refused',
  })
})

/** Adds a lead as an import does: looks at the deleted list and writes under the account's lock. */
function addAsImport(accountId: AccountId, userId: UserId, n: number): Promise<boolean> {
  return transaction(async (tx) => {
    const account = await lockAccount(tx, accountId)
    const hash = hashOfEmail(accountId, keyOf(n))
    const { rowCount: listed } = await tx.query(
      'SELECT FROM deleted_emails WHERE account_id = $1 AND email_hash = $2',
      [accountId, hash],
    )
    if (!account || listed) return false
    await tx.query('SELECT pg_sleep(0.01)')
    const { rowCount } = await tx.query(
      'INSERT INTO leads (account_id, id, email) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [accountId, newId(), keyOf(n)],
    )
    await recordLeadChange(tx, account, { kind: 'by_hand', added: rowCount ?? 0, deleted: 0, userId })
    return true
  })
}

test('no email is both a lead and on the deleted list, however adding and deleting interleave', async () => {
  const { accountId, userId } = await makeAccount({ plan: 'starter' })
  await makeLeads(accountId, 20)
  const numbers = Array.from({ length: 20 }, (_, i) => i + 1)
  await Promise.all(
    numbers.flatMap((n) => [
      addAsImport(accountId, userId, n),
      deleteLeadByEmail(accountId, userId, { email: keyOf(n), permanently: true }),
      addAsImport(accountId, userId, n),
    ]),
  )
  const { rows } = await pool().query<{ email: EmailKey }>('SELECT email FROM leads WHERE account_id = $1', [
    accountId,
  ])
  const listed = await Promise.all(rows.map(({ email }) => checkDeletedEmail(accountId, email)))
  expect(listed.filter((check) => check.listed)).toEqual([])
  expect(await leadCount(accountId)).toBe(rows.length)
  expect(rows.length + (await countDeletedEmails(accountId))).toBe(20)
})
