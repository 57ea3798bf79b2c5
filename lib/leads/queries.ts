import { db, pool } from '../db/client'
import type { AccountId, LeadId } from '../db/ids'
import type { EmailStatus } from './email-status'
import { cleanSearch, type LeadFilter, leadCondition } from './filter'
import { findLeads } from './search'

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
  addedAt: Date
  addedBy: { import: number; row: number } | null
}

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

const columns = `id, email, first_name, last_name, company, title, phone, email_status, custom, tags,
  import_number, import_row, created_at`

/** A page of leads, newest first, and how many there are or match. */
export type LeadPage = {
  leads: LeadSummary[]
  total: number
  /** Set when a search did not look at every lead: then `total` is how many match among those it `looked` at. */
  partial: { looked: number; next: LeadId | null } | null
}

/**
 * One page of the account's leads, newest first; ids are UUID v7, so the primary key gives the order. `page` counts
 * from 1; beyond the last page `leads` is empty. A search looks at leads older than `before` for a limited time
 * (lib/db/look-through.ts); pages then are pages of what it found.
 */
export async function listLeads(
  accountId: AccountId,
  { search, page, size, before = null }: LeadFilter & { page: number; size: number; before?: LeadId | null },
): Promise<LeadPage> {
  const wanted = cleanSearch(search)
  const from = (page - 1) * size
  if (wanted === '') return pageOfAll(accountId, from, size)
  const { found, looked, next } = await findLeads(accountId, wanted, before)
  const { rows } = await pool().query<Row>(
    `SELECT ${columns} FROM leads WHERE account_id = $1 AND id = ANY($2::uuid[]) ORDER BY id DESC`,
    [accountId, found.slice(from, from + size)],
  )
  const partial = next === null && before === null ? null : { looked, next }
  return { leads: rows.map(summaryOf), total: found.length, partial }
}

/** Counted from the nearer end, and only ids are counted: the page in the middle is the dearest. */
async function pageOfAll(accountId: AccountId, from: number, size: number): Promise<LeadPage> {
  const account = await db().account.findUnique({ where: { id: accountId }, select: { leadCount: true } })
  const total = account?.leadCount ?? 0
  const take = Math.min(size, total - from)
  if (take <= 0) return { leads: [], total, partial: null }
  const fromEnd = total - from - take
  const [order, skip] = from <= fromEnd ? ['DESC', from] : ['ASC', fromEnd]
  const { rows } = await pool().query<Row>(
    `SELECT ${columns} FROM (
       SELECT id FROM leads WHERE account_id = $1 ORDER BY id ${order} LIMIT $2 OFFSET $3
     ) AS page JOIN leads USING (id) WHERE account_id = $1 ORDER BY id DESC`,
    [accountId, take, skip],
  )
  return { leads: rows.map(summaryOf), total, partial: null }
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

/** One lead with its custom fields and campaigns; null when it is not (any more) in the account. */
export async function getLead(accountId: AccountId, leadId: LeadId): Promise<ExportedLead | null> {
  const { rows } = await pool().query<Row>(`SELECT ${columns} FROM leads WHERE account_id = $1 AND id = $2`, [
    accountId,
    leadId,
  ])
  const row = rows[0]
  if (!row) return null
  const campaigns = await campaignNames(accountId, [row.id])
  return exportedOf(row, campaigns.get(row.id) ?? [])
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
  const { sql, values } = leadCondition(filter, 4)
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await pool().query<Row>(
      `SELECT ${columns} FROM leads WHERE account_id = $1 AND id > $2 AND ${sql} ORDER BY id LIMIT $3`,
      [accountId, after, batchSize, ...values],
    )
    const campaigns = await campaignNames(
      accountId,
      rows.map((row) => row.id),
    )
    for (const row of rows) yield exportedOf(row, campaigns.get(row.id) ?? [])
    const last = rows.at(-1)
    if (!last || rows.length < batchSize) return
    after = last.id
  }
}

async function campaignNames(accountId: AccountId, leadIds: LeadId[]): Promise<Map<LeadId, string[]>> {
  const { rows } = await pool().query<{ lead_id: LeadId; names: string[] }>(
    `SELECT joined.lead_id, array_agg(campaign.name ORDER BY joined.added_at, campaign.name) AS names
     FROM campaign_leads AS joined
     JOIN campaigns AS campaign ON campaign.account_id = joined.account_id AND campaign.id = joined.campaign_id
     WHERE joined.account_id = $1 AND joined.lead_id = ANY($2::uuid[])
     GROUP BY joined.lead_id`,
    [accountId, leadIds],
  )
  return new Map(rows.map((row) => [row.lead_id, row.names]))
}

function summaryOf(row: Row): LeadSummary {
  return {
    id: row.id,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    company: row.company,
    title: row.title,
    phone: row.phone,
    emailStatus: row.email_status,
    addedAt: row.created_at,
    addedBy: addedBy(row),
  }
}

function exportedOf(row: Row, campaigns: string[]): ExportedLead {
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
    campaigns,
    added_by: addedBy(row),
  }
}

function addedBy(row: Row): { import: number; row: number } | null {
  return row.import_number === null || row.import_row === null
    ? null
    : { import: row.import_number, row: row.import_row }
}
