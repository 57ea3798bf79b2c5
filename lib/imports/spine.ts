import { pool } from '../db/client'
import type { AccountId, LeadId } from '../db/ids'
import type { EmailStatus } from '../leads/email-status'
import type { RejectionCode } from './outcome'
import type { Tally } from './tally'

/** A batch of an import: the rows of the file it covers, what became of them, and which leads it added. */
export type SpineEntry = {
  row_first: number
  row_last: number
  tally: Tally
  lead_first: LeadId | null
  lead_last: LeadId | null
}

/** Rows `first` … `last` of the file, among which `count` are of the kind asked for. */
export type Span = { first: number; last: number; count: number }

/** How many rows of a kind a tally counts. */
export type CountIn = (tally: Tally) => number

/** The batches of an import in file order. */
export async function loadSpine(accountId: AccountId, number: number): Promise<SpineEntry[]> {
  const { rows } = await pool().query<SpineEntry>(
    `SELECT row_first, row_last, tally, lead_first, lead_last FROM import_batches
     WHERE account_id = $1 AND import_number = $2 ORDER BY batch`,
    [accountId, number],
  )
  return rows
}

/** The spans of a spine that hold such rows, in file order. */
export function spansOf(
  spine: readonly Pick<SpineEntry, 'row_first' | 'row_last' | 'tally'>[],
  countIn: CountIn,
): Span[] {
  return spine
    .map(({ row_first, row_last, tally }) => ({ first: row_first, last: row_last, count: countIn(tally) }))
    .filter((span) => span.count > 0)
}

/** How many rows the spans hold. */
export function countAmong(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.count, 0)
}

/** The spans that hold the rows numbered `from` … `from + size - 1` of their kind, and how many to skip in them. */
export function locate(spans: readonly Span[], from: number, size: number): { spans: Span[]; skip: number } {
  let before = 0
  let skip = 0
  const holding: Span[] = []
  for (const span of spans) {
    if (before + span.count > from && before < from + size) {
      if (holding.length === 0) skip = from - before
      holding.push(span)
    }
    before += span.count
  }
  return { spans: holding, skip }
}

/** Rows looked at by one statement: some 10 ms of the database's time. */
const pieceRows = 20_000

/** The first spans behind row `after` that together make a piece (at least one), and where to go on. */
export function pieceOf(spans: readonly Span[], after: number): { piece: Span[]; next: number | null } {
  const ahead = spans.filter((span) => span.last > after)
  let rows = 0
  const piece = ahead.filter(({ first, last }, i) => {
    rows += last - first + 1
    return i === 0 || rows <= pieceRows
  })
  return { piece, next: piece.length < ahead.length ? (piece.at(-1)?.last ?? null) : null }
}

/** Rejected rows: all of them, or those of one reason. */
export function rejectedIn(code: RejectionCode | undefined): CountIn {
  return ({ rejected }) => {
    const reasons = code ? [rejected[code] ?? {}] : Object.values(rejected)
    let count = 0
    for (const causes of reasons) for (const cause of Object.values(causes)) count += cause
    return count
  }
}

export type CampaignRowsWanted = {
  outcome?: 'added' | 'already_in' | 'rejected' | undefined
  /** Of the rejected ones: those rejected for this email status. */
  status?: EmailStatus | undefined
}

/** Leads offered to the import's campaign, by what became of them. */
export function offeredIn({ outcome, status }: CampaignRowsWanted): CountIn {
  return ({ campaign }) => {
    const rejected = Object.entries(campaign.rejected).reduce(
      (sum, [key, count]) => sum + (status === undefined || key === status ? count : 0),
      0,
    )
    if (outcome === 'rejected') return rejected
    if (outcome === 'added') return campaign.added
    if (outcome === 'already_in') return campaign.alreadyIn
    return campaign.added + campaign.alreadyIn + rejected
  }
}
