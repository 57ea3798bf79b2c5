import { db, pool } from '../db/client'
import type { AccountId } from '../db/ids'
import type { ImportStatus } from './queries'
import { type Counts, countsOf, type OutcomeTotals } from './report'
import { emptyTally } from './tally'

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

/** What part of the history is asked for; what is left out does not matter. */
export type HistoryFilter = {
  /** Who started it. */
  userId?: string | undefined
  campaignId?: string | undefined
  status?: ImportStatus | undefined
  /** Only imports that rejected rows. */
  rejections?: boolean | undefined
}

/** An import with those that took its rows up again, and theirs, in the order they were started. */
export type ImportFamily = ImportSummary & { reruns: ImportSummary[] }

/**
 * A page of the account's imports, newest first, each with its re-runs; `page` counts from 1. A filter finds an import
 * also when one of its re-runs matches.
 */
export async function listImports(
  accountId: AccountId,
  { page, size, filter = {} }: { page: number; size: number; filter?: HistoryFilter },
): Promise<{ imports: ImportFamily[]; total: number }> {
  const { roots, total } = await rootsOf(accountId, filter, { page, size })
  const members = await familyOf(accountId, roots)
  const summaries = await summariesOf(
    accountId,
    members.map(({ number }) => number),
  )
  const imports = roots.flatMap((root) => {
    const summary = summaries.get(root)
    const others = members.filter((member) => member.root === root && member.number !== root)
    const reruns = others.flatMap(({ number }) => summaries.get(number) ?? [])
    return summary ? [{ ...summary, reruns }] : []
  })
  return { imports, total }
}

type Part = { page: number; size: number }

/** The imports of the page that took up nobody's rows, and how many match. */
async function rootsOf(
  accountId: AccountId,
  filter: HistoryFilter,
  { page, size }: Part,
): Promise<{ roots: number[]; total: number }> {
  const values: unknown[] = [accountId]
  const matches = conditionOf(filter, values)
  const all = matches === 'true' ? rootsSql : matchingRootsSql(matches)
  const { rows } = await pool().query<{ roots: number[] | null; total: number }>(
    `WITH RECURSIVE found AS (${all})
     SELECT (SELECT count(*) FROM found)::int AS total,
            (SELECT array_agg(number ORDER BY number DESC)
             FROM (SELECT number FROM found ORDER BY number DESC LIMIT $${values.push(size)}
                   OFFSET $${values.push((page - 1) * size)}) AS shown) AS roots`,
    values,
  )
  return { roots: rows[0]?.roots ?? [], total: rows[0]?.total ?? 0 }
}

const rootsSql = 'SELECT number FROM imports WHERE account_id = $1 AND parent_number IS NULL'

/** From the matching imports up to those that have no parent. */
function matchingRootsSql(matches: string): string {
  return `SELECT up.number FROM (
    WITH RECURSIVE climbed AS (
      SELECT i.number, i.parent_number FROM imports i WHERE i.account_id = $1 AND ${matches}
      UNION
      SELECT p.number, p.parent_number FROM climbed c
      JOIN imports p ON p.account_id = $1 AND p.number = c.parent_number)
    SELECT number FROM climbed WHERE parent_number IS NULL) AS up`
}

/** SQL: whether `i` of imports matches; adds its parameters to `values`. */
function conditionOf({ userId, campaignId, status, rejections }: HistoryFilter, values: unknown[]): string {
  const tests: string[] = []
  if (userId !== undefined) tests.push(`i.user_id = $${values.push(userId)}`)
  if (campaignId !== undefined) tests.push(`i.campaign_id = $${values.push(campaignId)}`)
  if (status !== undefined) tests.push(`i.status = $${values.push(status)}::import_status`)
  if (rejections)
    tests.push(`EXISTS (SELECT FROM import_batches b WHERE b.account_id = i.account_id
      AND b.import_number = i.number AND b.tally -> 'rejected' <> '{}')`)
  return tests.length === 0 ? 'true' : tests.join(' AND ')
}

/** These imports and all that took up rows of them, down to the last. */
async function familyOf(
  accountId: AccountId,
  roots: readonly number[],
): Promise<{ root: number; number: number }[]> {
  if (roots.length === 0) return []
  const { rows } = await pool().query<{ root: number; number: number }>(
    `WITH RECURSIVE family AS (
       SELECT number AS root, number FROM imports WHERE account_id = $1 AND number = ANY($2::int[])
       UNION ALL
       SELECT f.root, c.number FROM family f
       JOIN imports c ON c.account_id = $1 AND c.parent_number = f.number)
     SELECT root, number FROM family ORDER BY number`,
    [accountId, roots],
  )
  return rows
}

async function summariesOf(
  accountId: AccountId,
  numbers: readonly number[],
): Promise<Map<number, ImportSummary>> {
  const found = await db().import.findMany({
    where: { accountId, number: { in: [...numbers] } },
    include: { file: { select: { name: true } }, campaign: { select: { name: true } } },
  })
  const [counts, users] = await Promise.all([
    countsByNumber(accountId, found),
    db().user.findMany({
      where: { id: { in: found.map((one) => one.userId) } },
      select: { id: true, name: true },
    }),
  ])
  const names = new Map(users.map((user) => [user.id, user.name]))
  return new Map(
    found.map((one) => [
      one.number,
      {
        number: one.number,
        status: one.status,
        fileName: one.file.name,
        startedByName: names.get(one.userId) ?? 'Somebody who left',
        createdAt: one.createdAt,
        finishedAt: one.finishedAt,
        update: one.update,
        campaignName: one.campaign?.name ?? null,
        counts: counts.get(one.number) ?? noCounts,
      },
    ]),
  )
}

/** Whom and what the history can be filtered by: people and campaigns that have imports. */
export async function historyChoices(
  accountId: AccountId,
): Promise<{ people: { id: string; name: string }[]; campaigns: { id: string; name: string }[] }> {
  const [people, campaigns] = await Promise.all([
    pool().query<{ id: string; name: string }>(
      `SELECT i.user_id AS id, coalesce(u.name, 'Somebody who left') AS name
       FROM (SELECT DISTINCT user_id FROM imports WHERE account_id = $1) AS i LEFT JOIN users u ON u.id = i.user_id
       ORDER BY name`,
      [accountId],
    ),
    pool().query<{ id: string; name: string }>(
      `SELECT c.id, c.name FROM campaigns c
       WHERE c.account_id = $1 AND c.id IN (SELECT campaign_id FROM imports WHERE account_id = $1) ORDER BY c.name`,
      [accountId],
    ),
  ])
  return { people: people.rows, campaigns: campaigns.rows }
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
