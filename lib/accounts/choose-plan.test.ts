import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { db } from '../db/client'
import { type AccountId, newId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { transaction } from '../db/transaction'
import { lockAccount, recordLeadChange } from './lock'
import { choosePlan } from './mutations'

testDatabase()

const accountOf = (id: AccountId) => db().account.findUniqueOrThrow({ where: { id } })

test('choosing a plan sets the plan and how many leads it holds', async () => {
  const { accountId, userId } = await makeAccount()
  expect(await choosePlan(accountId, userId, 'growth')).toEqual({
    kind: 'done',
    value: { plan: 'growth', leadsMax: 25_000 },
  })
  expect(await accountOf(accountId)).toMatchObject({ plan: 'growth', leadsMax: 25_000 })
  await choosePlan(accountId, null, 'unlimited')
  expect(await accountOf(accountId)).toMatchObject({ plan: 'unlimited', leadsMax: null })
})

test('a plan smaller than the account is refused and changes nothing', async () => {
  const { accountId, userId } = await makeAccount({ plan: 'starter' })
  await makeLeads(accountId, 101)
  expect(await choosePlan(accountId, userId, 'trial')).toEqual({
    kind: 'refused',
    reason: 'You have 101 leads. Trial holds 100. Delete 1 lead first.',
  })
  expect(await accountOf(accountId)).toMatchObject({ plan: 'starter', leadsMax: 1_000 })
})

/** Adds leads as an import does, as many as there is room for. */
function addUpTo(accountId: AccountId, numbers: number[]): Promise<number> {
  return transaction(async (tx) => {
    const account = await lockAccount(tx, accountId)
    if (!account) return 0
    const room = account.leadsMax === null ? numbers.length : account.leadsMax - account.leadCount
    const added = numbers.slice(0, Math.max(0, room))
    for (const n of added)
      await tx.query('INSERT INTO leads (account_id, id, email) VALUES ($1, $2, $3)', [
        accountId,
        newId(),
        keyOf(n),
      ])
    await recordLeadChange(tx, account, { kind: 'by_hand', added: added.length, deleted: 0 })
    return added.length
  })
}

test('leads never exceed the plan, however adding and choosing plans interleave', async () => {
  const { accountId, userId } = await makeAccount({ plan: 'starter' })
  await makeLeads(accountId, 60)
  const outcomes = await Promise.all(
    Array.from({ length: 24 }, (_, i) =>
      i % 3 === 0
        ? choosePlan(accountId, userId, i % 2 === 0 ? 'trial' : 'starter')
        : addUpTo(accountId, [1_000 + i * 10, 1_001 + i * 10, 1_002 + i * 10]).then(() => null),
    ),
  )
  const { leadCount, leadsMax } = await accountOf(accountId)
  expect(leadCount).toBeLessThanOrEqual(leadsMax ?? Number.POSITIVE_INFINITY)
  expect(await db().lead.count({ where: { accountId } })).toBe(leadCount)
  for (const outcome of outcomes) if (outcome) expect(['done', 'refused']).toContain(outcome.kind)
})
