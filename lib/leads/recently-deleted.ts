import { accountById } from '../accounts/queries'
import { db, pool } from '../db/client'
import type { AccountId, EmailKey, LeadId, UserId } from '../db/ids'
import { type Looked, type LookLimits, limitsOf, lookThrough } from '../db/look-through'
import { type HolderOfEmail, type Obstacle, obstacleOf } from './decide-restore'
import { deletedSearch } from './filter'
import { listedAmong, restorableDays, restorableSql } from './restore'
import { forTable } from './table-text'

/** A lead that can be restored, unless something stands in the way. */
export type DeletedLeadView = {
  id: LeadId
  email: EmailKey
  name: string
  company: string
  deletedAt: Date
  /** When it is gone for good. */
  keptUntil: Date
  /** Who deleted it; null: nobody we know. */
  by: string | null
  /** The import whose undo removed it. */
  undoneNumber: number | null
  obstacle: Obstacle | null
}

export type DeletedPage = {
  leads: DeletedLeadView[]
  total: number
  /** Set when not every deleted lead was looked at. */
  partial: { looked: number; next: string | null } | null
}

type Asked = { search: string; page: number; size: number; after?: string | null }

/**
 * A page of the recently deleted leads that match, the latest deletion first, looked for behind `after` as long as a
 * page may take (lib/db/look-through.ts); pages are pages of what was found.
 */
export async function listDeletedLeads(
  accountId: AccountId,
  { search, page, size, after = null }: Asked,
  limits: LookLimits = limitsOf({ goesOn: after !== null }),
): Promise<DeletedPage> {
  const looking = await lookThrough(after ?? start, (from) => lookAt(accountId, search, from), limits)
  const { found, looked, next } = looking
  const from = (page - 1) * size
  const partial = next === null && after === null ? null : { looked, next }
  return { leads: await viewsOf(accountId, found.slice(from, from + size)), total: found.length, partial }
}

/** How many match, exactly. */
export async function countDeletedLeads(accountId: AccountId, search: string): Promise<number> {
  const { sql, values } = deletedSearch(search, 2)
  const { rows } = await pool().query<{ n: number }>(
    `SELECT count(*)::int AS n FROM deleted_leads WHERE account_id = $1 AND ${sql} AND ${restorableSql}`,
    [accountId, ...values],
  )
  return rows[0]?.n ?? 0
}

/** A place: the deletion and the lead, as one text. */
const start = '2147483647:ffffffff-ffff-ffff-ffff-ffffffffffff'
const pieceSize = 5_000

type Piece = { found: string[] | null; looked: number; last: string | null }

async function lookAt(accountId: AccountId, search: string, from: string): Promise<Looked<string>> {
  const { sql, values } = deletedSearch(search, 5)
  const [change, id] = from.split(':')
  const { rows } = await pool().query<Piece>(
    `SELECT array_agg(place) FILTER (WHERE matches) AS found, count(*)::int AS looked, (array_agg(place))[count(*)] AS last
     FROM (SELECT change || ':' || id AS place, ${sql} AND ${restorableSql} AS matches FROM deleted_leads
           WHERE account_id = $1 AND (change, id) < ($2::int, $3::uuid) ORDER BY change DESC, id DESC LIMIT $4) AS piece`,
    [accountId, change, id, pieceSize, ...values],
  )
  const { found, looked = 0, last = null } = rows[0] ?? {}
  return { found: found ?? [], looked, next: looked < pieceSize ? null : last }
}

type Row = {
  id: LeadId
  email: EmailKey
  name: string
  company: string
  deleted_at: Date
  user_id: UserId | null
  undone_number: number | null
  holder: LeadId | null
  since: Date | null
  import: number | null
}

const dayMs = 86_400_000

async function viewsOf(accountId: AccountId, places: readonly string[]): Promise<DeletedLeadView[]> {
  if (places.length === 0) return []
  const { rows } = await pool().query<Row>(
    `SELECT d.id, d.email, ${forTable("trim(d.lead ->> 'first_name' || ' ' || (d.lead ->> 'last_name'))")} AS name,
       ${forTable("d.lead ->> 'company'")} AS company, d.deleted_at, d.user_id, d.undone_number,
       l.id AS holder, l.created_at AS since, l.import_number AS import
     FROM unnest($2::uuid[]) WITH ORDINALITY AS page (id, at)
     JOIN deleted_leads d ON d.account_id = $1 AND d.id = page.id
     LEFT JOIN LATERAL (SELECT id, created_at, import_number FROM leads WHERE account_id = $1 AND email = d.email LIMIT 1)
       AS l ON true
     ORDER BY page.at`,
    [accountId, places.map((place) => place.slice(place.indexOf(':') + 1))],
  )
  const [known, names] = await Promise.all([knownOf(accountId, rows), namesOf(rows)])
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    company: row.company,
    deletedAt: row.deleted_at,
    keptUntil: new Date(row.deleted_at.getTime() + restorableDays * dayMs),
    by: row.user_id && (names.get(row.user_id) ?? null),
    undoneNumber: row.undone_number,
    obstacle: obstacleOf(row.email, known),
  }))
}

async function knownOf(accountId: AccountId, rows: readonly Row[]) {
  const [account, listed] = await Promise.all([accountById(accountId), listedAmong(pool(), accountId, rows)])
  const holders = new Map<EmailKey, HolderOfEmail>()
  for (const { email, holder, since, import: number } of rows)
    if (holder && since) holders.set(email, { id: holder, since, import: number })
  return { holders, listed, leadsMax: account?.leadsMax ?? null, leadCount: account?.leadCount ?? 0 }
}

async function namesOf(rows: readonly Row[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ user_id }) => user_id ?? []))]
  const users = await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return new Map(users.map(({ id, name }) => [id, name]))
}
