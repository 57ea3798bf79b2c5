import { pool } from '../db/client'
import type { AccountId, CampaignId, LeadId } from '../db/ids'
import { type Looked, type LookLimits, limitsOf, lookThrough } from '../db/look-through'
import { likeText } from '../leads/filter'

/** Leads looked at by one statement: some 10 ms of the database's time. */
const pieceSize = 2_000
const byEmailMax = 1_000
const behindAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff' as LeadId

/**
 * The ids of a campaign's leads whose email holds `search`, newest first, looked for from `before` on (null: from the
 * newest) as long as a page may take. What begins with it is found however old it is: the unique key of emails tells.
 */
export async function findInCampaign(
  accountId: AccountId,
  campaignId: CampaignId,
  search: string,
  before: LeadId | null,
  limits: LookLimits = limitsOf({ goesOn: before !== null }),
): Promise<Looked<LeadId>> {
  const email = likeText(search.toLowerCase())
  const look = (from: LeadId) => lookAt(accountId, campaignId, `%${email}%`, from)
  const looked = await lookThrough(before ?? behindAll, look, limits)
  if (before !== null || looked.next === null) return looked
  const found = new Set([...looked.found, ...(await byEmail(accountId, campaignId, `${email}%`))])
  return { ...looked, found: [...found].sort((a, b) => (a < b ? 1 : -1)) }
}

type Piece = { found: string | null; looked: number; last: LeadId | null }

async function lookAt(
  accountId: AccountId,
  campaignId: CampaignId,
  pattern: string,
  before: LeadId,
): Promise<Looked<LeadId>> {
  const { rows } = await pool().query<Piece>(
    `SELECT string_agg(id, ' ') FILTER (WHERE matches) AS found, count(*)::int AS looked, min(id) AS last
     FROM (SELECT m.lead_id::text COLLATE "C" AS id, l.email LIKE $5 AS matches
           FROM (SELECT lead_id FROM campaign_leads WHERE account_id = $1 AND campaign_id = $2 AND lead_id < $3
                 ORDER BY lead_id DESC LIMIT $4) AS m
           CROSS JOIN LATERAL (SELECT email FROM leads WHERE account_id = $1 AND id = m.lead_id LIMIT 1) AS l
           ORDER BY m.lead_id DESC) AS piece`,
    [accountId, campaignId, before, pieceSize, pattern],
  )
  const { found = null, looked = 0, last = null } = rows[0] ?? {}
  const ids = found === null ? [] : (found.split(' ') as LeadId[])
  return { found: ids, looked, next: looked < pieceSize ? null : last }
}

async function byEmail(accountId: AccountId, campaignId: CampaignId, pattern: string): Promise<LeadId[]> {
  const { rows } = await pool().query<{ id: LeadId }>(
    `SELECT l.id FROM (SELECT id FROM leads WHERE account_id = $1 AND email LIKE $3 ORDER BY email LIMIT $4) AS l
     CROSS JOIN LATERAL (SELECT FROM campaign_leads
       WHERE account_id = $1 AND campaign_id = $2 AND lead_id = l.id LIMIT 1) AS m`,
    [accountId, campaignId, pattern, byEmailMax],
  )
  return rows.map((row) => row.id)
}
