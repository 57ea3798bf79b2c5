import { db, pool } from '../db/client'
import type { AccountId, CampaignId, LeadId } from '../db/ids'
import { type EmailStatus, emailStatuses } from '../leads/email-status'
import { cleanSearch } from '../leads/filter'
import { forTable } from '../leads/table-text'
import { findInCampaign } from './search'

/** `rejects`: the email statuses this campaign turns away as "Lead is not valid"; empty = none. */
export type CampaignSummary = { id: CampaignId; name: string; rejects: EmailStatus[]; leads: number }

/** The account's campaigns that are not archived, by name. */
export async function listCampaigns(accountId: AccountId): Promise<CampaignSummary[]> {
  const campaigns = await db().campaign.findMany({
    where: { accountId, archivedAt: null },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, rejects: true, leadCount: true },
  })
  return campaigns.map(summaryOf)
}

/** A campaign as the list of campaigns shows it. */
export type CampaignLine = CampaignSummary & {
  /** The last import that named it. */
  lastImport: { number: number; fileName: string; at: Date } | null
}

/** The campaigns that are archived, or those that are not, by name; and how many there are of both. */
export async function listCampaignLines(
  accountId: AccountId,
  { archived }: { archived: boolean },
): Promise<{ campaigns: CampaignLine[]; active: number; archived: number }> {
  const found = await db().campaign.findMany({
    where: { accountId },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, rejects: true, leadCount: true, archivedAt: true },
  })
  const wanted = found.filter((campaign) => (campaign.archivedAt !== null) === archived)
  const last = await lastImports(accountId)
  const archivedCount = found.filter((campaign) => campaign.archivedAt !== null).length
  return {
    campaigns: wanted.map((campaign) => ({
      ...summaryOf(campaign),
      lastImport: last.get(campaign.id) ?? null,
    })),
    active: found.length - archivedCount,
    archived: archivedCount,
  }
}

type LastImport = { campaign_id: string; number: number; name: string; created_at: Date }

async function lastImports(accountId: AccountId): Promise<Map<string, CampaignLine['lastImport']>> {
  const { rows } = await pool().query<LastImport>(
    `SELECT DISTINCT ON (i.campaign_id) i.campaign_id, i.number, f.name, i.created_at
     FROM imports i JOIN files f ON f.account_id = i.account_id AND f.id = i.file_id
     WHERE i.account_id = $1 AND i.campaign_id IS NOT NULL ORDER BY i.campaign_id, i.number DESC`,
    [accountId],
  )
  return new Map(
    rows.map((row) => [row.campaign_id, { number: row.number, fileName: row.name, at: row.created_at }]),
  )
}

export type Campaign = CampaignSummary & { archivedAt: Date | null }

/** Null when the account has no such campaign. */
export async function getCampaign(accountId: AccountId, id: string): Promise<Campaign | null> {
  const campaign = await db().campaign.findUnique({
    where: { accountId_id: { accountId, id } },
    select: { id: true, name: true, rejects: true, leadCount: true, archivedAt: true },
  })
  return campaign && { ...summaryOf(campaign), archivedAt: campaign.archivedAt }
}

/** All the account's campaigns by name, archived ones too: to show and filter what is in them. */
export async function campaignChoices(
  accountId: AccountId,
): Promise<{ id: CampaignId; name: string; archived: boolean }[]> {
  const campaigns = await db().campaign.findMany({
    where: { accountId },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, archivedAt: true },
  })
  return campaigns.map(({ id, name, archivedAt }) => ({
    id: id as CampaignId,
    name,
    archived: archivedAt !== null,
  }))
}

/** The campaign of exactly this name (white space around it aside) that is not archived, or null. */
export async function campaignByName(
  accountId: AccountId,
  name: string,
): Promise<{ id: CampaignId; name: string; rejects: EmailStatus[] } | null> {
  const campaign = await db().campaign.findUnique({
    where: { accountId_name: { accountId, name: name.trim() }, archivedAt: null },
    select: { id: true, name: true, rejects: true },
  })
  return campaign && { ...campaign, id: campaign.id as CampaignId }
}

/** A lead of a campaign as its table shows it. `addedBy` null = added to the campaign by hand. */
export type CampaignLeadLine = {
  id: LeadId
  email: string
  name: string
  company: string
  emailStatus: EmailStatus
  addedAt: Date
  addedBy: { import: number } | null
}

