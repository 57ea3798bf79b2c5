import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import type { ImportStatus } from './queries'

/** An import of a file with the same bytes. */
export type EarlierImport = {
  number: number
  status: ImportStatus
  fileName: string
  startedByName: string
  update: boolean
  createdAt: Date
}

/** How many of them a page names. */
const namedMax = 5

/**
 * The imports that this account made of a file with exactly these bytes, newest first: at most five, and how many
 * there are in all. Re-runs of them do not count.
 */
export async function earlierImportsOf(
  accountId: AccountId,
  sha256: string,
): Promise<{ imports: EarlierImport[]; total: number }> {
  const { rows } = await pool().query<EarlierImport & { total: number }>(
    `SELECT i.number, i.status, f.name AS "fileName", coalesce(u.name, 'Somebody who left') AS "startedByName",
            i.update, i.created_at AS "createdAt", count(*) OVER ()::int AS total
     FROM files f
     JOIN imports i ON i.account_id = f.account_id AND i.file_id = f.id
     LEFT JOIN users u ON u.id = i.user_id
     WHERE f.account_id = $1 AND f.sha256 = $2 AND i.parent_number IS NULL
     ORDER BY i.number DESC LIMIT ${namedMax}`,
    [accountId, sha256],
  )
  return { imports: rows.map(({ total: _, ...one }) => one), total: rows[0]?.total ?? 0 }
}
