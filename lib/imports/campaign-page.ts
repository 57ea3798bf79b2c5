import { pool } from '../db/client'
import { streamRows } from '../db/cursor'
import type { AccountId, LeadId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { AddressFinding } from '../leads/address-finding'
import type { EmailStatus } from '../leads/email-status'
import { type CampaignRowsWanted, countAmong, loadSpine, locate, offeredIn, spansOf } from './spine'

/** A lead that an import offered to its campaign, and what became of it. */
export type CampaignRow = {
  /** The first row of the file that added or modified the lead. */
  row: number
  email: string
  leadId: LeadId
  outcome: 'added' | 'already_in' | 'rejected'
  /** The email status it was rejected for. */
  status: EmailStatus | null
  /** What our own look at the address found, where that is its status. */
  finding: AddressFinding | null
  /** Whether the lead is (still) in the account, and in the campaign. */
  inAccount: boolean
  inCampaign: boolean
}

type Entry = {
  row: number
  email: string
  lead_id: LeadId
  outcome: CampaignRow['outcome']
  cause: EmailStatus | null
  detail: AddressFinding | null
  in_account: boolean
  in_campaign: boolean
}

const columns = `r.row, r.email, r.lead_id, r.outcome, r.cause, r.detail,
  EXISTS (SELECT FROM leads l WHERE l.account_id = $1 AND l.id = r.lead_id) AS in_account,
  EXISTS (SELECT FROM campaign_leads m WHERE m.account_id = $1 AND m.lead_id = r.lead_id AND m.campaign_id =
    (SELECT campaign_id FROM imports i WHERE i.account_id = $1 AND i.number = $2)) AS in_campaign`

/**
 * A page of the leads that an import offered to its campaign, in file order; `page` counts from 1. The spine says which
 * batches hold the page.
 */
export async function listCampaignRows(
  accountId: AccountId,
  number: number,
  { page, size, ...wanted }: CampaignRowsWanted & { page: number; size: number },
): Promise<{ rows: CampaignRow[]; total: number }> {
  const all = spansOf(await loadSpine(accountId, number), offeredIn(wanted))
  const { spans, skip } = locate(all, (page - 1) * size, size)
  const total = countAmong(all)
  if (spans.length === 0) return { rows: [], total }
  const { rows } = await pool().query<Entry>(
    `SELECT ${columns} FROM (
       SELECT r.* FROM unnest($5::int[], $6::int[]) AS span (first, last) CROSS JOIN LATERAL (
         SELECT * FROM import_campaign_rows
         WHERE account_id = $1 AND import_number = $2 AND row BETWEEN span.first AND span.last
           AND ($3::campaign_outcome IS NULL OR outcome = $3) AND ($4::text IS NULL OR cause = $4)
         ORDER BY row OFFSET 0) AS r
       ORDER BY r.row LIMIT $7 OFFSET $8) AS r ORDER BY r.row`,
    [
      accountId,
      number,
      wanted.outcome ?? null,
      wanted.status ?? null,
      spans.map((span) => span.first),
      spans.map((span) => span.last),
      size,
      skip,
    ],
  )
  return { rows: rows.map(rowOf), total }
}

/** Every lead that the campaign rejected, in file order, streamed inside `tx` (see snapshot). */
export async function* streamCampaignRejections(
  tx: Tx,
  accountId: AccountId,
  number: number,
): AsyncGenerator<CampaignRow> {
  const entries = streamRows<Entry>(
    tx,
    `SELECT ${columns} FROM import_campaign_rows r
     WHERE r.account_id = $1 AND r.import_number = $2 AND r.outcome = 'rejected' ORDER BY r.row`,
    [accountId, number],
  )
  for await (const entry of entries) yield rowOf(entry)
}

function rowOf(entry: Entry): CampaignRow {
  const { row, email, outcome } = entry
  return {
    row,
    email,
    leadId: entry.lead_id,
    outcome,
    status: entry.cause,
    finding: entry.detail,
    inAccount: entry.in_account,
    inCampaign: entry.in_campaign,
  }
}
