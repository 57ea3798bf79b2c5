import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { type Looked, type LookLimits, lookThrough } from '../db/look-through'
import { editsMax } from './edits'
import type { RowsNow } from './fix'
import { untakenSql } from './fix-rows'
import type { RejectionCode } from './outcome'
import { countAmong, loadSpine, pieceOf, rejectedIn, spansOf } from './spine'

/** What a report looks for beside its rows must not keep it waiting: one piece, some 10 ms. */
const onePiece: LookLimits = { msMax: 0, foundMax: Number.POSITIVE_INFINITY }

/**
 * How many of an import's `rows` untaken rows that the account had no room for have a place now: what `rowsThatFit`
 * will find, as far as a page may look. Each row needs a place at most, so as many fit as there are places.
 */
export async function countFitting(
  accountId: AccountId,
  { number, rows }: { number: number; rows: number },
  limits = onePiece,
): Promise<RowsNow> {
  const free = (await placesFree(accountId)) ?? rows
  if (free <= 0) return { count: 0, more: false }
  if (free >= rows) return { count: rows, more: false }
  const { found, next } = await lookAtUntaken(accountId, { number, code: 'max_leads_reached' }, limits)
  const placed = new Set<string>()
  let count = 0
  for (const { email, there } of found) {
    if (!there) placed.add(email ?? '')
    if (placed.size > free) return { count, more: false }
    count++
  }
  return { count: Math.max(count, free), more: next !== null }
}

/** Places that the account has left, without its lock; null when its plan has no limit. */
async function placesFree(accountId: AccountId): Promise<number | null> {
  const { rows } = await pool().query<{ free: number | null }>(
    'SELECT leads_max - lead_count AS free FROM accounts WHERE id = $1',
    [accountId],
  )
  return rows[0]?.free ?? null
}

/** How many untaken rows have a suggested address, at most as many as one fix may edit. */
export async function countSuggested(
  accountId: AccountId,
  number: number,
  limits = onePiece,
): Promise<RowsNow> {
  const { found, next } = await lookAtUntaken(accountId, { number, code: 'email_invalid' }, limits)
  const count = found.filter(({ detail }) => detail !== null).length
  return { count: Math.min(count, editsMax), more: next !== null && count < editsMax }
}

type Untaken = { email: string | null; detail: string | null; there: boolean }
type Wanted = { number: number; code: RejectionCode }

/** The rejected rows of a reason that no child took up, in file order, batch by batch: each is read by the primary key. */
async function lookAtUntaken(accountId: AccountId, { number, code }: Wanted, limits: LookLimits) {
  const spans = spansOf(await loadSpine(accountId, number), rejectedIn(code))
  const found: Untaken[] = []
  const look = async (after: number): Promise<Looked<number>> => {
    const { piece, next } = pieceOf(spans, after)
    const [first, last] = [piece.map((span) => span.first), piece.map((span) => span.last)]
    const { rows } = await pool().query<Untaken>(
      `SELECT u.email, u.detail, EXISTS (SELECT FROM leads l WHERE l.account_id = $1 AND l.email = u.email) AS there
       FROM unnest($4::int[], $5::int[]) AS span (first, last) CROSS JOIN LATERAL (
         SELECT r.row, r.email, r.detail ${untakenSql} AND r.code = $3::rejection_code
           AND r.row BETWEEN span.first AND span.last
         ORDER BY r.row OFFSET 0) AS u
       ORDER BY u.row`,
      [accountId, number, code, first, last],
    )
    found.push(...rows)
    return { found: [], looked: countAmong(piece), next }
  }
  const { next } = await lookThrough(0, look, limits)
  return { found, next }
}
