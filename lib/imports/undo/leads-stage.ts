import type { LockedAccount } from '../../accounts/lock'
import type { EmailKey, LeadId } from '../../db/ids'
import type { Tx } from '../../db/transaction'
import { removeLeads } from '../../leads/remove'
import { listedAmong, restoreLeads } from '../../leads/restore'
import { type KeptRow, loadUndoTally, type StageBatch, type UndoRun } from './stage'
import { emptyUndoTally, type KeptReason, keep, keptOf } from './tally'

/**
 * SQL: why lead `l`, added by import $2 of account $1, stays: somebody edited it, an import that still stands changed
 * it, or it is in another campaign than that of the import, $3. Null: it was not touched since.
 */
export const touchedSql = `CASE
    WHEN EXISTS (SELECT FROM lead_edits e WHERE e.account_id = $1 AND e.lead_id = l.id) THEN 'edited'
    WHEN EXISTS (SELECT FROM import_rows r WHERE r.account_id = $1 AND r.lead_id = l.id AND r.outcome = 'changed'
                 AND r.import_number > $2 AND NOT EXISTS (${isUndoneSql('r.import_number')})) THEN 'changed_by_import'
    WHEN EXISTS (SELECT FROM campaign_leads c WHERE c.account_id = $1 AND c.lead_id = l.id
                 AND c.campaign_id IS DISTINCT FROM $3::uuid) THEN 'in_campaign' END`

/** SQL: finds a row when import `number` of account $1 is undone. */
export function isUndoneSql(number: string): string {
  return `SELECT FROM import_undos u WHERE u.account_id = $1 AND u.import_number = ${number} AND u.kind = 'undo'
    AND u.status = 'completed' AND NOT EXISTS (SELECT FROM import_undos v WHERE v.account_id = u.account_id
      AND v.import_number = u.import_number AND v.undo > u.undo)`
}

const first = '00000000-0000-0000-0000-000000000000'

type Added = { id: LeadId; row: number; email: EmailKey; reason: KeptReason | null }

/** Removes the next leads that the import added and nobody touched since. They can be restored like any deleted lead. */
export async function undoLeads(tx: Tx, account: LockedAccount, run: UndoRun): Promise<StageBatch> {
  const { accountId, number, campaignId, size, userId } = run
  const after = run.cursor ?? first
  const { rows } = await tx.query<Added>(
    `SELECT l.id, l.import_row AS row, l.email, ${touchedSql} AS reason FROM leads l
     WHERE l.account_id = $1 AND l.import_number = $2 AND l.id > $4 ORDER BY l.id LIMIT $5`,
    [accountId, number, campaignId, after, size],
  )
  const tally = emptyUndoTally()
  const staying = rows.filter((lead) => lead.reason !== null)
  const last = rows.at(-1)?.id
  let now = account
  if (last && staying.length < rows.length) {
    const removed = await removeLeads(tx, account, {
      condition: {
        sql: 'import_number = $2 AND id > $3 AND id <= $4 AND id <> ALL($5::uuid[])',
        values: [number, after, last, staying.map((lead) => lead.id)],
      },
      kind: 'undo',
      userId,
      undoneNumber: number,
    })
    tally.leads.done = removed.deleted
    now = removed.account
  }
  for (const { reason } of staying) if (reason) keep(tally.leads, reason)
  const ends = rows.length < size
  if (ends) {
    const before = (await loadUndoTally(tx, run)).leads
    const there = before.done + keptOf(before) + tally.leads.done + keptOf(tally.leads)
    keep(tally.leads, 'gone', (await addedBy(tx, run)) - there)
  }
  return { account: now, tally, kept: rows.flatMap(keptRow), cursor: ends ? null : (last ?? null) }
}

function keptRow({ row, reason, email, id }: Added): KeptRow[] {
  return reason === null ? [] : [{ row, reason, email, leadId: id }]
}

/** How many leads the ledger says the import added. */
async function addedBy(tx: Tx, { accountId, number }: UndoRun): Promise<number> {
  const { rows } = await tx.query<{ added: number }>(
    `SELECT coalesce(sum((tally->'added')::int), 0)::int AS added FROM import_batches
     WHERE account_id = $1 AND import_number = $2`,
    [accountId, number],
  )
  return rows[0]?.added ?? 0
}

type Deleted = { id: LeadId; row: number | null; email: EmailKey }

/** Brings the next leads back that the undo removed, as far as account, deleted list and plan allow. */
export async function redoLeads(tx: Tx, account: LockedAccount, run: UndoRun): Promise<StageBatch> {
  const { accountId, number, size, userId } = run
  const after = run.cursor ?? first
  const { rows } = await tx.query<Deleted>(
    `SELECT id, (lead->>'import_row')::int AS row, email FROM deleted_leads
     WHERE account_id = $1 AND undone_number = $2 AND id > $3 ORDER BY id LIMIT $4`,
    [accountId, number, after, size],
  )
  const tally = emptyUndoTally()
  const last = rows.at(-1)?.id
  let now = account
  let kept: KeptRow[] = []
  if (last) {
    const condition = { sql: 'undone_number = $2 AND id > $3 AND id <= $4', values: [number, after, last] }
    const restored = await restoreLeads(tx, account, { condition, userId })
    now = restored.account
    tally.leads.done = restored.restored
    if (restored.restored < rows.length) kept = await stillDeleted(tx, now, run, rows)
  }
  for (const { reason } of kept) keep(tally.leads, reason)
  const ends = rows.length < size
  if (ends) {
    const before = (await loadUndoTally(tx, run)).leads
    const there = before.done + keptOf(before) + tally.leads.done + keptOf(tally.leads)
    const undone = (await loadUndoTally(tx, { ...run, undo: run.undo - 1 })).leads.done
    keep(tally.leads, 'gone', undone - there)
  }
  return { account: now, tally, kept, cursor: ends ? null : (last ?? null) }
}

/** Those that did not come back, and what stands in the way of each. */
async function stillDeleted(
  tx: Tx,
  account: LockedAccount,
  { accountId }: UndoRun,
  asked: readonly Deleted[],
): Promise<KeptRow[]> {
  const { rows } = await tx.query<Deleted & { taken: boolean }>(
    `SELECT d.id, (d.lead->>'import_row')::int AS row, d.email,
            EXISTS (SELECT FROM leads l WHERE l.account_id = $1 AND l.email = d.email) AS taken
     FROM deleted_leads d WHERE d.account_id = $1 AND d.id = ANY($2::uuid[]) ORDER BY d.id`,
    [accountId, asked.map((lead) => lead.id)],
  )
  const listed = await listedAmong(tx, accountId, rows)
  const full = account.leadsMax !== null && account.leadCount >= account.leadsMax
  return rows.map(({ id, row, email, taken }) => {
    const reason: KeptReason = listed.has(email)
      ? 'permanently_deleted'
      : taken
        ? 'email_taken'
        : full
          ? 'full'
          : 'gone'
    return { row: row ?? 0, reason, email, leadId: id }
  })
}
