import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeAccount, makeLeads } from '../../prisma/factories/account'
import { runDueImports, runImportOf } from '../../prisma/factories/import'
import { orThrow } from '../../prisma/factories/or-throw'
import { createCampaign } from '../campaigns/mutations'
import { db, pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { deleteLeadByEmail } from '../leads/mutations'
import { loadFamily } from './family'
import type { FixKind } from './fix'
import { startFix } from './fixes'
import { getImport } from './queries'
import type { Report } from './report'
import { eachReportRow } from './report-rows'
import { verifyImport } from './verify'

process.env.BATCH_ROWS = '3'
testDatabase()

const names = ['a', 'b', 'c', 'd', 'e', 'gone']
const email = fc.constantFrom(...names.map((name) => `${name}@x.test`), 'nobody', '', 'x@gmial.com')
const file = fc.array(fc.tuple(email, fc.constantFrom('', 'p', 'q')), { minLength: 1, maxLength: 12 })
const kinds: FixKind[] = ['update', 'join_campaign', 'release', 'room', 'edit']
/** Fixes in any order, of the import or of one of its re-runs. */
const fixes = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds), of: fc.nat(4), to: fc.constantFrom('a', 'f', 'g') }),
  {
    maxLength: 5,
  },
)

/** Everything a report says, row by row. */
async function said(accountId: AccountId, number: number) {
  const rows: unknown[] = []
  await eachReportRow(
    accountId,
    number,
    'all',
    ({ leadId: _, email: __, detail: ___, ...row }) => void rows.push(row),
  )
  return JSON.stringify([(await getImport(accountId, number))!.report, rows])
}

/** The last outcome of each row, followed through the family row by row: what the fold must come to. */
async function lastOutcomes(accountId: AccountId, numbers: readonly number[]) {
  const last = new Map<number, string>()
  for (const number of numbers)
    await eachReportRow(
      accountId,
      number,
      'all',
      ({ row, outcome, code }) => void last.set(row, code ?? outcome),
    )
  const counts: Record<string, number> = {}
  for (const outcome of last.values()) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

function outcomesOf({ counts, rejections }: Report) {
  const all: Record<string, number> = { added: counts.added, modified: counts.modified }
  for (const { code, count } of rejections) all[code] = count
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0))
}

test('parent and children add up, and a fix never changes an earlier report', async () => {
  await fc.assert(
    fc.asyncProperty(
      file,
      fc.boolean(),
      fc.integer({ min: 0, max: 3 }),
      fixes,
      async (rows, joins, free, fixes) => {
        const owner = await makeAccount({ plan: 'trial' })
        const { accountId, userId } = owner
        await makeLeads(accountId, [
          { email: 'a@x.test', firstName: 'Old' },
          { email: 'gone@x.test' },
          ...Array.from({ length: 98 - free }, (_, n) => ({ email: `other${n}@y.test` })),
        ])
        orThrow(await deleteLeadByEmail(accountId, userId, { email: 'gone@x.test', permanently: true }))
        const campaign = orThrow(await createCampaign(accountId, { name: 'C', rejects: ['not_verified'] }))
        const text = `Email,First name\n${rows.map((cells) => cells.join(',')).join('\n')}\n`
        const { number } = await runImportOf(owner, text, { campaignId: joins ? campaign.id : null })
        const numbers = [number]
        const reports = [await said(accountId, number)]
        for (const { kind, of, to } of fixes) {
          if (kind === 'room') await deleteSome(accountId, userId)
          const parent = numbers[of % numbers.length]!
          const fix =
            kind === 'edit' ? ({ kind, emails: await oneWrong(accountId, parent, to) } as const) : { kind }
          const started = await startFix(accountId, { userId, role: 'admin' }, parent, fix)
          if (started.kind === 'done' && !numbers.includes(started.value.number)) {
            await runDueImports()
            numbers.push(started.value.number)
            reports.push(await said(accountId, started.value.number))
          }
          for (const [at, one] of numbers.entries()) expect(await said(accountId, one)).toBe(reports[at])
        }
        for (const one of numbers)
          expect((await verifyImport(accountId, one))?.filter((check) => !check.holds)).toEqual([])
        const family = await loadFamily(accountId, number)
        if (!family) return
        const { combined } = family
        const { counts, account, othersDuring } = combined
        expect(counts.rows_in_file).toBe(
          rows.filter((cells) => cells.some((cell) => cell !== '')).length + counts.blank,
        )
        expect(counts.read).toBe(counts.added + counts.modified + counts.rejected + counts.not_processed)
        expect(outcomesOf(combined)).toEqual(await lastOutcomes(accountId, numbers))
        expect(account.leads_after).toBe(
          account.leads_before + counts.added + othersDuring.added - othersDuring.deleted,
        )
        if (joins) expect(combined.campaign?.offered).toBe(combined.leadsInImport)
        expect(combined.leadsInImport).toBe(counts.added + (await existingLeads(accountId, numbers)))
      },
    ),
    { numRuns: 60 },
  )
})

async function deleteSome(accountId: AccountId, userId: Parameters<typeof deleteLeadByEmail>[1]) {
  const { email } = await db().lead.findFirstOrThrow({ where: { accountId, email: { endsWith: '@y.test' } } })
  orThrow(await deleteLeadByEmail(accountId, userId, { email, permanently: false }))
}

/** One row of the import that was rejected for its email, and what it is corrected to. */
async function oneWrong(accountId: AccountId, number: number, to: string): Promise<Map<number, string>> {
  const { rows } = await pool().query<{ row: number }>(
    `SELECT row FROM import_rows WHERE account_id = $1 AND import_number = $2 AND code IN ('email_invalid', 'email_missing')
     ORDER BY row LIMIT 1`,
    [accountId, number],
  )
  return new Map(rows.map(({ row }) => [row, `${to}@x.test`]))
}

/** Distinct leads that the family modified and did not add. */
async function existingLeads(accountId: AccountId, numbers: readonly number[]): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(DISTINCT l.id)::int AS count FROM import_rows r
     JOIN leads l ON l.account_id = r.account_id AND (l.id = r.lead_id OR l.id = ANY(r.lead_ids))
     WHERE r.account_id = $1 AND r.import_number = ANY($2) AND r.outcome IN ('changed', 'unchanged')
       AND (l.import_number IS NULL OR l.import_number <> ALL($2))`,
    [accountId, numbers],
  )
  return rows[0]?.count ?? 0
}
