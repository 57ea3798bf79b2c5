import { pool } from '../db/client'
import type { AccountId, FileId } from '../db/ids'
import { env } from '../env'
import type { CheckStage } from './check'
import type { CheckResult } from './check-result'
import type { CheckOptions } from './checks'
import { justNow } from './due'
import { type FileFacts, fileFactsSchema } from './file-facts'

/** A check that this worker has taken up. */
export type ClaimedCheck = {
  accountId: AccountId
  id: string
  /** Ours while it still stands in the check; a worker with an older one saves nothing. */
  fence: number
  fileId: FileId
  facts: FileFacts
  options: CheckOptions
}

type Claimed = {
  account_id: AccountId
  id: string
  fence: number
  file_id: FileId
  facts: unknown
  options: CheckOptions
}

/** Takes up the check that waits the longest: queued, or under way by a worker whose lease ran out. */
export async function claimCheck(): Promise<ClaimedCheck | null> {
  const { rows } = await pool().query<Claimed>(
    `UPDATE checks c SET status = 'running', fence = c.fence + 1, stage = 'reading', rows_done = 0,
            lease_until = now() + make_interval(secs => $1)
     FROM (SELECT account_id, id FROM checks
           WHERE status IN ('queued', 'running') AND (lease_until IS NULL OR lease_until < now())
           ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED) AS due,
          files f
     WHERE c.account_id = due.account_id AND c.id = due.id AND f.account_id = c.account_id AND f.id = c.file_id
     RETURNING c.account_id, c.id, c.fence, c.file_id, f.facts, c.options`,
    [env().LEASE_SECONDS],
  )
  const row = rows[0]
  if (!row) return null
  const { account_id: accountId, id, fence, file_id: fileId, options } = row
  return { accountId, id, fence, fileId, facts: fileFactsSchema.parse(row.facts), options }
}

/** Says how far it is and that we are still at work. False: it was cancelled or replaced, or another worker has it. */
export async function saveProgress(
  check: ClaimedCheck,
  { stage, rows }: { stage: CheckStage; rows: number },
): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE checks SET stage = $4, rows_done = $5, lease_until = now() + make_interval(secs => $6)
     WHERE account_id = $1 AND id = $2 AND fence = $3 AND status = 'running'`,
    [check.accountId, check.id, check.fence, stage, rows, env().LEASE_SECONDS],
  )
  return rowCount === 1
}

/** Saves what came out. Nothing when it was cancelled or replaced meanwhile. */
export async function endCheck(
  { accountId, id, fence }: ClaimedCheck,
  end: { result: CheckResult } | { failure: string },
): Promise<void> {
  const [status, result, failure] =
    'result' in end ? ['done', JSON.stringify(end.result), null] : ['failed', null, end.failure]
  await pool().query(
    `UPDATE checks SET status = $4::check_status, result = $5, failure = $6, finished_at = now(), lease_until = NULL
     WHERE account_id = $1 AND id = $2 AND fence = $3 AND status = 'running'`,
    [accountId, id, fence, status, result, failure],
  )
}

/** Gives it back: a worker takes it up again after `seconds`. */
export async function releaseCheck({ accountId, id, fence }: ClaimedCheck, seconds: number): Promise<void> {
  await pool().query(
    `UPDATE checks SET lease_until = ${justNow} + make_interval(secs => $4)
     WHERE account_id = $1 AND id = $2 AND fence = $3 AND status = 'running'`,
    [accountId, id, fence, seconds],
  )
}
