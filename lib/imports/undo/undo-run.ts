import { type LockedAccount, lockAccount } from '../../accounts/lock'
import { recordAudit } from '../../audit/mutations'
import { copyRows } from '../../db/copy'
import { type Tx, transaction } from '../../db/transaction'
import { env } from '../../env'
import { undoFaultPoint } from '../fault-point'
import { redoCampaign, undoCampaign } from './campaign-stage'
import { redoLeads, undoLeads } from './leads-stage'
import { type KeptRow, loadUndoTally, type StageBatch, type StageOf, type UndoRun } from './stage'
import { keptOf, type UndoStage, undoStages } from './tally'
import type { ClaimedUndo } from './undo-claim'
import { redoValues, undoValues } from './values-stage'

const stages: Record<ClaimedUndo['kind'], Record<UndoStage, StageOf>> = {
  undo: { leads: undoLeads, values: undoValues, campaign: undoCampaign },
  redo: { leads: redoLeads, values: redoValues, campaign: redoCampaign },
}

export type UndoEnd = 'ended' | 'overtaken' | 'stopped' | 'gave way'

type Options = { signal?: AbortSignal; turnIsOver?: () => Promise<boolean> }

/**
 * Runs a claimed undo to its end. Each batch is one transaction under the account's lock: its effect, what was kept, its
 * tally and the cursor; so it may be killed at any point, and whoever takes it up next goes on behind the last batch
 * that was committed. Throws when the world is broken: nothing of the batch in hand is then written.
 */
export async function runUndo(claim: ClaimedUndo, { signal, turnIsOver }: Options = {}): Promise<UndoEnd> {
  const run: UndoRun = { ...claim, size: env().BATCH_ROWS }
  for (;;) {
    if (signal?.aborted) return 'stopped'
    if (await turnIsOver?.()) return 'gave way'
    const state = await runUndoBatch(run)
    if (state !== 'goes on') return state
  }
}

async function runUndoBatch(run: UndoRun): Promise<'goes on' | 'ended' | 'overtaken'> {
  const done = await transaction(async (tx) => {
    const account = await lockAccount(tx, run.accountId)
    if (!account || !(await lockUndo(tx, run))) return null
    await readByKey(tx)
    undoFaultPoint('undo begun')
    const batch = await stages[run.kind][run.stage](tx, account, run)
    undoFaultPoint('undo applied')
    const next = placeAfter(run, batch)
    await writeKept(tx, run, batch.kept)
    await writeUndoBatch(tx, run, account, batch)
    await moveOn(tx, run, next)
    if (next === null) await endUndo(tx, run)
    undoFaultPoint('undo before commit')
    return { next }
  })
  if (!done) return 'overtaken'
  undoFaultPoint('undo after commit')
  if (done.next === null) return 'ended'
  Object.assign(run, done.next, { batches: run.batches + 1 })
  return 'goes on'
}

/** Locks the undo. False: it is gone, our fence is old, or somebody wrote a batch meanwhile. */
async function lockUndo(tx: Tx, { accountId, number, undo, fence, batches }: UndoRun): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT FROM import_undos WHERE account_id = $1 AND import_number = $2 AND undo = $3 AND fence = $4 AND batches = $5
       AND status = 'running' FOR UPDATE`,
    [accountId, number, undo, fence, batches],
  )
  return rowCount === 1
}

/**
 * Each lead and each row of a batch is one probe of a key, whatever the planner knows of the tables: without statistics
 * its other plans read the whole account for every batch.
 */
async function readByKey(tx: Tx): Promise<void> {
  await tx.query(
    `SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off;
     SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off`,
  )
}

type Place = { stage: UndoStage; cursor: string | null }

function placeAfter({ stage }: UndoRun, { cursor }: StageBatch): Place | null {
  if (cursor !== null) return { stage, cursor }
  const next = undoStages[undoStages.indexOf(stage) + 1]
  return next ? { stage: next, cursor: null } : null
}

async function writeKept(tx: Tx, run: UndoRun, kept: readonly KeptRow[]): Promise<void> {
  const { accountId, number, undo, stage } = run
  await copyRows(
    tx,
    'undo_rows (account_id, import_number, undo, stage, row, reason, email, lead_id, details)',
    kept.map(({ row, reason, email, leadId, details }) => [
      accountId,
      number,
      undo,
      stage,
      row,
      reason,
      email,
      leadId,
      details === undefined ? null : JSON.stringify(details),
    ]),
  )
}

async function writeUndoBatch(
  tx: Tx,
  { accountId, number, undo, batches }: UndoRun,
  before: LockedAccount,
  { tally, account: after }: StageBatch,
): Promise<void> {
  await tx.query(
    `INSERT INTO undo_batches (account_id, import_number, undo, batch, tally, leads_before, leads_after, change)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      accountId,
      number,
      undo,
      batches,
      JSON.stringify(tally),
      before.leadCount,
      after.leadCount,
      after.changesLast,
    ],
  )
}

async function moveOn(tx: Tx, run: UndoRun, next: Place | null): Promise<void> {
  const { accountId, number, undo, fence, stage, cursor, batches } = run
  const place = next ?? { stage, cursor }
  await tx.query(
    `UPDATE import_undos SET stage = $5::undo_stage, cursor = $6, batches = $7, failures = 0, trouble = NULL,
            lease_until = now() + make_interval(secs => $8)
     WHERE account_id = $1 AND import_number = $2 AND undo = $3 AND fence = $4`,
    [accountId, number, undo, fence, place.stage, place.cursor, batches + 1, env().LEASE_SECONDS],
  )
}

async function endUndo(tx: Tx, { accountId, number, undo, kind, userId }: UndoRun): Promise<void> {
  await tx.query(
    `UPDATE import_undos SET status = 'completed', finished_at = now(), lease_until = NULL
     WHERE account_id = $1 AND import_number = $2 AND undo = $3`,
    [accountId, number, undo],
  )
  const { leads, values, campaign } = await loadUndoTally(tx, { accountId, number, undo })
  const details = {
    import: number,
    leads: leads.done,
    values: values.done + values.partly,
    campaign: campaign.done,
    kept: keptOf(leads) + keptOf(values) + keptOf(campaign),
  }
  const told = kind === 'undo' ? 'import_undone' : 'import_undo_undone'
  await recordAudit(tx, accountId, { kind: told, userId, details })
}
