import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { countIn, type RowKind } from './rows-page'
import { loadSpine, rejectedIn } from './spine'

/** The list of the report that shows a row, and on which of its pages. */
export type RowPlace = { list: 'added' | 'modified' | 'rejected' | 'not_processed' | 'blank'; page: number }

type Outcome = 'blank' | 'added' | 'changed' | 'unchanged' | 'rejected' | 'not_processed'

const lists: Record<Outcome, { list: RowPlace['list']; outcomes: readonly Outcome[] }> = {
  added: { list: 'added', outcomes: ['added'] },
  changed: { list: 'modified', outcomes: ['changed', 'unchanged'] },
  unchanged: { list: 'modified', outcomes: ['changed', 'unchanged'] },
  rejected: { list: 'rejected', outcomes: ['rejected'] },
  not_processed: { list: 'not_processed', outcomes: ['not_processed'] },
  blank: { list: 'blank', outcomes: ['blank'] },
}

/**
 * Where the report shows a row of the file, in lists of `size` rows a page; null when the import has no such row. The
 * spine counts the batches before; only the row's own batch is looked at.
 */
export async function placeOfRow(
  accountId: AccountId,
  number: number,
  row: number,
  size: number,
): Promise<RowPlace | null> {
  const outcome = await outcomeOf(accountId, number, row)
  if (outcome === null) return null
  const { list, outcomes } = lists[outcome]
  const spine = await loadSpine(accountId, number)
  const count = list === 'rejected' ? rejectedIn(undefined) : countIn(list satisfies RowKind)
  const earlier = spine.filter((batch) => batch.row_last < row)
  const own = spine.find((batch) => batch.row_first <= row && row <= batch.row_last)
  let before = earlier.reduce((sum, { tally }) => sum + count(tally), 0)
  if (own) before += await countBetween(accountId, number, { outcomes, from: own.row_first, to: row - 1 })
  return { list, page: Math.floor(before / size) + 1 }
}

async function outcomeOf(accountId: AccountId, number: number, row: number): Promise<Outcome | null> {
  const { rows } = await pool().query<{ outcome: Outcome; row_last: number }>(
    `SELECT outcome, row_last FROM import_rows WHERE account_id = $1 AND import_number = $2 AND row <= $3
     ORDER BY row DESC LIMIT 1`,
    [accountId, number, row],
  )
  const entry = rows[0]
  return entry && entry.row_last >= row ? entry.outcome : null
}

type Between = { outcomes: readonly Outcome[]; from: number; to: number }

/** Rows of these outcomes among neighbouring rows of one batch, in which every entry begins. */
async function countBetween(accountId: AccountId, number: number, { outcomes, from, to }: Between) {
  const { rows } = await pool().query<{ n: number }>(
    `SELECT coalesce(sum(least(row_last, $5) - row + 1), 0)::int AS n FROM import_rows
     WHERE account_id = $1 AND import_number = $2 AND row BETWEEN $4 AND $5 AND outcome = ANY($3::outcome[])`,
    [accountId, number, outcomes, from, to],
  )
  return rows[0]?.n ?? 0
}
