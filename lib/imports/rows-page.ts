import { pool } from '../db/client'
import type { AccountId, LeadId } from '../db/ids'
import { entriesSql, type LedgerEntry, type ReportRow, rowOfEntry } from './report-rows'
import { type CountIn, countAmong, loadSpine, locate, rejectedIn, type SpineEntry, spansOf } from './spine'
import type { Tally } from './tally'

/** What part of the report's rows a page shows. `all`: every row that is not blank. */
export const rowKinds = [
  'added',
  'modified',
  'changed',
  'unchanged',
  'all',
  'not_processed',
  'blank',
] as const
export type RowKind = (typeof rowKinds)[number]

/** A row of the report, or a blank one. */
export type PagedRow = Omit<ReportRow, 'outcome'> & { outcome: ReportRow['outcome'] | 'blank' }

type Outcome = LedgerEntry['outcome'] | 'blank'

const outcomes: Record<RowKind, readonly Outcome[]> = {
  added: ['added'],
  modified: ['changed', 'unchanged'],
  changed: ['changed'],
  unchanged: ['unchanged'],
  all: ['added', 'changed', 'unchanged', 'rejected', 'not_processed'],
  not_processed: ['not_processed'],
  blank: ['blank'],
}

const countOf: Record<Outcome, CountIn> = {
  added: ({ added }) => added,
  changed: ({ changed }) => changed,
  unchanged: ({ unchanged }) => unchanged,
  rejected: rejectedIn(undefined),
  not_processed: ({ notProcessed }) => notProcessed,
  blank: ({ blank }) => blank,
}

/**
 * A page of the report's rows in file order; `page` counts from 1. The spine says which batches hold the page, so page
 * 10,000 costs what page 1 costs. Rows that were added take their email from the lead, while it is there.
 */
export async function listReportRows(
  accountId: AccountId,
  number: number,
  { kind, page, size }: { kind: RowKind; page: number; size: number },
): Promise<{ rows: PagedRow[]; total: number }> {
  const spine = await loadSpine(accountId, number)
  const all = spansOf(spine, countIn(kind))
  const { spans, skip } = locate(all, (page - 1) * size, size)
  const places = spans.length === 0 ? [] : await placesIn(accountId, number, { kind, spans })
  const rows = rowsAt(places, skip, size)
  return { rows: await withEntries(accountId, number, { rows, spine }), total: countAmong(all) }
}

/** How many rows a tally counts that a list of this kind shows. */
export function countIn(kind: RowKind): CountIn {
  return (tally: Tally) => outcomes[kind].reduce((sum, outcome) => sum + countOf[outcome](tally), 0)
}

/** An entry of the ledger, without what is in it. */
type Place = { row: number; row_last: number; outcome: Outcome }
type Wanted = { kind: RowKind; spans: readonly { first: number; last: number }[] }

/** The entries of the spans that hold such rows: each span is read by the primary key. */
async function placesIn(accountId: AccountId, number: number, { kind, spans }: Wanted): Promise<Place[]> {
  const { rows } = await pool().query<Place>(
    `SELECT r.row, r.row_last, r.outcome
     FROM unnest($4::int[], $5::int[]) AS span (first, last) CROSS JOIN LATERAL (
       SELECT row, row_last, outcome FROM import_rows
       WHERE account_id = $1 AND import_number = $2 AND row BETWEEN span.first AND span.last
         AND outcome = ANY($3::outcome[])
       ORDER BY row OFFSET 0) AS r
     ORDER BY r.row`,
    [accountId, number, outcomes[kind], spans.map((span) => span.first), spans.map((span) => span.last)],
  )
  return rows
}

/** `entry`: the row its entry begins with. */
type RowAt = { row: number; outcome: Outcome; entry: number }

/** Entries spread out into their rows: `size` of them after the first `skip`. An entry may hold a million. */
function rowsAt(places: readonly Place[], skip: number, size: number): RowAt[] {
  const rows: RowAt[] = []
  let toSkip = skip
  for (const { row: first, row_last, outcome } of places) {
    const skipped = Math.min(toSkip, row_last - first + 1)
    toSkip -= skipped
    for (let row = first + skipped; row <= row_last && rows.length < size; row++)
      rows.push({ row, outcome, entry: first })
  }
  return rows
}

type AddedLead = { id: LeadId; email: string }
type Found = { rows: readonly RowAt[]; spine: readonly SpineEntry[] }

async function withEntries(
  accountId: AccountId,
  number: number,
  { rows, spine }: Found,
): Promise<PagedRow[]> {
  const added = rows.filter(({ outcome }) => outcome === 'added').map(({ row }) => row)
  const told = rows
    .filter(({ outcome }) => outcome === 'changed' || outcome === 'unchanged' || outcome === 'rejected')
    .map(({ entry }) => entry)
  const [leads, entries] = await Promise.all([
    addedLeads(accountId, number, { rows: added, spine }),
    entriesAt(accountId, number, told),
  ])
  return rows.map(({ row, outcome, entry }) => {
    const there = entries.get(entry)
    return there ? rowOfEntry(there, row) : rowWithout(row, outcome, leads.get(row) ?? null)
  })
}

/** The leads that these rows added, found among the ids that their batches made. */
async function addedLeads(
  accountId: AccountId,
  number: number,
  { rows, spine }: { rows: readonly number[]; spine: readonly SpineEntry[] },
): Promise<Map<number, AddedLead>> {
  if (rows.length === 0) return new Map()
  const batches = spine.filter(
    ({ row_first, row_last, lead_first }) =>
      lead_first !== null && rows.some((row) => row_first <= row && row <= row_last),
  )
  const { rows: found } = await pool().query<AddedLead & { import_row: number }>(
    `SELECT l.id, l.email, l.import_row FROM unnest($3::uuid[], $4::uuid[]) AS batch (first, last)
     CROSS JOIN LATERAL (
       SELECT id, email, import_row FROM leads
       WHERE account_id = $1 AND id BETWEEN batch.first AND batch.last AND import_number = $2
         AND import_row = ANY($5::int[]) OFFSET 0) AS l`,
    [
      accountId,
      number,
      batches.map((batch) => batch.lead_first),
      batches.map((batch) => batch.lead_last),
      rows,
    ],
  )
  return new Map(found.map(({ id, email, import_row }) => [import_row, { id, email }]))
}

/** The entries that begin with these rows. */
async function entriesAt(
  accountId: AccountId,
  number: number,
  rows: readonly number[],
): Promise<Map<number, LedgerEntry>> {
  if (rows.length === 0) return new Map()
  const { rows: found } = await pool().query<LedgerEntry>(`${entriesSql} AND r.row = ANY($3::int[])`, [
    accountId,
    number,
    [...new Set(rows)],
  ])
  return new Map(found.map((entry) => [entry.row, entry]))
}

/** A row whose entry says no more than its outcome. */
function rowWithout(row: number, outcome: Outcome, lead: AddedLead | null): PagedRow {
  if (outcome === 'changed' || outcome === 'unchanged' || outcome === 'rejected')
    throw new Error(`Row ${row} has no entry of its own.`)
  return {
    row,
    outcome,
    email: lead?.email ?? null,
    leadId: lead?.id ?? null,
    changed: false,
    code: null,
    message: null,
    cause: null,
    detail: null,
    otherRow: null,
    changes: null,
  }
}
