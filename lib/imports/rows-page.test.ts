import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOf, makeAccount, makeLeads } from '../../prisma/factories/account'
import { csvOfLeads, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { createCampaign } from '../campaigns/mutations'
import { testDatabase } from '../db/test-database'
import { readEnvAgain } from '../env'
import { deleteLeadByEmail } from '../leads/mutations'
import { listCampaignRows } from './campaign-page'
import { getImport } from './queries'
import { eachReportRow, type ReportRow } from './report-rows'
import { listReportRows, type PagedRow, type RowKind, rowKinds } from './rows-page'

testDatabase()
process.env.BATCH_ROWS = '7'
readEnvAgain()

const line = (row: Pick<PagedRow, 'row' | 'outcome' | 'email' | 'changed' | 'changes'>) =>
  `${row.row} ${row.outcome} ${row.email} ${row.changed} ${JSON.stringify(row.changes)}`

test('pages of any kind and size hold every row of the kind once, as the whole report does', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  await makeLeads(owner.accountId, 6)
  const file = fc
    .array(fc.constantFrom('new', 'known', 'again', 'same', 'bad', 'blank'), { maxLength: 30 })
    .map((kinds) => {
      const rows = kinds.map((kind, at) => {
        if (kind === 'new') return `n${at}-${Math.random()}@acme.test,Ana`
        if (kind === 'known') return `${keyOf((at % 6) + 1)},Ana ${at}`
        if (kind === 'again') return `${keyOf((at % 2) + 1)},Ana`
        if (kind === 'same') return `${keyOf((at % 6) + 1)},`
        return kind === 'bad' ? 'nobody,' : ','
      })
      return `Email,First name\n${rows.join('\n')}\nlast@acme.test,\n`
    })
  await fc.assert(
    fc.asyncProperty(file, fc.boolean(), fc.integer({ min: 1, max: 9 }), async (text, update, size) => {
      const { number, report } = await runImportOf(owner, text, { update })
      const whole: ReportRow[] = []
      await eachReportRow(owner.accountId, number, 'all', (row) => void whole.push(row))
      const expected: Record<RowKind, number> = {
        added: report.counts.added,
        modified: report.counts.modified,
        changed: report.counts.modified_changed,
        unchanged: report.counts.modified_unchanged,
        all: report.counts.read,
        not_processed: 0,
        blank: report.counts.blank,
      }
      for (const kind of rowKinds) {
        const seen: PagedRow[] = []
        for (let page = 1; ; page++) {
          const { rows, total } = await listReportRows(owner.accountId, number, { kind, page, size })
          expect(total).toBe(expected[kind])
          if (rows.length === 0) break
          seen.push(...rows)
        }
        expect(seen).toHaveLength(expected[kind])
        if (kind === 'all') expect(seen.map(line)).toEqual(whole.map(line))
        if (kind === 'modified')
          expect(seen.map(line)).toEqual(whole.filter((row) => row.outcome === 'modified').map(line))
        if (kind === 'added')
          expect(seen.map(line)).toEqual(whole.filter((row) => row.outcome === 'added').map(line))
      }
    }),
    { numRuns: 12 },
  )
})

test('a row whose lead is gone is still there, without its email', async () => {
  const owner = await makeAccount()
  const { number } = await runImportOf(owner, csvOfLeads(3))
  orThrow(await deleteLeadByEmail(owner.accountId, owner.userId, { email: keyOf(2), permanently: false }))
  const { rows } = await listReportRows(owner.accountId, number, { kind: 'added', page: 1, size: 10 })
  expect(rows.map((row) => [row.row, row.email])).toEqual([
    [2, keyOf(1)],
    [3, null],
    [4, keyOf(3)],
  ])
})

test('pages of the campaign’s ledger hold each offered lead once, with what became of it and why', async () => {
  const owner = await makeAccount({ plan: 'growth' })
  const { id } = orThrow(await createCampaign(owner.accountId, { name: 'Q4', rejects: ['risky', 'invalid'] }))
  await runImportOf(owner, csvOfLeads(4), { campaignId: id })
  const file = [
    'Email,Email status',
    ...Array.from({ length: 12 }, (_, n) => `l${n + 1}@acme.test,`),
    'info@acme.test,',
    'bad@acme.test,invalid',
    'l1@acme.test,',
  ].join('\n')
  const { number } = await runImportOf(owner, file, { campaignId: id, update: true })
  const view = await getImport(owner.accountId, number)
  expect(view?.report.campaign).toMatchObject({ offered: 14, added: 8, already_in: 4, rejected: 2 })
  const pageOf = (page: number) => listCampaignRows(owner.accountId, number, { page, size: 5 })
  const all = (await Promise.all([pageOf(1), pageOf(2), pageOf(3), pageOf(4)])).flatMap(({ rows }) => rows)
  expect(all.map((row) => row.row)).toEqual(Array.from({ length: 14 }, (_, n) => n + 2))
  expect(await listCampaignRows(owner.accountId, number, { outcome: 'rejected', page: 1, size: 5 })).toEqual({
    total: 2,
    rows: [
      expect.objectContaining({ row: 14, status: 'risky', finding: 'role_address', inCampaign: false }),
      expect.objectContaining({ row: 15, status: 'invalid', finding: null, inAccount: true }),
    ],
  })
  expect(
    await listCampaignRows(owner.accountId, number, {
      outcome: 'rejected',
      status: 'invalid',
      page: 1,
      size: 5,
    }),
  ).toMatchObject({ total: 1, rows: [{ row: 15 }] })
  expect(
    await listCampaignRows(owner.accountId, number, { outcome: 'already_in', page: 1, size: 5 }),
  ).toMatchObject({
    total: 4,
    rows: [{ row: 2, inCampaign: true }, { row: 3 }, { row: 4 }, { row: 5 }],
  })
})
