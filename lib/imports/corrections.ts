import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import type { Edits } from './edits'
import { untakenSql } from './fix-rows'
import type { Mapping } from './mapping'

export type CorrectedCell = { row: number; from: string; to: string }

type Child = { parentNumber: number; edits: Edits; mapping: Mapping }

/** The emails a fix reads otherwise than the file says: what its parent read there, and what it reads. */
export async function correctedEmails(
  accountId: AccountId,
  { parentNumber, edits, mapping }: Child,
): Promise<CorrectedCell[]> {
  const emailAt = mapping.indexOf('email')
  const rows = Object.keys(edits).map(Number)
  const { rows: found } = await pool().query<{ row: number; email: string | null }>(
    `SELECT row, email FROM import_rows WHERE account_id = $1 AND import_number = $2 AND row = ANY($3::int[])
     ORDER BY row`,
    [accountId, parentNumber, rows],
  )
  return found.flatMap(({ row, email }) => {
    const to = edits[row]?.[emailAt]
    return to === undefined ? [] : [{ row, from: email ?? '', to }]
  })
}

/** A rejected row whose email can be corrected on the page. */
export type RowToCorrect = {
  row: number
  email: string | null
  cause: string | null
  suggestion: string | null
}

/** Rows rejected for their email that no other import took up yet, in file order; `after`: behind this row. */
export async function rowsToCorrect(
  accountId: AccountId,
  number: number,
  { code, after, size }: { code: 'email_invalid' | 'email_missing'; after: number; size: number },
): Promise<RowToCorrect[]> {
  const { rows } = await pool().query<RowToCorrect>(
    `SELECT r.row, r.email, r.cause, r.detail AS suggestion ${untakenSql}
     AND r.code = $3::rejection_code AND r.row > $4 ORDER BY r.row LIMIT $5`,
    [accountId, number, code, after, size],
  )
  return rows
}
