import { pool } from '../db/client'
import { type AccountId, idAtTime, type LeadId } from '../db/ids'
import { type Looked, type LookLimits, limitsOf, lookThrough } from '../db/look-through'
import { cleanSearch, type LeadFilter, leadCondition, likeText } from './filter'
import { type LeadSort, leadOrders } from './sort'

/** Leads looked at by one statement: some 5 ms of the database's time. */
const pieceSize = 5_000
const byEmailMax = 1_000

/** Where a lead lies in the order: its id or, sorted by email, its email. */
export type LeadPlace = string

/**
 * The leads that match, in order, looked for behind `after` (null: from the start) as long as a page may take. What
 * begins with the search as an email is found however far away it is: the unique key of emails tells.
 */
export async function findLeads(
  accountId: AccountId,
  { filter, sort, after }: { filter: LeadFilter; sort: LeadSort; after: LeadPlace | null },
  limits: LookLimits = limitsOf({ goesOn: after !== null }),
): Promise<Looked<LeadPlace, LeadId>> {
  const scope = await scopeOf(accountId, filter, sort)
  const order = leadOrders[sort]
  const from = furthest(order.direction, [after ?? order.start, scope.first ?? order.start])
  const looked = await lookThrough(from, (from: LeadPlace) => lookAt(scope, from), limits)
  if (after !== null || looked.next === null) return looked
  return { ...looked, found: [...looked.found, ...(await leadsByEmail(scope, looked.next))] }
}

/** What is looked through: the campaign's leads where their order is the wanted one, else the account's. */
type Scope = {
  accountId: AccountId
  filter: LeadFilter
  sort: LeadSort
  /** In the order of ids only: no lead that matches lies before or behind these. */
  first: LeadPlace | null
  last: LeadPlace | null
}

async function scopeOf(accountId: AccountId, filter: LeadFilter, sort: LeadSort): Promise<Scope> {
  const { key, direction } = leadOrders[sort]
  if (key !== 'id') return { accountId, filter, sort, first: null, last: null }
  const spans = [
    daysSpan(filter),
    filter.import === undefined ? {} : await importSpan(accountId, filter.import),
  ]
  const from = spans
    .flatMap((span) => span.from ?? [])
    .toSorted()
    .at(-1)
  const to = spans
    .flatMap((span) => span.to ?? [])
    .toSorted()
    .at(0)
  const [first, last] = direction === 'ASC' ? [from, to] : [to, from]
  return { accountId, filter, sort, first: first ?? null, last: last ?? null }
}

/** No id that matches is smaller than `from` or greater than `to`. */
type Span = { from?: string; to?: string }

/** Clocks of machines may disagree: ids are made by a worker's, times by the database's. */
const clocksDisagreeMs = 3_600_000
const dayMs = 86_400_000

function daysSpan({ addedFrom, addedTo }: LeadFilter): Span {
  return {
    ...(addedFrom ? { from: idAtTime(Date.parse(addedFrom) - clocksDisagreeMs) } : {}),
    ...(addedTo ? { to: idAtTime(Date.parse(addedTo) + dayMs + clocksDisagreeMs) } : {}),
  }
}

/** The ids of the leads that an import added stand in its batches; those of an old one do not. */
async function importSpan(accountId: AccountId, number: number): Promise<Span> {
  const { rows } = await pool().query<{ first: string | null; last: string | null; unknown: boolean | null }>(
    `SELECT min(lead_first::text) AS first, max(lead_last::text) AS last,
            bool_or(lead_first IS NULL AND (tally ->> 'added')::int > 0) AS unknown
     FROM import_batches WHERE account_id = $1 AND import_number = $2`,
    [accountId, number],
  )
  const { first = null, last = null, unknown } = rows[0] ?? {}
  if (unknown !== false) return {}
  return first === null || last === null ? { to: smallest } : { from: beside(first, -1), to: beside(last, 1) }
}

