import { db, pool } from '../db/client'
import type { AccountId } from '../db/ids'
import type { ImportStatus } from './queries'
import { type Counts, countsOf, emptyTally, type OutcomeTotals } from './report'

export type ImportSummary = {
  number: number
  status: ImportStatus
  fileName: string
  startedByName: string
  createdAt: Date
  finishedAt: Date | null
  update: boolean
  campaignName: string | null
  counts: Counts
}

/** Newest first. `page` counts from 1. */
export async function listImports(
  accountId: AccountId,
  { page, size }: { page: number; size: number },
): Promise<{ imports: ImportSummary[]; total: number }> {
  const [found, total] = await Promise.all([
    db().import.findMany({
      where: { accountId },
      include: { file: { select: { name: true } }, campaign: { select: { name: true } } },
      orderBy: { number: 'desc' },
      skip: (page - 1) * size,
      take: size,
    }),
    db().import.count({ where: { accountId } }),
  ])
  const [counts, users] = await Promise.all([
    countsByNumber(accountId, found),
    db().user.findMany({
      where: { id: { in: found.map((one) => one.userId) } },
      select: { id: true, name: true },
    }),
  ])
  const names = new Map(users.map((user) => [user.id, user.name]))
  const imports = found.map(
    (one): ImportSummary => ({
      number: one.number,
      status: one.status,
      fileName: one.file.name,
      startedByName: names.get(one.userId) ?? 'Somebody who left',
      createdAt: one.createdAt,
      finishedAt: one.finishedAt,
      update: one.update,
      campaignName: one.campaign?.name ?? null,
      counts: counts.get(one.number) ?? noCounts,
    }),
  )
  return { imports, total }
}

type Listed = { number: number; finishedAt: Date | null }

const noCounts = countsOf({ ...emptyTally(), rejected: 0 })
const keptMax = 5_000

/** What imports that have ended came to, the latest asked for last. Their ledger never changes again. */
const kept = new Map<string, Counts>()

/** Of imports that nobody asked for yet, the spines are folded: those of a million rows have hundreds of batches. */
async function countsByNumber(accountId: AccountId, listed: readonly Listed[]): Promise<Map<number, Counts>> {
  const counts = new Map<number, Counts>()
  const keyOf = (number: number) => `${accountId} ${number}`
  for (const { number } of listed) {
    const known = kept.get(keyOf(number))
    if (known) counts.set(number, known)
  }
  const asked = listed.map((one) => one.number).filter((number) => !counts.has(number))
  for (const [number, totals] of await outcomeTotals(accountId, asked)) counts.set(number, countsOf(totals))
  for (const { number, finishedAt } of listed) {
    const known = counts.get(number)
    if (finishedAt && known) keep(keyOf(number), known)
  }
  return counts
}

function keep(key: string, counts: Counts): void {
  kept.delete(key)
  kept.set(key, counts)
  if (kept.size > keptMax) kept.delete(kept.keys().next().value ?? key)
}

/** The spines of several imports, each folded by the database. */
async function outcomeTotals(
  accountId: AccountId,
  numbers: readonly number[],
): Promise<Map<number, OutcomeTotals>> {
  if (numbers.length === 0) return new Map()
  const { rows } = await pool().query<OutcomeTotals & { number: number }>(
    `SELECT import_number AS number, sum((tally->'blank')::int)::int AS blank, sum((tally->'added')::int)::int AS added,
       sum((tally->'changed')::int)::int AS changed, sum((tally->'unchanged')::int)::int AS unchanged,
       sum((tally->'notProcessed')::int)::int AS "notProcessed",
       sum((SELECT coalesce(sum(n::int), 0) FROM jsonb_path_query(tally, '$.rejected.*.*') AS n))::int AS rejected
     FROM import_batches WHERE account_id = $1 AND import_number = ANY($2::int[]) GROUP BY import_number`,
    [accountId, numbers],
  )
  return new Map(rows.map(({ number, ...totals }) => [number, totals]))
}
