import { pool } from '../../db/client'
import type { AccountId, CampaignId, UserId } from '../../db/ids'
import { env } from '../../env'
import { justNow } from '../due'
import { undoFaultPoint } from '../fault-point'
import type { Trouble } from '../trouble'
import type { UndoStage } from './tally'

/** An undo that this worker has taken up. */
export type ClaimedUndo = {
  accountId: AccountId
  number: number
  undo: number
  kind: 'undo' | 'redo'
  userId: UserId
  /** Ours while it still stands in the undo; a worker with an older one writes nothing. */
  fence: number
  stage: UndoStage
  cursor: string | null
  batches: number
  campaignId: CampaignId | null
}

/**
 * SQL: `u` waits for a worker: no import that was started before it is active, and no undo of its account that was asked
 * for before it. Imports started later wait for it (due.ts): one account, one writer at a time.
 */
const undoIsDue = `u.finished_at IS NULL AND (u.lease_until IS NULL OR u.lease_until < now())
  AND NOT EXISTS (SELECT FROM imports i WHERE i.account_id = u.account_id AND i.number <= u.after_number
                  AND i.status IN ('queued', 'running'))
  AND NOT EXISTS (SELECT FROM import_undos e WHERE e.account_id = u.account_id AND e.finished_at IS NULL
                  AND (e.after_number, e.created_at, e.import_number) < (u.after_number, u.created_at, u.import_number))`

const waitsSince = 'greatest(u.created_at, u.lease_until)'

type Key = { account_id: AccountId; import_number: number; undo: number; fence: number }

/** Takes up the undo that has been due the longest. Null when none is, or another worker was quicker. */
export async function claimUndo(): Promise<ClaimedUndo | null> {
  const { rows } = await pool().query<Key>(
    `SELECT u.account_id, u.import_number, u.undo, u.fence FROM import_undos u
     WHERE ${undoIsDue} ORDER BY ${waitsSince} LIMIT 1`,
  )
  return rows[0] ? take(rows[0]) : null
}

/** Whether an undo of another account is due and nobody took it up for a second. */
export async function otherUndosWait(accountId: AccountId): Promise<boolean> {
  const { rowCount } = await pool().query(
    `SELECT FROM import_undos u WHERE u.account_id <> $1 AND ${undoIsDue} AND ${waitsSince} < now() - interval '1 second'
     LIMIT 1`,
    [accountId],
  )
  return rowCount === 1
}

type Taken = {
  kind: ClaimedUndo['kind']
  user_id: UserId
  stage: UndoStage
  cursor: string | null
  batches: number
  campaign_id: CampaignId | null
}

async function take({ account_id, import_number, undo, fence }: Key): Promise<ClaimedUndo | null> {
  const { rows } = await pool().query<Taken>(
    `UPDATE import_undos u SET status = 'running', fence = u.fence + 1, started_at = coalesce(u.started_at, now()),
            lease_until = now() + make_interval(secs => $5)
     FROM imports i
     WHERE u.account_id = $1 AND u.import_number = $2 AND u.undo = $3 AND u.fence = $4 AND u.finished_at IS NULL
       AND (u.lease_until IS NULL OR u.lease_until < now()) AND i.account_id = u.account_id AND i.number = u.import_number
     RETURNING u.kind, u.user_id, u.stage, u.cursor, u.batches, i.campaign_id`,
    [account_id, import_number, undo, fence, env().LEASE_SECONDS],
  )
  const row = rows[0]
  if (!row) return null
  undoFaultPoint('undo claimed')
  return {
    accountId: account_id,
    number: import_number,
    undo,
    kind: row.kind,
    userId: row.user_id,
    fence: fence + 1,
    stage: row.stage,
    cursor: row.cursor,
    batches: row.batches,
    campaignId: row.campaign_id,
  }
}

const ours = `account_id = $1 AND import_number = $2 AND undo = $3 AND fence = $4 AND status = 'running'`

function keyOf({ accountId, number, undo, fence }: ClaimedUndo): unknown[] {
  return [accountId, number, undo, fence]
}

/** Says that we are still at work. */
export async function renewUndo(claim: ClaimedUndo): Promise<void> {
  await pool().query(
    `UPDATE import_undos SET lease_until = now() + make_interval(secs => $5) WHERE ${ours}`,
    [...keyOf(claim), env().LEASE_SECONDS],
  )
}

/** Gives it back at once: to another worker, or behind those that wait longer. */
export async function releaseUndo(claim: ClaimedUndo): Promise<void> {
  await pool().query(`UPDATE import_undos SET lease_until = ${justNow} WHERE ${ours}`, keyOf(claim))
}

/** Times an undo may fail without a batch in between, of something that does not pass, before it counts as failed. */
const failuresMax = 5

/** Books a failure of the worker. What is undone stays so; a person may let a failed one go on. */
export async function bookUndoFailure(claim: ClaimedUndo, trouble: Trouble): Promise<void> {
  await pool().query(
    `UPDATE import_undos SET trouble = $5, failures = failures + $6::int,
            status = CASE WHEN failures + $6::int >= $7 THEN 'failed'::undo_status ELSE status END,
            finished_at = CASE WHEN failures + $6::int >= $7 THEN now() END,
            lease_until = now() + make_interval(secs => CASE $6::int WHEN 0 THEN 1 ELSE least(power(2, failures), 30) END)
     WHERE ${ours}`,
    [...keyOf(claim), trouble.sentence, trouble.passes ? 0 : 1, failuresMax],
  )
}
