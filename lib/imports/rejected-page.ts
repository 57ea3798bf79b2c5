import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import type { RejectionCode } from './outcome'
import type { Tally } from './report'
import { entriesSql, type LedgerEntry, type ReportRow, reportRow } from './report-rows'

export type RejectedFilter = { code?: RejectionCode; search?: string; page: number; size: number }

type Page = { rows: ReportRow[]; total: number }

/**
 * A page of the rejected rows in file order; `page` counts from 1, `total` counts all that match. Without a search
 * the spine says which batches hold the page, so page 10,000 costs what page 1 costs.
 */
export async function listRejectedRows(
  accountId: AccountId,
  number: number,
  filter: RejectedFilter,
): Promise<Page> {
  return filter.search
    ? searchedPage(accountId, number, filter, filter.search)
    : spinePage(accountId, number, filter)
}

type SpineEntry = { row_first: number; row_last: number; tally: Tally }

async function spinePage(
  accountId: AccountId,
  number: number,
  { code, page, size }: RejectedFilter,
): Promise<Page> {
  const { rows: spine } = await pool().query<SpineEntry>(
    `SELECT row_first, row_last, tally FROM import_batches
     WHERE account_id = $1 AND import_number = $2 ORDER BY batch`,
    [accountId, number],
  )
  const { first, last, skip, total } = locate(spine, code, (page - 1) * size, size)
  if (first === null) return { rows: [], total }
  const { rows } = await pool().query<LedgerEntry>(
    `${entriesSql} AND r.outcome = 'rejected' AND ($3::rejection_code IS NULL OR r.code = $3)
       AND r.row BETWEEN $4 AND $5 ORDER BY r.row LIMIT $6 OFFSET $7`,
    [accountId, number, code ?? null, first, last, size, skip],
  )
  return { rows: rows.map(reportRow), total }
}

/** The file rows among which the rejected ones numbered `from` … `from + size - 1` are, and how many to skip there. */
export function locate(
  spine: readonly SpineEntry[],
  code: RejectionCode | undefined,
  from: number,
  size: number,
) {
  let total = 0
  let first: number | null = null
  let last = 0
  let skip = 0
  for (const { row_first, row_last, tally } of spine) {
    const count = rejectedIn(tally, code)
    if (count > 0 && total + count > from && total < from + size) {
      if (first === null) {
        first = row_first
        skip = from - total
      }
      last = row_last
    }
    total += count
  }
  return { first, last, skip, total }
}

function rejectedIn({ rejected }: Tally, code: RejectionCode | undefined): number {
  const reasons = code ? [rejected[code] ?? {}] : Object.values(rejected)
  let count = 0
  for (const causes of reasons) for (const cause of Object.values(causes)) count += cause
  return count
}

async function searchedPage(
  accountId: AccountId,
  number: number,
  { code, page, size }: RejectedFilter,
  search: string,
): Promise<Page> {
  const matches = `r.outcome = 'rejected' AND ($3::rejection_code IS NULL OR r.code = $3) AND r.email ILIKE $4`
  const values = [accountId, number, code ?? null, `%${search.replace(/[\\%_]/g, '\\$&')}%`]
  const [found, counted] = await Promise.all([
    pool().query<LedgerEntry>(`${entriesSql} AND ${matches} ORDER BY r.row LIMIT $5 OFFSET $6`, [
      ...values,
      size,
      (page - 1) * size,
    ]),
    pool().query<{ count: number }>(
      `SELECT count(*)::int AS count FROM import_rows r WHERE r.account_id = $1 AND r.import_number = $2 AND ${matches}`,
      values,
    ),
  ])
  return { rows: found.rows.map(reportRow), total: counted.rows[0]?.count ?? 0 }
}
