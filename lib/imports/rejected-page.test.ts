import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { runImportOf } from '../../prisma/factories/import'
import { testDatabase } from '../db/test-database'
import { firstRowNotProcessed } from '../mail/queries'
import { listRejectedRows } from './rejected-page'

testDatabase()

/** Row n + 1 of the file: an address that is none, or that is missing. */
function badCsv(count: number): string {
  const lines = Array.from({ length: count }, (_, i) => (i % 3 === 2 ? ',x' : `Bad${i + 1},x`))
  return ['Email,Name', ...lines, ''].join('\n')
}

test('any page of rejected rows, of one reason or all, is found in file order', async () => {
  const owner = await makeAccount()
  const { accountId } = owner
  const { number, report } = await runImportOf(owner, badCsv(5_000))
  expect(report.counts.rejected).toBe(5_000)
  const page = await listRejectedRows(accountId, number, { page: 50, size: 50 })
  expect(page.rows.map((row) => row.row)).toEqual(Array.from({ length: 50 }, (_, i) => 2_452 + i))
  expect([page.total, page.partial]).toEqual([5_000, null])
  const missing = await listRejectedRows(accountId, number, { code: 'email_missing', page: 33, size: 50 })
  expect(missing.rows.map((row) => row.row)).toEqual(
    Array.from({ length: 50 }, (_, i) => 4 + 3 * (1_600 + i)),
  )
  expect(missing.total).toBe(1_666)
  expect((await listRejectedRows(accountId, number, { page: 101, size: 50 })).rows).toEqual([])
  expect(await firstRowNotProcessed(accountId, number)).toBeNull()
})

test('a search among rejected rows that goes on where it stopped looks at every row once', async () => {
  const owner = await makeAccount()
  const { accountId } = owner
  const { number } = await runImportOf(owner, badCsv(45_000))
  const search = { search: 'bad77', page: 1, size: 50_000 }
  const whole = await listRejectedRows(accountId, number, search, { msMax: 60_000, foundMax: 50_000 })
  expect([whole.rows.length, whole.partial]).toEqual([whole.total, null])
  expect(whole.rows.map((row) => row.email)).toContain('Bad77')
  const rows: number[] = []
  let looked = 0
  for (let after: number | null = 0; after !== null; ) {
    const step = await listRejectedRows(accountId, number, { ...search, after }, { msMax: 0, foundMax: 1 })
    rows.push(...step.rows.map((row) => row.row))
    looked += step.partial?.looked ?? 0
    after = typeof step.partial?.next === 'number' ? step.partial.next : null
  }
  expect(rows).toEqual(whole.rows.map((row) => row.row))
  expect(looked).toBe(45_000)
})
