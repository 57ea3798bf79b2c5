import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import type { RejectionCode } from './outcome'

export const trendUnits = ['day', 'week', 'month'] as const
export type TrendUnit = (typeof trendUnits)[number]

/** How many periods are looked back on, the current one included. */
export const trendPeriods: Record<TrendUnit, number> = { day: 30, week: 26, month: 12 }

/** What was imported in one day, week (from Monday) or month, by UTC. */
export type TrendPeriod = {
  from: Date
  imports: number
  /** Rows read: added, modified, rejected and those not processed. */
  read: number
  added: number
  modified: number
  rejected: number
  rejections: Partial<Record<RejectionCode, number>>
}

type Totals = Omit<TrendPeriod, 'rejections' | 'rejected'>

/**
 * What the account imported over time, oldest first, without gaps; the period of an import is that of its start. Rows
 * that a re-run took up again were counted when they were rejected, so re-runs are left out.
 */
export async function importTrends(
  accountId: AccountId,
  unit: TrendUnit,
  now = new Date(),
): Promise<TrendPeriod[]> {
  const values = [accountId, unit, now.toISOString(), trendPeriods[unit]]
  const [totals, reasons] = await Promise.all([
    pool().query<Totals>(totalsSql, values),
    pool().query<{ from: Date; code: RejectionCode; count: number }>(reasonsSql, values),
  ])
  return totals.rows.map((period) => {
    const own = reasons.rows.filter(({ from }) => from.getTime() === period.from.getTime())
    const rejected = own.reduce((sum, { count }) => sum + count, 0)
    const { from, imports, added, modified } = period
    const rejections = Object.fromEntries(own.map(({ code, count }) => [code, count]))
    return { from, imports, read: period.read + rejected, added, modified, rejected, rejections }
  })
}

/** The periods, and the imports that begin in them; the rest of a stopped import has rows of its own. */
const periodsSql = `periods AS (
    SELECT start, start + ('1 ' || $2)::interval AS stop
    FROM generate_series(
      date_trunc($2, $3::timestamptz AT TIME ZONE 'UTC') - ($4::int - 1) * ('1 ' || $2)::interval,
      date_trunc($2, $3::timestamptz AT TIME ZONE 'UTC'), ('1 ' || $2)::interval) AS start),
  begun AS (
    SELECT p.start, i.number FROM periods p
    JOIN imports i ON i.account_id = $1 AND (i.parent_number IS NULL OR i.after_row IS NOT NULL)
      AND i.created_at >= p.start AT TIME ZONE 'UTC' AND i.created_at < p.stop AT TIME ZONE 'UTC')`

const totalsSql = `WITH ${periodsSql}
  SELECT p.start AT TIME ZONE 'UTC' AS "from", count(DISTINCT b.number)::int AS imports,
    coalesce(sum((t.tally -> 'added')::int), 0)::int AS added,
    coalesce(sum((t.tally -> 'changed')::int + (t.tally -> 'unchanged')::int), 0)::int AS modified,
    coalesce(sum((t.tally -> 'added')::int + (t.tally -> 'changed')::int + (t.tally -> 'unchanged')::int
      + (t.tally -> 'notProcessed')::int), 0)::int AS read
  FROM periods p
  LEFT JOIN begun b ON b.start = p.start
  LEFT JOIN import_batches t ON t.account_id = $1 AND t.import_number = b.number
  GROUP BY p.start ORDER BY p.start`

const reasonsSql = `WITH ${periodsSql}
  SELECT b.start AT TIME ZONE 'UTC' AS "from", code.key AS code, sum(cause.value::int)::int AS count
  FROM begun b
  JOIN import_batches t ON t.account_id = $1 AND t.import_number = b.number AND t.tally -> 'rejected' <> '{}'
  CROSS JOIN LATERAL jsonb_each(t.tally -> 'rejected') AS code
  CROSS JOIN LATERAL jsonb_each_text(code.value) AS cause
  GROUP BY b.start, code.key`
