import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { recentImport } from './recent-import'

/** An import that waits for its turn or runs, and how far it is (rows as in ImportView). */
export type UnderWay = {
  number: number
  fileName: string
  status: 'queued' | 'running'
  rowsDone: number
  rowsTotal: number
  cancelRequested: boolean
  /** Something keeps it from going on just now; it is tried again. */
  paused: boolean
}

const listedMax = 100

/**
 * The account's imports that have not ended, in the order they run. Asked for on every page, so the places in the file
 * say how far they are, not the ledger; that is read for the few that took up single rows.
 */
export async function importsUnderWay(accountId: AccountId): Promise<UnderWay[]> {
  const { rows } = await pool().query<UnderWay & { partly: boolean }>(
    `SELECT number, "fileName", status, "cancelRequested", paused, partly,
       greatest(0, cursor_row - before) AS "rowsDone", greatest(0, header + data - before) AS "rowsTotal"
     FROM (SELECT i.number, f.name AS "fileName", i.status, i.cursor_row, i.taken IS NOT NULL AS partly,
         i.cancel_requested_at IS NOT NULL AS "cancelRequested",
         i.trouble IS NOT NULL OR (i.status = 'running' AND i.lease_until < now()) AS paused,
         (f.facts->'headerRow')::int AS header, (f.facts->'rows')::int + (f.facts->'blank')::int AS data,
         coalesce(i.after_row, (f.facts->'headerRow')::int) AS before
       FROM imports i JOIN files f ON f.account_id = i.account_id AND f.id = i.file_id
       WHERE i.account_id = $1 AND i.status IN ('queued', 'running')) AS active
     ORDER BY number LIMIT ${listedMax}`,
    [accountId],
  )
  return Promise.all(rows.map(({ partly, ...one }) => (partly ? counted(accountId, one) : one)))
}

async function counted(accountId: AccountId, one: UnderWay): Promise<UnderWay> {
  const view = await recentImport(accountId, one.number)
  return view ? { ...one, rowsDone: view.rowsDone, rowsTotal: view.rowsTotal } : one
}
