import { pool } from '../db/client'
import type { AccountId } from '../db/ids'

/** What changed a number of leads after the import: other imports each by itself, everything else by its kind. */
export type SinceEvent = {
  kind: 'import' | 'by_hand' | 'delete' | 'delete_permanently' | 'restore' | 'undo' | 'remove'
  /** The import that did it or whose undo it was. */
  importNumber: number | null
  added: number
  /** Deleted from the account, or taken out of the campaign. */
  deleted: number
  /** When it happened last. */
  at: Date
}

/** What became of the account's leads after the import's last row, how many there are now, and by what. */
export type LeadsSince = { added: number; deleted: number; leadsNow: number; events: SinceEvent[] }

type Row = { added: number; deleted: number; leads_now: number; events: SinceJson[] | null }
type SinceJson = Omit<SinceEvent, 'at' | 'importNumber'> & { at: string; import_number: number | null }

/** The account's leads now, and what was added and deleted after the import's last batch: of one moment. */
export async function leadsSince(accountId: AccountId, number: number): Promise<LeadsSince> {
  const { rows } = await pool().query<Row>(
    `WITH since AS (
       SELECT kind::text AS kind, CASE WHEN kind IN ('import', 'undo') THEN import_number END AS import_number,
              sum(added)::int AS added, sum(deleted)::int AS deleted, max(at) AS at
       FROM lead_changes
       WHERE account_id = $1
         AND change > (SELECT max(change) FROM import_batches WHERE account_id = $1 AND import_number = $2)
       GROUP BY 1, 2)
     SELECT a.lead_count AS leads_now,
            coalesce((SELECT sum(added) FROM since), 0)::int AS added,
            coalesce((SELECT sum(deleted) FROM since), 0)::int AS deleted,
            (SELECT json_agg(since ORDER BY since.at, since.kind) FROM since) AS events
     FROM accounts a WHERE a.id = $1`,
    [accountId, number],
  )
  const row = rows[0]
  if (!row) return { added: 0, deleted: 0, leadsNow: 0, events: [] }
  const { added, deleted, leads_now: leadsNow, events } = row
  return { added, deleted, leadsNow, events: (events ?? []).map(eventOf) }
}

/** How the campaign came from what it held before the import to what it holds now. */
export type CampaignHistory = {
  before: number
  /** Right after the last lead that this import added to it. */
  after: number
  othersDuring: { added: number; removed: number }
  since: { added: number; removed: number; events: SinceEvent[] }
  now: number
}

type HistoryRow = {
  before: number
  after: number
  during_added: number
  during_removed: number
  since_added: number
  since_removed: number
  now: number
  events: SinceJson[] | null
}

/** Null when the import names no campaign, or ran before its campaign's history was written down. */
export async function campaignHistory(accountId: AccountId, number: number): Promise<CampaignHistory | null> {
  const { rows } = await pool().query<HistoryRow>(
    `WITH i AS (SELECT campaign_id FROM imports WHERE account_id = $1 AND number = $2 AND campaign_id IS NOT NULL),
     h AS (SELECT c.* FROM campaign_changes c JOIN i ON c.campaign_id = i.campaign_id WHERE c.account_id = $1),
     own AS (SELECT min(change) AS first, max(change) AS last FROM h WHERE import_number = $2 AND kind = 'import'),
     later AS (
       SELECT kind::text AS kind, CASE WHEN kind IN ('import', 'undo') THEN import_number END AS import_number,
              sum(added)::int AS added, sum(removed)::int AS deleted, max(at) AS at
       FROM h, own WHERE change > own.last AND added + removed > 0 GROUP BY 1, 2)
     SELECT opening.leads_after + opening.removed - opening.added AS before, closing.leads_after AS after,
       coalesce(d.added, 0)::int AS during_added, coalesce(d.removed, 0)::int AS during_removed,
       coalesce((SELECT sum(added) FROM later), 0)::int AS since_added,
       coalesce((SELECT sum(deleted) FROM later), 0)::int AS since_removed,
       (SELECT lead_count FROM campaigns c JOIN i ON c.id = i.campaign_id WHERE c.account_id = $1) AS now,
       (SELECT json_agg(later ORDER BY later.at, later.kind) FROM later) AS events
     FROM own JOIN h AS opening ON opening.change = own.first JOIN h AS closing ON closing.change = own.last
     CROSS JOIN LATERAL (
       SELECT sum(added) AS added, sum(removed) AS removed FROM h
       WHERE change > own.first AND change <= own.last AND NOT (import_number IS NOT DISTINCT FROM $2 AND kind = 'import')
     ) AS d`,
    [accountId, number],
  )
  const row = rows[0]
  if (!row) return null
  return {
    before: row.before,
    after: row.after,
    othersDuring: { added: row.during_added, removed: row.during_removed },
    since: { added: row.since_added, removed: row.since_removed, events: (row.events ?? []).map(eventOf) },
    now: row.now,
  }
}

function eventOf({ import_number, at, kind, added, deleted }: SinceJson): SinceEvent {
  return { kind, added, deleted, importNumber: import_number, at: new Date(at) }
}
