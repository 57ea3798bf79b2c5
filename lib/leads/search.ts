import { pool } from '../db/client'
import type { AccountId, LeadId } from '../db/ids'
import { type Looked, type LookLimits, limitsOf, lookThrough } from '../db/look-through'
import { leadCondition, likeText } from './filter'

/** Leads looked at by one statement: some 10 ms of the database's time. */
const pieceSize = 5_000
const byEmailMax = 1_000
const behindAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff' as LeadId

/**
 * The ids of leads that match, newest first, looked for from `before` on (null: from the newest) as long as a page
 * may take. What begins with the search as an email is found however old it is: the unique key of emails tells.
 */
export async function findLeads(
  accountId: AccountId,
  search: string,
  before: LeadId | null,
  limits: LookLimits = limitsOf({ goesOn: before !== null }),
): Promise<Looked<LeadId>> {
  const looked = await lookThrough(before ?? behindAll, (from) => lookAt(accountId, search, from), limits)
  if (before !== null || looked.next === null) return looked
  const found = new Set([...looked.found, ...(await leadsByEmail(accountId, search))])
  return { ...looked, found: [...found].sort((a, b) => (a < b ? 1 : -1)) }
}

type Piece = { found: LeadId[] | null; looked: number; last: LeadId | null }

async function lookAt(accountId: AccountId, search: string, before: LeadId): Promise<Looked<LeadId>> {
  const { sql, values } = leadCondition({ search }, 4)
  const { rows } = await pool().query<Piece>(
    `SELECT array_agg(id) FILTER (WHERE matches) AS found, count(*)::int AS looked, (array_agg(id))[count(*)] AS last
     FROM (SELECT id, ${sql} AS matches FROM leads WHERE account_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3) AS piece`,
    [accountId, before, pieceSize, ...values],
  )
  const { found = null, looked = 0, last = null } = rows[0] ?? {}
  return { found: found ?? [], looked, next: looked < pieceSize ? null : last }
}

async function leadsByEmail(accountId: AccountId, search: string): Promise<LeadId[]> {
  const { rows } = await pool().query<{ id: LeadId }>(
    'SELECT id FROM leads WHERE account_id = $1 AND email LIKE $2 ORDER BY email LIMIT $3',
    [accountId, `${likeText(search.toLowerCase())}%`, byEmailMax],
  )
  return rows.map((row) => row.id)
}