const smallest = '00000000-0000-0000-0000-000000000000'

/** The id right before or behind another. */
function beside(id: string, step: 1 | -1): string {
  const next = BigInt(`0x${id.replaceAll('-', '')}`) + BigInt(step)
  return next
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

type Piece = { ids: string | null; looked: number; last: LeadPlace | null }

async function lookAt(scope: Scope, from: LeadPlace): Promise<Looked<LeadPlace, LeadId>> {
  const { sql, values } = pieceQuery(scope, from)
  const { rows } = await pool().query<Piece>(sql, values)
  const { ids = null, looked = 0, last = null } = rows[0] ?? {}
  const found = ids === null ? [] : (ids.split(' ') as LeadId[])
  return { found, looked, next: looked < pieceSize ? null : last }
}

function pieceQuery({ accountId, filter, sort, last }: Scope, from: LeadPlace) {
  const { key, direction, beyond } = leadOrders[sort]
  const values: unknown[] = [accountId, from, pieceSize]
  const given = (value: unknown) => `$${values.push(value)}`
  const byCampaign = filter.campaign !== undefined && key === 'id'
  const column = byCampaign ? 'lead_id' : key
  const end = last === null ? '' : `AND NOT ${column} ${beyond} ${given(last)}`
  const source = byCampaign
    ? `SELECT lead_id AS id FROM campaign_leads WHERE account_id = $1 AND campaign_id = ${given(filter.campaign)}`
    : `SELECT * FROM leads WHERE account_id = $1`
  const piece = `${source} AND ${column} ${beyond} $2 ${end} ORDER BY ${column} ${direction} LIMIT $3`
  const condition = leadCondition(byCampaign ? { ...filter, campaign: undefined } : filter, values.length + 1)
  const looked = byCampaign
    ? `(${piece}) AS p CROSS JOIN LATERAL (SELECT * FROM leads WHERE account_id = $1 AND id = p.id LIMIT 1) AS leads`
    : `(${piece}) AS leads`
  // Ids as one text and the furthest place as such: arrays of them would take as long as looking at the leads.
  const place = key === 'id' ? `leads.id::text COLLATE "C"` : `leads.${key}`
  return {
    sql: `SELECT string_agg(id::text, ' ') FILTER (WHERE matches) AS ids, count(*)::int AS looked,
        ${direction === 'ASC' ? 'max' : 'min'}(place) AS last
      FROM (SELECT leads.id, ${place} AS place, ${condition.sql} AS matches FROM ${looked}) AS looked_at`,
    values: [...values, ...condition.values],
  }
}

type Found = { id: LeadId; place: LeadPlace }

/** Those whose email begins with the search and that lie behind what was looked at, in order. */
async function leadsByEmail({ accountId, filter, sort }: Scope, looked: LeadPlace): Promise<LeadId[]> {
  const search = cleanSearch(filter.search)
  if (search === '') return []
  const { key, direction } = leadOrders[sort]
  const { sql, values } = leadCondition({ ...filter, search: '' }, 4)
  const { rows } = await pool().query<Found>(
    `SELECT id, ${key}::text AS place FROM leads WHERE account_id = $1 AND email LIKE $2 AND ${sql}
     ORDER BY email LIMIT $3`,
    [accountId, `${likeText(search.toLowerCase())}%`, byEmailMax, ...values],
  )
  const sign = direction === 'ASC' ? 1 : -1
  const order = (one: LeadPlace, other: LeadPlace) => (one === other ? 0 : one < other ? -sign : sign)
  return rows
    .filter(({ place }) => order(place, looked) > 0)
    .sort((a, b) => order(a.place, b.place))
    .map(({ id }) => id)
}

function furthest(direction: 'ASC' | 'DESC', places: readonly LeadPlace[]): LeadPlace {
  const sorted = places.toSorted()
  return (direction === 'ASC' ? sorted.at(-1) : sorted.at(0)) ?? ''
}
