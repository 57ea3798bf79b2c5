import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import type { RejectionCode } from './outcome'
import type { Tally } from './report'

/** A batch of an import: the rows of the file it covers, and what became of them. */
export type SpineEntry = { row_first: number; row_last: number; tally: Tally }

/** Rows `first` … `last` of the file, among which `rejected` were rejected (for the reason asked for). */
export type Span = { first: number; last: number; rejected: number }

/** The spans of an import that hold rejected rows (of one reason, when given), in file order. */
export async function rejectedSpans(
  accountId: AccountId,
  number: number,
  code: RejectionCode | undefined,
): Promise<Span[]> {
  const { rows } = await pool().query<SpineEntry>(
    `SELECT row_first, row_last, tally FROM import_batches
     WHERE account_id = $1 AND import_number = $2 ORDER BY batch`,
    [accountId, number],
  )
  return spansOf(rows, code)
}

/** Batches without such a row are left out. */
export function spansOf(spine: readonly SpineEntry[], code: RejectionCode | undefined): Span[] {
  return spine
    .map(({ row_first, row_last, tally }) => ({
      first: row_first,
      last: row_last,
      rejected: rejectedIn(tally, code),
    }))
    .filter((span) => span.rejected > 0)
}

/** How many rows the spans hold. */
export function rejectedAmong(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.rejected, 0)
}

/** The spans that hold the rejected rows numbered `from` … `from + size - 1`, and how many to skip in them. */
export function locate(spans: readonly Span[], from: number, size: number): { spans: Span[]; skip: number } {
  let before = 0
  let skip = 0
  const holding: Span[] = []
  for (const span of spans) {
    if (before + span.rejected > from && before < from + size) {
      if (holding.length === 0) skip = from - before
      holding.push(span)
    }
    before += span.rejected
  }
  return { spans: holding, skip }
}

function rejectedIn({ rejected }: Tally, code: RejectionCode | undefined): number {
  const reasons = code ? [rejected[code] ?? {}] : Object.values(rejected)
  let count = 0
  for (const causes of reasons) for (const cause of Object.values(causes)) count += cause
  return count
}
