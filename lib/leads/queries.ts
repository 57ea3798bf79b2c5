import { db, pool } from '../db/client'
import type { AccountId, CampaignId, LeadId } from '../db/ids'
import type { EmailStatus } from './email-status'
import { isFiltering, type LeadFilter, leadCondition } from './filter'
import { findLeads, type LeadPlace } from './search'
import { type LeadSort, leadOrders } from './sort'

/** A lead as the table shows it. `addedBy` null = by hand. */
export type LeadSummary = {
  id: LeadId
  email: string
  firstName: string
  lastName: string
  company: string
  title: string
  phone: string
  emailStatus: EmailStatus
  custom: Record<string, string>
  tags: string[]
  /** The campaigns it is in, in the order it joined them. */
  campaigns: CampaignOfLead[]
  addedAt: Date
  addedBy: { import: number; row: number } | null
}

export type CampaignOfLead = { id: CampaignId; name: string }

/** A lead as `leads --json` and the HTTP API print it. */
export type ExportedLead = {
  email: string
  first_name: string
  last_name: string
  company: string
  title: string
  phone: string
  email_status: EmailStatus
  custom: Record<string, string>
  tags: string[]
  /** Names of the campaigns it is in, in the order it joined them. */
  campaigns: string[]
  added_by: { import: number; row: number } | null
}

type Row = Omit<ExportedLead, 'campaigns' | 'added_by'> & {
  id: LeadId
  import_number: number | null
  import_row: number | null
  created_at: Date
}

const columns = `id, email, first_name, last_name, company, title, phone, email_status, custom, coalesce(tags, '{}') AS tags,
  import_number, import_row, created_at`

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
  return { leads: await summariesOf(accountId, ids), total: found.length, partial }
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
  return { leads: await summariesOf(accountId, backwards ? ids.reverse() : ids), total, partial: null }
}

/** The leads with these ids, in their order; those that are gone by now are left out. */
async function summariesOf(accountId: AccountId, ids: LeadId[]): Promise<LeadSummary[]> {
  if (ids.length === 0) return []
  const [{ rows }, campaigns] = await Promise.all([
    pool().query<Row>(
      `SELECT ${columns} FROM unnest($2::uuid[]) WITH ORDINALITY AS page (id, at) JOIN leads USING (id)
       WHERE account_id = $1 ORDER BY page.at`,
      [accountId, ids],
    ),
    campaignsOf(accountId, ids),
  ])
  return rows.map((row) => summaryOf(row, campaigns.get(row.id) ?? []))
}

/** How many leads of the account match the filter, exactly. With a search every lead is looked at: seconds, not a page. */
export async function countLeads(accountId: AccountId, filter: LeadFilter): Promise<number> {
  const { sql, values } = leadCondition(filter, 2)
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM leads WHERE account_id = $1 AND ${sql}`,
    [accountId, ...values],
  )
  return rows[0]?.count ?? 0
}

/** One lead; null when it is not (any more) in the account. */
export async function getLead(accountId: AccountId, leadId: LeadId): Promise<LeadSummary | null> {
  const [lead] = await summariesOf(accountId, [leadId])
  return lead ?? null
}

/** A lead as a file of leads holds it. */
export type FiledLead = ExportedLead & { addedAt: Date }

/** Every lead that matches, oldest first, as `exportLeads` gives it, with the day. */
export async function* streamLeads(
  accountId: AccountId,
  which: LeadFilter | { leadIds: readonly LeadId[] },
  batchSize = 2_000,
): AsyncGenerator<FiledLead> {
  const { sql, values } =
    'leadIds' in which
      ? { sql: 'id = ANY($4::uuid[])', values: [which.leadIds] as unknown[] }
      : leadCondition(which, 4)
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await pool().query<Row>(
      `SELECT ${columns} FROM leads WHERE account_id = $1 AND id > $2 AND ${sql} ORDER BY id LIMIT $3`,
      [accountId, after, batchSize, ...values],
    )
    const campaigns = await campaignsOf(
      accountId,
      rows.map((row) => row.id),
    )
    for (const row of rows) yield { ...exportedOf(row, campaigns.get(row.id) ?? []), addedAt: row.created_at }
    const last = rows.at(-1)
    if (!last || rows.length < batchSize) return
    after = last.id
  }
}

/**
 * Every lead that matches, oldest first, read in batches: memory does not grow with the account. Leads added or
 * deleted while it runs may or may not be in it.
 */
export async function* exportLeads(
  accountId: AccountId,
  filter: LeadFilter = { search: '' },
  batchSize = 2_000,
): AsyncGenerator<ExportedLead> {
  for await (const { addedAt: _, ...lead } of streamLeads(accountId, filter, batchSize)) yield lead
}

async function campaignsOf(accountId: AccountId, leadIds: LeadId[]): Promise<Map<LeadId, CampaignOfLead[]>> {
  const { rows } = await pool().query<{ lead_id: LeadId; campaigns: CampaignOfLead[] }>(
    `SELECT joined.lead_id,
       json_agg(json_build_object('id', campaign.id, 'name', campaign.name) ORDER BY joined.added_at, campaign.name) AS campaigns
     FROM campaign_leads AS joined
     JOIN campaigns AS campaign ON campaign.account_id = joined.account_id AND campaign.id = joined.campaign_id
     WHERE joined.account_id = $1 AND joined.lead_id = ANY($2::uuid[])
     GROUP BY joined.lead_id`,
    [accountId, leadIds],
  )
  return new Map(rows.map((row) => [row.lead_id, row.campaigns]))
}

function summaryOf(row: Row, campaigns: CampaignOfLead[]): LeadSummary {
  return {
    id: row.id,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    company: row.company,
    title: row.title,
    phone: row.phone,
    emailStatus: row.email_status,
    custom: row.custom,
    tags: row.tags,
    campaigns,
    addedAt: row.created_at,
    addedBy: addedBy(row),
  }
}

function exportedOf(row: Row, campaigns: readonly CampaignOfLead[]): ExportedLead {
  return {
    email: row.email,
    first_name: row.first_name,
    last_name: row.last_name,
    company: row.company,
    title: row.title,
    phone: row.phone,
    email_status: row.email_status,
    custom: row.custom,
    tags: row.tags,
    campaigns: campaigns.map(({ name }) => name),
    added_by: addedBy(row),
  }
}

function addedBy(row: Row): { import: number; row: number } | null {
  return row.import_number === null || row.import_row === null
    ? null
    : { import: row.import_number, row: row.import_row }
}
