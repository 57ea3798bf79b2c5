import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { type Looked, type LookLimits, lookThrough } from '../db/look-through'
import { editsMax } from './edits'
import type { RowsNow } from './fix'
import { untakenSql } from './fix-rows'
import type { RejectionCode } from './outcome'
import { countAmong, loadSpine, pieceOf, rejectedIn, type Span, spansOf } from './spine'

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
  const emails: string[] = []
  const look = (accountId: AccountId, wanted: Piece) => newEmails(accountId, wanted, emails)
  const next = await lookAtUntaken(accountId, { number, code: 'max_leads_reached' }, look, limits)
  const placed = new Set<string>()
  for (const [count, email] of emails.entries()) {
    if (email !== '') placed.add(email)
    if (placed.size > free) return { count, more: false }
  }
  return { count: Math.max(emails.length, free), more: next !== null }
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
  let count = 0
  const look = async (accountId: AccountId, wanted: Piece) => {
    count += await suggestions(accountId, wanted)
  }
  const next = await lookAtUntaken(accountId, { number, code: 'email_invalid' }, look, limits)
  return { count: Math.min(count, editsMax), more: next !== null && count < editsMax }
}

type Wanted = { number: number; code: RejectionCode }
type Piece = Wanted & { spans: readonly Span[] }

/** Has `look` look at the rejected rows of a reason, batch by batch; where it did not come to, or null. */
async function lookAtUntaken(
  accountId: AccountId,
  wanted: Wanted,
  look: (accountId: AccountId, piece: Piece) => Promise<void>,
  limits: LookLimits,
): Promise<number | null> {
  const spans = spansOf(await loadSpine(accountId, wanted.number), rejectedIn(wanted.code))
  const lookBehind = async (after: number): Promise<Looked<number>> => {
    const { piece, next } = pieceOf(spans, after)
    await look(accountId, { ...wanted, spans: piece })
    return { found: [], looked: countAmong(piece), next }
  }
  return (await lookThrough(0, lookBehind, limits)).next
}

/** The rejected rows of a reason that no child took up, inside spans: each span is read by the primary key. */
const untakenInSpans = `FROM unnest($4::int[], $5::int[]) AS span (first, last) CROSS JOIN LATERAL (
    SELECT r.row, r.email, r.detail ${untakenSql} AND r.code = $3::rejection_code
      AND r.row BETWEEN span.first AND span.last
    ORDER BY r.row OFFSET 0) AS u`

function values(accountId: AccountId, { number, code, spans }: Piece) {
  return [accountId, number, code, spans.map(({ first }) => first), spans.map(({ last }) => last)]
}

/**
 * Adds the email of each row in file order, or "" where a lead has it. Each email is one probe (LIMIT 1): as EXISTS, the
 * planner may read the leads of all accounts into a hash table instead.
 */
async function newEmails(accountId: AccountId, piece: Piece, emails: string[]): Promise<void> {
  const { rows } = await pool().query<{ emails: string | null }>(
    `SELECT string_agg(CASE WHEN l.there THEN '' ELSE u.email END, E'\\n' ORDER BY u.row) AS emails ${untakenInSpans}
     LEFT JOIN LATERAL (SELECT TRUE AS there FROM leads WHERE account_id = $1 AND email = u.email LIMIT 1) AS l ON TRUE`,
    values(accountId, piece),
  )
  const found = rows[0]?.emails ?? null
  if (found !== null) emails.push(...found.split('\n'))
}

async function suggestions(accountId: AccountId, piece: Piece): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(u.detail)::int AS count ${untakenInSpans}`,
    values(accountId, piece),
  )
  return rows[0]?.count ?? 0
}
