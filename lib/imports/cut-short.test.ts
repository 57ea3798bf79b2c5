import { stat, truncate } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { csvOfLeads, makeImport, runDueImports } from '../../prisma/factories/import'
import { db } from '../db/client'
import { testDatabase } from '../db/test-database'
import { filePath } from './files'
import { requestCancel } from './mutations'
import { getImport } from './queries'
import { startRest } from './rest'
import { verifyImport } from './verify'

process.env.BATCH_ROWS = '40'
testDatabase()

/** An import whose file loses its last bytes before it runs. */
async function importOfCut(text: string, bytes: number, started: (number: number) => Promise<unknown>) {
  const owner = await makeAccount({ plan: 'growth' })
  const number = await makeImport(owner, text)
  const path = filePath((await getImport(owner.accountId, number))!.file.id)
  await truncate(path, (await stat(path)).size - bytes)
  await started(number)
  await runDueImports()
  return { owner, view: (await getImport(owner.accountId, number))! }
}

const cases = [
  { says: 'between two rows', text: csvOfLeads(100), keeps: 70, tears: 0 },
  { says: 'within a row', text: csvOfLeads(100), keeps: 70, tears: 12 },
  { says: 'within its last row', text: csvOfLeads(100).trimEnd(), keeps: 99, tears: 0 },
  {
    says: 'in front of blank rows',
    text: `${csvOfLeads(60)},,\n${csvOfLeads(5, 61).slice(csvOfLeads(0).length)}`,
    keeps: 60,
    tears: 0,
  },
]

for (const { says, text, keeps, tears } of cases)
  test(`a file that was cut short ${says} ends as failed, and counts every row it had`, async () => {
    const lines = text.split('\n')
    const kept = `${lines.slice(0, 1 + keeps).join('\n')}\n`.length + tears
    const { owner, view } = await importOfCut(text, text.length - kept, async () => {})
    expect(view).toMatchObject({ status: 'failed', failure: expect.stringContaining('cut short') })
    const leads = text.match(/acme\.test/g)!.length
    expect(view.report.counts).toMatchObject({ read: leads, added: keeps, not_processed: leads - keeps })
    const { accountId } = owner
    expect(await db().lead.count({ where: { accountId } })).toBe(keeps)
    const wrong = (await verifyImport(accountId, view.number))!.filter(({ holds }) => !holds)
    expect(wrong.map(({ found }) => found)).toEqual([
      expect.stringContaining('or another SHA-256'),
      expect.stringContaining('is the last of the file'),
    ])
  })

test('the rest of a file that was cut short is not imported from it', async () => {
  const { owner, view } = await importOfCut(csvOfLeads(100), 500, async () => {})
  expect(await startRest(owner.accountId, owner.userId, view.number)).toEqual({
    kind: 'refused',
    reason: 'The file on the server was cut short: its last rows are missing. Choose it again and import it.',
  })
})

test('a cancelled import whose file was cut short counts every row, too', async () => {
  const text = csvOfLeads(100)
  const owners: unknown[] = []
  const { view } = await importOfCut(text, 500, async (number) => {
    const { accountId } = (await db().import.findFirst({ where: { number, finishedAt: null } }))!
    owners.push(await requestCancel(accountId as Parameters<typeof requestCancel>[0], number))
  })
  expect(view.report.counts).toMatchObject({ read: 100, not_processed: 100 })
})
