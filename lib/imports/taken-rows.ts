import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { OwnRows } from './own-rows'

type Child = { accountId: AccountId; number: number; takenFrom: number | null }

/** The rows an import has when it took up single rows of its parent: four bytes each. Null: it has all rows. */
export async function ownRowsOf({ accountId, number, takenFrom }: Child): Promise<OwnRows | null> {
  if (takenFrom === null) return null
  const { rows } = await pool().query<{ row: number }>(
    'SELECT row FROM import_taken_rows WHERE account_id = $1 AND parent_number = $2 AND import_number = $3 ORDER BY row',
    [accountId, takenFrom, number],
  )
  return new OwnRows(Int32Array.from(rows, ({ row }) => row))
}