export type CampaignLeadPage = {
  leads: CampaignLeadLine[]
  total: number
  /** Set when a search did not look at every lead: then `total` is how many match among those it `looked` at. */
  partial: { looked: number; next: LeadId | null } | null
}

/**
 * A page of a campaign's leads, the newest leads first; `page` counts from 1. A search looks at emails, for as long as
 * a page may take (lib/db/look-through.ts), at leads older than `before`; pages then are pages of what it found.
 */
export async function listCampaignLeads(
  accountId: AccountId,
  { id, leads: total }: Pick<Campaign, 'id' | 'leads'>,
  {
    search,
    page,
    size,
    before = null,
  }: { search: string; page: number; size: number; before?: LeadId | null },
): Promise<CampaignLeadPage> {
  const wanted = cleanSearch(search)
  const from = (page - 1) * size
  if (wanted === '') {
    const ids = await pageOfIds(accountId, id, { from, size, total })
    return { leads: await linesOf(accountId, id, ids), total, partial: null }
  }
  const { found, looked, next } = await findInCampaign(accountId, id, wanted, before)
  return {
    leads: await linesOf(accountId, id, found.slice(from, from + size)),
    total: found.length,
    partial: next === null && before === null ? null : { looked, next },
  }
}

/** Counted from the nearer end, in the primary key alone: the page in the middle is the dearest. */
async function pageOfIds(
  accountId: AccountId,
  campaignId: CampaignId,
  { from, size, total }: { from: number; size: number; total: number },
): Promise<LeadId[]> {
  const take = Math.min(size, total - from)
  if (take <= 0) return []
  const fromEnd = total - from - take
  const [order, skip] = from <= fromEnd ? ['DESC', from] : ['ASC', fromEnd]
  const { rows } = await pool().query<{ lead_id: LeadId }>(
    `SELECT lead_id FROM campaign_leads WHERE account_id = $1 AND campaign_id = $2
     ORDER BY lead_id ${order} LIMIT $3 OFFSET $4`,
    [accountId, campaignId, take, skip],
  )
  return rows.map((row) => row.lead_id)
}

type LeadRow = {
  id: LeadId
  email: string
  first_name: string
  last_name: string
  company: string
  email_status: EmailStatus
  added_at: Date
  import_number: number | null
}

async function linesOf(
  accountId: AccountId,
  campaignId: CampaignId,
  ids: readonly LeadId[],
): Promise<CampaignLeadLine[]> {
  if (ids.length === 0) return []
  const { rows } = await pool().query<LeadRow>(
    `SELECT l.id, l.email, ${forTable('l.first_name')} AS first_name, ${forTable('l.last_name')} AS last_name,
       ${forTable('l.company')} AS company, l.email_status, m.added_at, m.import_number
     FROM unnest($3::uuid[]) AS wanted (id)
     CROSS JOIN LATERAL (SELECT * FROM leads WHERE account_id = $1 AND id = wanted.id LIMIT 1) AS l
     CROSS JOIN LATERAL (SELECT added_at, import_number FROM campaign_leads
       WHERE account_id = $1 AND campaign_id = $2 AND lead_id = wanted.id LIMIT 1) AS m
     ORDER BY l.id DESC`,
    [accountId, campaignId, ids],
  )
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: [row.first_name, row.last_name].filter(Boolean).join(' '),
    company: row.company,
    emailStatus: row.email_status,
    addedAt: row.added_at,
    addedBy: row.import_number === null ? null : { import: row.import_number },
  }))
}

/** How many of a campaign's leads have which email status: what a setting would leave out. */
export async function countByStatus(
  accountId: AccountId,
  campaignId: CampaignId,
): Promise<Record<EmailStatus, number>> {
  const { rows } = await pool().query<{ status: EmailStatus; count: number }>(
    `SELECT l.email_status AS status, count(*)::int AS count FROM campaign_leads m
     JOIN leads l ON l.account_id = m.account_id AND l.id = m.lead_id
     WHERE m.account_id = $1 AND m.campaign_id = $2 GROUP BY 1`,
    [accountId, campaignId],
  )
  const counted = new Map(rows.map((row) => [row.status, row.count]))
  return Object.fromEntries(emailStatuses.map((status) => [status, counted.get(status) ?? 0])) as Record<
    EmailStatus,
    number
  >
}

type Row = { id: string; name: string; rejects: EmailStatus[]; leadCount: number }

function summaryOf({ id, name, rejects, leadCount }: Row): CampaignSummary {
  return { id: id as CampaignId, name, rejects, leads: leadCount }
}
