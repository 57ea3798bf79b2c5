import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { pool } from '../db/client'
import { snapshot } from '../db/cursor'
import { testDatabase } from '../db/test-database'
import { rowsThatFit } from './fix-rows'
import { startFix } from './fixes'
import { countFitting, countSuggested } from './untaken'

testDatabase()

type Owner = Awaited<ReturnType<typeof makeAccount>>

async function makeRoom({ accountId }: Owner, leadsMax: number | null) {
  await pool().query('UPDATE accounts SET leads_max = $2 WHERE id = $1', [accountId, leadsMax])
}

test('as many rows are said to fit as the fix would take', async () => {
  const owner = await makeAccount()
  const { accountId } = owner
  await makeLeads(accountId, 99)
  // Row 2 fills the account; of the five rows behind it, row 4 repeats row 3.
  const emails = ['in', 'a', 'a', 'b', 'c', 'd'].map((name) => `${name}@x.test`)
  const { number } = await runImportOf(owner, ['Email', ...emails, ''].join('\n'))
  const fitting = [
    [100, 0],
    [101, 2],
    [102, 3],
    [103, 4],
    [104, 5],
    [null, 5],
  ] as const
  for (const [leadsMax, fit] of fitting) {
    await makeRoom(owner, leadsMax)
    expect(await countFitting(accountId, { number, rows: 5 })).toEqual({ count: fit, more: false })
    const account = { id: accountId, leadCount: 100, leadsMax }
    expect(await snapshot((tx) => rowsThatFit(tx, account, number))).toMatchObject({ fit })
  }
})

test('suggested addresses are counted until a fix takes their rows', async () => {
  const owner = await makeAccount()
  const { accountId, userId } = owner
  const { number } = await runImportOf(owner, 'Email\na@gmial.com\nnobody\nb@gmial.com\n')
  expect(await countSuggested(accountId, number)).toEqual({ count: 2, more: false })
  orThrow(await startFix(accountId, { userId, role: 'admin' }, number, { kind: 'edit', emails: 'suggested' }))
  expect(await countSuggested(accountId, number)).toEqual({ count: 0, more: false })
})

const toTheEnd = { msMax: 60_000, foundMax: Number.POSITIVE_INFINITY }

test('beyond what a page may look at, the number is a least one', async () => {
  const owner = await makeAccount()
  const { accountId } = owner
  await makeLeads(accountId, 100)
  const rows = 50_000
  const list = Array.from({ length: rows }, (_, n) => `l${100 + (n >> 1)}@new.test`)
  const bad = Array.from({ length: rows }, () => 'a@gmial.com')
  const full = await runImportOf(owner, ['Email', ...list, ...bad, ''].join('\n'))
  await makeRoom(owner, 15_100)
  const [quick, whole] = [
    await countFitting(accountId, { number: full.number, rows }),
    await countFitting(accountId, { number: full.number, rows }, toTheEnd),
  ]
  expect(whole).toEqual({ count: 30_000, more: false })
  expect(quick.more).toBe(true)
  expect(quick.count).toBeGreaterThanOrEqual(15_000)
  expect(quick.count).toBeLessThan(30_000)
  // 5,000 are as many as one fix may edit, and the first piece has them.
  expect(await countSuggested(accountId, full.number)).toEqual({ count: 5_000, more: false })
})
