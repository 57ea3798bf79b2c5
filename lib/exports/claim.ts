import { pool } from '../db/client'
import type { AccountId, ExportId } from '../db/ids'
import { env } from '../env'
import type { LeadFilter } from '../leads/filter'
import { type CsvColumn, csvColumnsSchema } from './csv-columns'

/** An export that this worker has taken up. */
export type ClaimedExport = {
  accountId: AccountId
  id: ExportId
  /** Ours while it still stands in the export. */
  fence: number
  filter: LeadFilter
  columns: CsvColumn[] | null
}

type Row = { account_id: AccountId; id: ExportId; fence: number; filter: LeadFilter; columns: unknown }

/** Takes up the export that waits longest: queued, or under a lease that ran out. Null when none is due. */
export async function claimExport(): Promise<ClaimedExport | null> {
  const { rows } = await pool().query<Row>(
    `UPDATE exports SET status = 'running', fence = fence + 1, written = 0,
            lease_until = now() + make_interval(secs => $1)
     WHERE (account_id, id) = (
       SELECT account_id, id FROM exports WHERE finished_at IS NULL AND (lease_until IS NULL OR lease_until < now())
       ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING account_id, id, fence, filter, columns`,
    [leaseSeconds()],
  )
  const row = rows[0]
  if (!row) return null
  const columns = row.columns === null ? null : csvColumnsSchema.parse(row.columns)
  return { accountId: row.account_id, id: row.id, fence: row.fence, filter: row.filter, columns }
}

/** A piece of a search that finds next to nothing may take long: the lease outlives it. */
function leaseSeconds(): number {
  return env().DATABASE_STATEMENT_SECONDS + env().LEASE_SECONDS
}

type Ours = Pick<ClaimedExport, 'accountId' | 'id' | 'fence'>

/** Books how far the file is and renews the lease. False: another worker has taken it up, or it is gone. */
export function bookWritten(claim: Ours, written: number): Promise<boolean> {
  return change(claim, 'written = $4, lease_until = now() + make_interval(secs => $5)', [
    written,
    leaseSeconds(),
  ])
}

export function bookDone(
  claim: Ours,
  { written, bytes }: { written: number; bytes: number },
): Promise<boolean> {
  return change(claim, `status = 'done', finished_at = now(), lease_until = NULL, written = $4, bytes = $5`, [
    written,
    bytes,
  ])
}

const failuresMax = 5

/** It is tried again a little later; after five times it has failed. */
export function bookFailed(claim: Ours): Promise<boolean> {
  return change(
    claim,
    `failures = failures + 1, lease_until = now() + make_interval(secs => 5 * (failures + 1)),
     status = CASE WHEN failures + 1 >= $4 THEN 'failed' ELSE 'queued' END::export_status,
     finished_at = CASE WHEN failures + 1 >= $4 THEN now() END`,
    [failuresMax],
  )
}

/** Gives it back, to be begun again at once: the worker stops. */
export function releaseExport(claim: Ours): Promise<boolean> {
  return change(claim, `status = 'queued', lease_until = NULL`, [])
}

async function change({ accountId, id, fence }: Ours, sets: string, values: unknown[]): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE exports SET ${sets} WHERE account_id = $1 AND id = $2 AND fence = $3 AND finished_at IS NULL`,
    [accountId, id, fence, ...values],
  )
  return rowCount === 1
}
