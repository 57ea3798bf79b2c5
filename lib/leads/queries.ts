import { pool } from '../db/client'
import type { AccountId, CampaignId, LeadId } from '../db/ids'
import { rowsAfter, rowsAtFirst } from '../db/rows-at-a-time'
import type { EmailStatus } from './email-status'
import { type LeadFilter, leadCondition } from './filter'
import { forTable } from './table-text'

/** A lead as a page shows it; in a table long values are cut (forTable). `addedBy` null = by hand. */
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

/** The same, long values cut. */
const columnsForTable = `id, email, ${['first_name', 'last_name', 'company', 'title', 'phone']
  .map((column) => `${forTable(column)} AS ${column}`)
  .join(', ')}, email_status,
  (SELECT coalesce(json_object_agg(key, ${forTable('value')}), '{}') FROM jsonb_each_text(custom)) AS custom,
  coalesce(tags, '{}') AS tags, import_number, import_row, created_at`

/** The leads with these ids as a table shows them, in their order; those that are gone by now are left out. */
export function linesOf(accountId: AccountId, ids: LeadId[]): Promise<LeadSummary[]> {
  return summariesOf(accountId, ids, columnsForTable)
}

async function summariesOf(accountId: AccountId, ids: LeadId[], selected: string): Promise<LeadSummary[]> {
  if (ids.length === 0) return []
  const [{ rows }, campaigns] = await Promise.all([
    pool().query<Row>(
      `SELECT ${selected} FROM unnest($2::uuid[]) WITH ORDINALITY AS page (id, at) JOIN leads USING (id)
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
  const [lead] = await summariesOf(accountId, [leadId], columns)
  return lead ?? null
}

/** A lead as a file of leads holds it. */
export type FiledLead = ExportedLead & { addedAt: Date }

/** Every lead that matches, oldest first, as `exportLeads` gives it, with the day. */
export async function* streamLeads(
  accountId: AccountId,
  which: LeadFilter | { leadIds: readonly LeadId[] },
  rowsMax = 500,
): AsyncGenerator<FiledLead> {
  const { sql, values } =
    'leadIds' in which
      ? { sql: 'id = ANY($4::uuid[])', values: [which.leadIds] as unknown[] }
      : leadCondition(which, 4)
  let after = '00000000-0000-0000-0000-000000000000'
  let size = Math.min(rowsAtFirst, rowsMax)
  for (;;) {
    const { rows } = await pool().query<Row>(
      `SELECT ${columns} FROM leads WHERE account_id = $1 AND id > $2 AND ${sql} ORDER BY id LIMIT $3`,
      [accountId, after, size, ...values],
    )
    const campaigns = await campaignsOf(
      accountId,
      rows.map((row) => row.id),
    )
    for (const row of rows) yield { ...exportedOf(row, campaigns.get(row.id) ?? []), addedAt: row.created_at }
    const last = rows.at(-1)
    if (!last || rows.length < size) return
    after = last.id
    size = rowsAfter(
      rows.length,
      rows.reduce((sum, row) => sum + sizeOf(row), 0),
      rowsMax,
    )
  }
}

/** What a lead holds, in characters. */
function sizeOf(row: Row): number {
  let size = 0
  for (const value of [...Object.values(row), ...Object.values(row.custom)])
    if (typeof value === 'string') size += value.length
  return size
}

/**
 * Every lead that matches, oldest first, read in batches: memory does not grow with the account. Leads added or
 * deleted while it runs may or may not be in it.
 */
export async function* exportLeads(
  accountId: AccountId,
  filter: LeadFilter = { search: '' },
  rowsMax = 500,
): AsyncGenerator<ExportedLead> {
  for await (const { addedAt: _, ...lead } of streamLeads(accountId, filter, rowsMax)) yield lead
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
