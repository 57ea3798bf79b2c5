import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import type { RowsNow } from './fix'
import { getImport } from './queries'
import { countFitting } from './untaken'

/** Rows that an import turned away because the account was full, and how many of them fit now. */
export type TurnedAway = { importNumber: number; fileName: string; rows: number; now: RowsNow }

const importsLookedAt = 20

/**
 * The latest of the last 20 imports with such rows that no other import took up. Null when there is none, none of them
 * fits, or its file is no longer kept.
 */
export async function turnedAwayThatFit(accountId: AccountId): Promise<TurnedAway | null> {
  const latest = await latestTurnedAway(accountId)
  if (!latest) return null
  const view = await getImport(accountId, latest.number)
  if (!view?.file.available) return null
  const now = await countFitting(accountId, latest)
  const { number: importNumber, rows } = latest
  return now.count === 0 ? null : { importNumber, fileName: view.file.name, rows, now }
}

async function latestTurnedAway(accountId: AccountId): Promise<{ number: number; rows: number } | null> {
  const { rows } = await pool().query<{ number: number; rows: number }>(
    `WITH turned AS (
       SELECT b.import_number AS number, sum(cause.rows::int)::int AS rows
       FROM accounts a
       JOIN import_batches b ON b.account_id = a.id AND b.import_number > a.imports_last - $2
       CROSS JOIN LATERAL jsonb_each_text(b.tally->'rejected'->'max_leads_reached') AS cause (name, rows)
       WHERE a.id = $1 GROUP BY 1
     ), taken AS (
       SELECT i.parent_number AS number, sum(cause.rows::int)::int AS rows
       FROM imports i
       CROSS JOIN LATERAL jsonb_each_text(i.taken->'rejected'->'max_leads_reached') AS cause (name, rows)
       WHERE i.account_id = $1 AND i.parent_number IS NOT NULL GROUP BY 1
     )
     SELECT i.number, turned.rows - coalesce(taken.rows, 0) AS rows
     FROM imports i JOIN turned USING (number) LEFT JOIN taken USING (number)
     WHERE i.account_id = $1 AND i.finished_at IS NOT NULL AND turned.rows > coalesce(taken.rows, 0)
       AND coalesce((SELECT u.kind::text FROM import_undos u WHERE u.account_id = $1 AND u.import_number = i.number
                     ORDER BY u.undo DESC LIMIT 1), 'redo') = 'redo'
     ORDER BY i.number DESC LIMIT 1`,
    [accountId, importsLookedAt],
  )
  return rows[0] ?? null
}
