import type { AccountId, CampaignId, UserId } from '../db/ids'
import type { Tx } from '../db/transaction'

/** Why the number of a campaign's leads changed. `remove`: taken out by hand; `delete`: the lead itself was deleted. */
export type CampaignChangeKind = 'import' | 'by_hand' | 'remove' | 'delete' | 'restore' | 'undo'

/** Who or what changed it. */
export type ChangedBy = {
  kind: CampaignChangeKind
  importNumber?: number | undefined
  userId?: UserId | null | undefined
}

export type CampaignChange = ChangedBy & { added: number; removed: number }

/**
 * Writes that the number of a campaign's leads changed: its count and one entry in campaign_changes, in one statement.
 * Written with zeros too: an import's first entry says where it began. Needs the account's lock.
 */
export async function recordCampaignChange(
  tx: Tx,
  accountId: AccountId,
  campaignId: CampaignId,
  { kind, added, removed, importNumber, userId }: CampaignChange,
): Promise<void> {
  await tx.query(
    `WITH moved AS (
       UPDATE campaigns SET lead_count = lead_count + $4 - $5, changes_last = changes_last + 1
       WHERE account_id = $1 AND id = $2 RETURNING lead_count, changes_last)
     INSERT INTO campaign_changes
       (account_id, campaign_id, change, kind, added, removed, leads_after, import_number, user_id)
     SELECT $1, $2, changes_last, $3::campaign_change_kind, $4, $5, lead_count, $6, $7 FROM moved`,
    [accountId, campaignId, kind, added, removed, importNumber ?? null, userId ?? null],
  )
}

/** Leads as an SQL query that gives their `id`; its $1 is the account, its `values` are numbered from $2 on. */
export type LeadsAsSql = { sql: string; values: readonly unknown[] }

/**
 * Writes, for every campaign that holds some of these leads, that they leave it. Call it under the account's lock,
 * before the leads are deleted: their places in campaigns go with them (a foreign key sees to it), the counts do not.
 */
export async function recordLeaving(
  tx: Tx,
  accountId: AccountId,
  leads: LeadsAsSql,
  { kind, importNumber, userId }: ChangedBy,
): Promise<void> {
  const any = await tx.query('SELECT FROM campaigns WHERE account_id = $1 AND lead_count > 0 LIMIT 1', [
    accountId,
  ])
  if (any.rowCount === 0) return
  const { rows } = await tx.query<{ campaign_id: CampaignId; removed: number }>(
    `SELECT m.campaign_id, count(*)::int AS removed FROM (${leads.sql}) AS l
     CROSS JOIN LATERAL (
       SELECT campaign_id FROM campaign_leads WHERE account_id = $1 AND lead_id = l.id OFFSET 0) AS m
     GROUP BY 1 ORDER BY 1`,
    [accountId, ...leads.values],
  )
  for (const { campaign_id, removed } of rows)
    await recordCampaignChange(tx, accountId, campaign_id, { kind, added: 0, removed, importNumber, userId })
}
