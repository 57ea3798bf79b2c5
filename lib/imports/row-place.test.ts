import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { runImportOf } from '../../prisma/factories/import'
import { testDatabase } from '../db/test-database'
import { readEnvAgain } from '../env'
import { listRejectedRows } from './rejected-page'
import { placeOfRow } from './row-place'
import { listReportRows } from './rows-page'

testDatabase()
process.env.BATCH_ROWS = '7'
readEnvAgain()

test('every row of a file is found on the page it is said to be on, whatever became of it', async () => {
  const owner = await makeAccount()
  const { accountId } = owner
  const kinds = ['new', 'new', 'old', 'same', 'bad', ''] as const
  const lines = Array.from({ length: 60 }, (_, at) => {
    const kind = kinds[(at * 5 + Math.floor(at / 7)) % kinds.length]
    if (kind === 'new') return `n${at}@x.test,Ana`
    if (kind === 'old') return `n0@x.test,Ana ${at}`
    if (kind === 'same') return 'n0@x.test,'
    return kind === 'bad' ? 'nobody,Bo' : ','
  })
  const { number } = await runImportOf(owner, `Email,First name\nn0@x.test,Zoe\n${lines.join('\n')}\n`, {
    update: true,
  })
  const size = 4
  const lists = new Set<string>()
  for (let row = 2; row <= 62; row++) {
    const place = await placeOfRow(accountId, number, row, size)
    if (!place) throw new Error(`Row ${row} is nowhere.`)
    const { list, page } = place
    lists.add(list)
    const { rows } =
      list === 'rejected'
        ? await listRejectedRows(accountId, number, { page, size })
        : await listReportRows(accountId, number, { kind: list, page, size })
    expect(
      rows.map((one) => one.row),
      `row ${row} on page ${page} of ${list}`,
    ).toContain(row)
  }
  expect([...lists].sort()).toEqual(['added', 'blank', 'modified', 'rejected'])
})

test('a row the file does not have, and one of another account, are nowhere', async () => {
  const [mine, theirs] = [await makeAccount(), await makeAccount()]
  const { number } = await runImportOf(theirs, 'Email\nana@x.test\n')
  expect(await placeOfRow(theirs.accountId, number, 2, 50)).toEqual({ list: 'added', page: 1 })
  expect(await placeOfRow(theirs.accountId, number, 1, 50)).toBeNull()
  expect(await placeOfRow(theirs.accountId, number, 99, 50)).toBeNull()
  expect(await placeOfRow(mine.accountId, number, 2, 50)).toBeNull()
})
