import { recordCampaignChange } from '../../accounts/campaign-changes'
import type { LockedAccount } from '../../accounts/lock'
import type { EmailKey, LeadId } from '../../db/ids'
import type { Tx } from '../../db/transaction'
import type { KeptRow, StageBatch, UndoRun } from './stage'
import { emptyUndoTally, type KeptReason, keep } from './tally'

type Entry = { row: number; email: EmailKey; lead_id: LeadId; state: 'in' | 'with_lead' | 'left' }

/**
 * Withdraws the next entries that the import made in its campaign. Those of leads that this undo removed went with them;
 * those that somebody took out since are gone already.
 */
export async function undoCampaign(tx: Tx, account: LockedAccount, run: UndoRun): Promise<StageBatch> {
  const { accountId, number, campaignId, userId, size } = run
  const tally = emptyUndoTally()
  if (campaignId === null) return { account, tally, kept: [], cursor: null }
  const { rows } = await tx.query<Entry>(
    `SELECT r.row, r.email, r.lead_id, CASE
         WHEN EXISTS (SELECT FROM campaign_leads c WHERE c.account_id = $1 AND c.campaign_id = $3
                      AND c.lead_id = r.lead_id AND c.import_number = $2) THEN 'in'
         WHEN EXISTS (SELECT FROM deleted_leads d WHERE d.account_id = $1 AND d.id = r.lead_id
                      AND d.undone_number = $2) THEN 'with_lead'
         ELSE 'left' END AS state
     FROM ${entriesSql} AS r ORDER BY r.row`,
    [accountId, number, campaignId, Number(run.cursor ?? 0), size],
  )
  const leaving = rows.filter((entry) => entry.state === 'in').map((entry) => entry.lead_id)
  if (leaving.length > 0) {
    const { rowCount } = await tx.query(
      `DELETE FROM campaign_leads WHERE account_id = $1 AND campaign_id = $2 AND lead_id = ANY($3::uuid[])
         AND import_number = $4`,
      [accountId, campaignId, leaving, number],
    )
    const change = { kind: 'undo', added: 0, removed: rowCount ?? 0, importNumber: number, userId } as const
    await recordCampaignChange(tx, accountId, campaignId, change)
  }
  const left = rows.filter((entry) => entry.state === 'left')
  tally.campaign.done = rows.length - left.length
  keep(tally.campaign, 'left_since', left.length)
  return { account, tally, kept: left.map((entry) => keptEntry(entry, 'left_since')), ...placeIn(rows, size) }
}

/** Entries that added a lead to the campaign, behind row $4, at most $5. */
const entriesSql = `(SELECT row, email, lead_id FROM import_campaign_rows WHERE account_id = $1 AND import_number = $2
    AND outcome = 'added' AND row > $4 ORDER BY row LIMIT $5)`

function keptEntry({ row, email, lead_id }: Omit<Entry, 'state'>, reason: KeptReason): KeptRow {
  return { row, reason, email, leadId: lead_id }
}

function placeIn(rows: readonly { row: number }[], size: number): { cursor: string | null } {
  const last = rows.at(-1)
  return { cursor: !last || rows.length < size ? null : String(last.row) }
}

type Again = Omit<Entry, 'state'> & { there: boolean; kept: boolean }

/** Adds the next leads to the campaign again, those that are there and that the undo had taken out of it. */
export async function redoCampaign(tx: Tx, account: LockedAccount, run: UndoRun): Promise<StageBatch> {
  const { accountId, number, campaignId, userId, size, undo } = run
  const tally = emptyUndoTally()
  if (campaignId === null) return { account, tally, kept: [], cursor: null }
  const { rows } = await tx.query<Again>(
    `SELECT r.row, r.email, r.lead_id,
            EXISTS (SELECT FROM leads l WHERE l.account_id = $1 AND l.id = r.lead_id) AS there,
            EXISTS (SELECT FROM undo_rows k WHERE k.account_id = $1 AND k.import_number = $2 AND k.undo = $6
                    AND k.stage = 'campaign' AND k.row = r.row) AS kept
     FROM ${entriesSql} AS r WHERE $3::uuid IS NOT NULL ORDER BY r.row`,
    [accountId, number, campaignId, Number(run.cursor ?? 0), size, undo - 1],
  )
  const wanted = rows.filter((entry) => !entry.kept)
  const reason = (await isArchived(tx, run)) ? 'campaign_archived' : 'gone'
  const back = reason === 'gone' ? wanted.filter((entry) => entry.there) : []
  if (back.length > 0) {
    const { rowCount } = await tx.query(
      `INSERT INTO campaign_leads (account_id, campaign_id, lead_id, import_number)
       SELECT $1, $2, id, $4 FROM unnest($3::uuid[]) AS id ON CONFLICT DO NOTHING`,
      [accountId, campaignId, back.map((entry) => entry.lead_id), number],
    )
    const change = { kind: 'undo', added: rowCount ?? 0, removed: 0, importNumber: number, userId } as const
    if (change.added > 0) await recordCampaignChange(tx, accountId, campaignId, change)
  }
  const staying = wanted.filter((entry) => !back.includes(entry))
  tally.campaign.done = back.length
  keep(tally.campaign, reason, staying.length)
  return { account, tally, kept: staying.map((entry) => keptEntry(entry, reason)), ...placeIn(rows, size) }
}

async function isArchived(tx: Tx, { accountId, campaignId }: UndoRun): Promise<boolean> {
  const { rowCount } = await tx.query(
    'SELECT FROM campaigns WHERE account_id = $1 AND id = $2 AND archived_at IS NULL',
    [accountId, campaignId],
  )
  return rowCount === 0
}
