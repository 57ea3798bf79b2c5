import type { LockedAccount } from '../accounts/lock'
import type { AccountId, CampaignId, EmailKey, LeadId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { hashOfEmail } from '../deleted-emails/hash'
import type { EmailStatus } from '../leads/email-status'
import type { FieldKey } from '../leads/fields'
import type { Known, KnownLead } from './decide'
import { leadColumns } from './lead-columns'
import type { RowInput } from './row'

/** What loadKnown must know of the import that asks. */
export type Asker = {
  accountId: AccountId
  /** Null for a dry run, which has no rows in the ledger. */
  number: number | null
  fields: readonly FieldKey[]
  update: boolean
  campaignId: CampaignId | null
}

/**
 * What the account knows about the emails of a batch. Load it under the account's lock and what is decided from it
 * is still true when it is written; without the lock (dry run) it is a forecast.
 */
export async function loadKnown(
  tx: Tx,
  asker: Asker,
  account: LockedAccount,
  rows: readonly RowInput[],
): Promise<Known> {
  const emails = emailsOf(rows)
  const deleted = await loadDeleted(tx, asker.accountId, emails)
  const leads = account.leadCount === 0 ? new Map() : await loadLeads(tx, asker, emails)
  const turnedAway = await loadTurnedAway(tx, asker, account, emails)
  return { leads, deleted, turnedAway, leadsMax: account.leadsMax, leadCount: account.leadCount }
}

function emailsOf(rows: readonly RowInput[]): EmailKey[] {
  const emails = new Set<EmailKey>()
  for (const row of rows) if (row.kind === 'lead') emails.add(row.email)
  return [...emails]
}

async function loadDeleted(tx: Tx, accountId: AccountId, emails: EmailKey[]): Promise<Map<EmailKey, string>> {
  const any = await tx.query('SELECT FROM deleted_emails WHERE account_id = $1 LIMIT 1', [accountId])
  if (any.rowCount === 0) return new Map()
  const byHash = new Map(emails.map((email) => [hashOfEmail(accountId, email).toString('hex'), email]))
  const { rows } = await tx.query<{ hash: string; deleted_at: Date }>(
    `SELECT encode(email_hash, 'hex') AS hash, deleted_at FROM deleted_emails
     WHERE account_id = $1 AND email_hash = ANY(SELECT decode(h, 'hex') FROM unnest($2::text[]) AS h)`,
    [accountId, [...byHash.keys()]],
  )
  return new Map(rows.map((row) => [byHash.get(row.hash)!, row.deleted_at.toISOString()]))
}

type LeadRow = {
  id: LeadId
  email: EmailKey
  created_at: Date
  import_number: number | null
  import_row: number | null
  email_status: EmailStatus
  custom?: Record<string, string>
} & Record<string, unknown>

async function loadLeads(tx: Tx, asker: Asker, emails: EmailKey[]): Promise<Map<EmailKey, KnownLead>> {
  const { columns, custom } = leadColumns(asker.update ? asker.fields : [])
  const picked = columns.map(({ column }) => `, ${column}`).join('')
  const { rows } = await tx.query<LeadRow>(
    `SELECT id, email, created_at, import_number, import_row, email_status ${picked} ${custom.length > 0 ? ', custom' : ''}
     FROM leads WHERE account_id = $1 AND email = ANY($2::text[])`,
    [asker.accountId, emails],
  )
  const ids = rows.map((row) => row.id)
  const modifiedAtRow = asker.update ? await loadModifiedAtRow(tx, asker, ids) : new Map<LeadId, number>()
  const members = asker.update ? await loadMembers(tx, asker, ids) : new Set<LeadId>()
  const leads = new Map<EmailKey, KnownLead>()
  for (const row of rows) {
    const values: string[] = []
    for (const { column, at } of columns) values[at] = columnValue(row[column])
    for (const { name, at } of custom) values[at] = row.custom?.[name] ?? ''
    leads.set(row.email, {
      id: row.id,
      since: row.created_at.toISOString(),
      values,
      emailStatus: row.email_status,
      addedAtRow: asker.number !== null && row.import_number === asker.number ? row.import_row : null,
      modifiedAtRow: modifiedAtRow.get(row.id) ?? null,
      inCampaign: members.has(row.id),
    })
  }
  return leads
}

function columnValue(value: unknown): string {
  return value === 'not_verified' ? '' : String(value)
}

/** Per lead, the first row of this import that modified it. */
async function loadModifiedAtRow(tx: Tx, asker: Asker, ids: LeadId[]): Promise<Map<LeadId, number>> {
  if (asker.number === null || ids.length === 0) return new Map()
  const { rows } = await tx.query<{ lead_id: LeadId; row: number }>(
    `SELECT lead_id, min(row) AS row FROM import_rows
     WHERE account_id = $1 AND import_number = $2 AND outcome IN ('changed', 'unchanged') AND lead_id = ANY($3::uuid[])
     GROUP BY lead_id`,
    [asker.accountId, asker.number, ids],
  )
  return new Map(rows.map((row) => [row.lead_id, row.row]))
}

async function loadMembers(tx: Tx, asker: Asker, ids: LeadId[]): Promise<Set<LeadId>> {
  if (asker.campaignId === null || ids.length === 0) return new Set()
  const { rows } = await tx.query<{ lead_id: LeadId }>(
    'SELECT lead_id FROM campaign_leads WHERE account_id = $1 AND campaign_id = $2 AND lead_id = ANY($3::uuid[])',
    [asker.accountId, asker.campaignId, ids],
  )
  return new Set(rows.map((row) => row.lead_id))
}

/**
 * Emails that this import turned away earlier because the account was full. Only asked when there is room again
 * (somebody deleted leads or chose a larger plan meanwhile): a repeated email keeps its first row's reason.
 */
async function loadTurnedAway(
  tx: Tx,
  asker: Asker,
  account: LockedAccount,
  emails: EmailKey[],
): Promise<Set<EmailKey>> {
  const full = account.leadsMax !== null && account.leadCount >= account.leadsMax
  if (full || asker.number === null) return new Set()
  const { rows } = await tx.query<{ email: EmailKey }>(
    `SELECT email FROM import_rows WHERE account_id = $1 AND import_number = $2 AND outcome = 'rejected'
       AND code = 'max_leads_reached' AND email = ANY($3::text[])`,
    [asker.accountId, asker.number, emails],
  )
  return new Set(rows.map((row) => row.email))
}
