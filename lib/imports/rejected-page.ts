import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { type Looked, type LookLimits, limitsOf, lookThrough } from '../db/look-through'
import { likeText } from '../leads/filter'
import type { RejectionCode } from './outcome'
import { entriesSql, type LedgerEntry, type ReportRow, reportRow } from './report-rows'
import { countAmong, loadSpine, locate, pieceOf, rejectedIn, type Span, spansOf } from './spine'

/** `after`: a search looks behind this row of the file (0: from the first). */
export type RejectedFilter = {
  code?: RejectionCode
  search?: string
  after?: number
  page: number
  size: number
}

/** A page of rejected rows in file order, and how many there are or match. */
export type RejectedPage = {
  rows: ReportRow[]
  total: number
  /** Set when a search did not look at every row: then `total` is how many match among those it `looked` at. */
  partial: { looked: number; next: number | null } | null
}

/**
 * A page of the rejected rows in file order; `page` counts from 1. Without a search the spine says which batches hold
 * the page, so page 10,000 costs what page 1 costs. A search looks at emails for as long as a page may take
 * (lib/db/look-through.ts); pages then are pages of what it found.
 */
export async function listRejectedRows(
  accountId: AccountId,
  number: number,
  { code, search, after = 0, page, size }: RejectedFilter,
  limits: LookLimits = limitsOf({ goesOn: after > 0 }),
): Promise<RejectedPage> {
  const ledger: Ledger = { accountId, number, code }
  const spans = spansOf(await loadSpine(accountId, number), rejectedIn(code))
  const from = (page - 1) * size
  if (!search) {
    const place = locate(spans, from, size)
    const rows = await rejectedAt(ledger, place.spans, { size, skip: place.skip })
    return { rows: await entriesAt(ledger, rows), total: countAmong(spans), partial: null }
  }
  const { found, looked, next } = await lookThrough(
    after,
    (from) => lookAt(ledger, spans, search, from),
    limits,
  )
  const rows = await entriesAt(ledger, found.slice(from, from + size))
  return { rows, total: found.length, partial: next === null && after === 0 ? null : { looked, next } }
}

type Ledger = { accountId: AccountId; number: number; code: RejectionCode | undefined }

/** Rejected rows inside spans, which are arrays $4 and $5; each span is read by the primary key. */
const inSpansSql = `FROM unnest($4::int[], $5::int[]) AS span (first, last) CROSS JOIN LATERAL (
    SELECT row, code, email FROM import_rows
    WHERE account_id = $1 AND import_number = $2 AND row BETWEEN span.first AND span.last
      AND outcome = 'rejected' AND ($3::rejection_code IS NULL OR code = $3)
    ORDER BY row OFFSET 0
  ) AS r`

function inSpans({ accountId, number, code }: Ledger, spans: readonly Span[]) {
  const [first, last] = [spans.map((span) => span.first), spans.map((span) => span.last)]
  return [accountId, number, code ?? null, first, last]
}

type Part = { size: number; skip: number }

async function rejectedAt(ledger: Ledger, spans: readonly Span[], { size, skip }: Part): Promise<number[]> {
  if (spans.length === 0) return []
  const { rows } = await pool().query<{ row: number }>(
    `SELECT row ${inSpansSql} ORDER BY row LIMIT $6 OFFSET $7`,
    [...inSpans(ledger, spans), size, skip],
  )
  return rows.map((entry) => entry.row)
}

async function entriesAt({ accountId, number }: Ledger, rows: readonly number[]): Promise<ReportRow[]> {
  if (rows.length === 0) return []
  const found = await pool().query<LedgerEntry>(`${entriesSql} AND r.row = ANY($3::int[]) ORDER BY r.row`, [
    accountId,
    number,
    rows,
  ])
  return found.rows.map(reportRow)
}

/** Emails are stored in lower case, except where the cell is none: there as it was written. */
const emailMatchesSql = `(email LIKE $6 OR (code IN ('row_unreadable', 'email_missing', 'email_invalid') AND email ILIKE $7))`

async function lookAt(
  ledger: Ledger,
  spans: readonly Span[],
  search: string,
  after: number,
): Promise<Looked<number>> {
  const { piece, next } = pieceOf(spans, after)
  const { rows } = await pool().query<{ row: number }>(
    `SELECT row ${inSpansSql} WHERE ${emailMatchesSql} ORDER BY row`,
    [...inSpans(ledger, piece), `%${likeText(search.toLowerCase())}%`, `%${likeText(search)}%`],
  )
  return { found: rows.map((entry) => entry.row), looked: countAmong(piece), next }
}
