import { db, pool } from '../db/client'
import type { AccountId, CampaignId, LeadId } from '../db/ids'
import { isFiltering, type LeadFilter } from './filter'
import { type LeadSummary, linesOf } from './queries'
import { findLeads, type LeadPlace } from './search'
import { type LeadSort, leadOrders } from './sort'

/** A page of leads, and how many there are or match. */
export type LeadPage = {
  leads: LeadSummary[]
  total: number
  /** Set when a search did not look at every lead: then `total` is how many match among those it `looked` at. */
  partial: { looked: number; next: LeadPlace | null } | null
}

export type LeadsAsked = {
  filter: LeadFilter
  sort?: LeadSort
  /** From 1; beyond the last page `leads` is empty. */
  page: number
  size: number
  /** A search goes on behind this place. */
  after?: LeadPlace | null
}

/**
 * One page of the account's leads in an order that an index gives. All leads, and all of one campaign, are counted and
 * paged as a whole. Any other filter looks at leads for a limited time (lib/db/look-through.ts); pages then are pages of
 * what it found.
 */
export async function listLeads(accountId: AccountId, asked: LeadsAsked): Promise<LeadPage> {
  const { filter, sort = 'newest', page, size, after = null } = asked
  const place = { sort, from: (page - 1) * size, size }
  const { campaign, ...rest } = filter
  if (!isFiltering(filter)) return pageOfAll(accountId, place)
  if (campaign && !isFiltering(rest) && leadOrders[sort].key === 'id')
    return pageOfCampaign(accountId, campaign, place)
  const { found, looked, next } = await findLeads(accountId, { filter, sort, after })
  const ids = found.slice(place.from, place.from + size)
  const partial = next === null && after === null ? null : { looked, next }
  return { leads: await linesOf(accountId, ids), total: found.length, partial }
}

type Place = { sort: LeadSort; from: number; size: number }

async function pageOfAll(accountId: AccountId, place: Place): Promise<LeadPage> {
  const account = await db().account.findUnique({ where: { id: accountId }, select: { leadCount: true } })
  const { key } = leadOrders[place.sort]
  const source = { sql: `SELECT id FROM leads WHERE account_id = $1`, key, values: [accountId] }
  return pageOf(accountId, source, account?.leadCount ?? 0, place)
}

/** Its leads stand in its key in the order of their ids. */
async function pageOfCampaign(accountId: AccountId, campaign: CampaignId, place: Place): Promise<LeadPage> {
  const kept = await db().campaign.findUnique({
    where: { accountId_id: { accountId, id: campaign } },
    select: { leadCount: true },
  })
  const sql = 'SELECT lead_id AS id FROM campaign_leads WHERE account_id = $1 AND campaign_id = $2'
  const source = { sql, key: 'lead_id', values: [accountId, campaign] }
  return pageOf(accountId, source, kept?.leadCount ?? 0, place)
}

type Source = { sql: string; key: string; values: unknown[] }

/** Counted from the nearer end, and only ids are counted: the page in the middle is the dearest. */
async function pageOf(
  accountId: AccountId,
  source: Source,
  total: number,
  { sort, from, size }: Place,
): Promise<LeadPage> {
  const take = Math.min(size, total - from)
  if (take <= 0) return { leads: [], total, partial: null }
  const fromEnd = total - from - take
  const { direction } = leadOrders[sort]
  const backwards = from > fromEnd
  const way = backwards === (direction === 'ASC') ? 'DESC' : 'ASC'
  const at = source.values.length + 1
  const { rows } = await pool().query<{ id: LeadId }>(
    `${source.sql} ORDER BY ${source.key} ${way} LIMIT $${at} OFFSET $${at + 1}`,
    [...source.values, take, backwards ? fromEnd : from],
  )
  const ids = rows.map((row) => row.id)
  return { leads: await linesOf(accountId, backwards ? ids.reverse() : ids), total, partial: null }
}
