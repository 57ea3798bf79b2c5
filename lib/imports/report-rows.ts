import { snapshot, streamRows } from '../db/cursor'
import type { AccountId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { Change, RejectionCode } from './outcome'
import { rejectionMessage } from './reasons'

/** One row of the file as the report shows it. */
export type ReportRow = {
  row: number
  /** The email key; the cell as written where there is none; null when blank, or the lead it names is deleted. */
  email: string | null
  outcome: 'added' | 'modified' | 'rejected' | 'not_processed'
  changed: boolean
  code: RejectionCode | null
  message: string | null
  cause: string | null
  detail: string | null
  otherRow: number | null
  /** The lead that stands behind the row, if it is (still) in the account. */
  leadId: string | null
  changes: Change[] | null
}

/** A ledger entry with the lead behind it. */
export type LedgerEntry = {
  row: number
  row_last: number
  outcome: 'added' | 'changed' | 'unchanged' | 'rejected' | 'not_processed'
  code: RejectionCode | null
  cause: string | null
  detail: string | null
  email: string | null
  other_row: number | null
  changes: Change[] | null
  lead_id: string | null
  lead_since: Date | null
  /** Of neighbours that share the entry and found their leads as they are: the email of each, and its lead. */
  emails: string[] | null
  leads: (string | null)[] | null
}

/**
 * SQL: the emails of entry `r`, each with its place among the rows of the entry, from 1. Only neighbours that found
 * their leads as they are have several: in no other is the email taken apart, for it may be any cell as it was written.
 */
export const emailsOfEntrySql = `unnest(CASE WHEN r.lead_ids IS NULL THEN ARRAY[r.email]
  ELSE string_to_array(r.email, E'\\n') END) WITH ORDINALITY AS e (email, nth)`

/** Reads entries `r` of import $2 of account $1, each with the lead of its email, if it was there when the import ran. */
export const entriesSql = `SELECT r.row, r.row_last, r.outcome, r.code, r.cause, r.detail, r.email, r.other_row, r.changes,
    l.id AS lead_id, l.created_at AS lead_since,
    CASE WHEN r.lead_ids IS NOT NULL THEN string_to_array(r.email, E'\\n') END AS emails,
    CASE WHEN r.lead_ids IS NOT NULL THEN ARRAY(
      SELECT (SELECT n.id::text FROM leads n WHERE n.account_id = $1 AND n.email = e.email AND n.created_at <= coalesce(
        (SELECT i.finished_at FROM imports i WHERE i.account_id = $1 AND i.number = $2), now()) LIMIT 1)
      FROM ${emailsOfEntrySql} ORDER BY e.nth) END AS leads
  FROM import_rows r LEFT JOIN leads l ON l.account_id = $1 AND l.email = r.email AND l.created_at <= coalesce(
    (SELECT i.finished_at FROM imports i WHERE i.account_id = $1 AND i.number = $2), now())
  WHERE r.account_id = $1 AND r.import_number = $2`

/** Every rejected row in file order, of one moment, streamed inside `tx` (see snapshot). */
export async function* streamRejectedRows(
  tx: Tx,
  accountId: AccountId,
  number: number,
  code?: RejectionCode,
): AsyncGenerator<ReportRow> {
  const entries = streamRows<LedgerEntry>(
    tx,
    `${entriesSql} AND r.outcome = 'rejected' AND ($3::rejection_code IS NULL OR r.code = $3) ORDER BY r.row`,
    [accountId, number, code ?? null],
  )
  for await (const entry of entries) yield reportRow(entry)
}

export type RowsWanted = 'all' | 'added' | 'modified' | 'rejected'

const outcomesWanted: Record<RowsWanted, readonly string[]> = {
  all: ['added', 'changed', 'unchanged', 'rejected', 'not_processed'],
  added: ['added'],
  modified: ['changed', 'unchanged'],
  rejected: ['rejected'],
}

/**
 * Hands every row of the report to `take`, in file order and one by one: entries that span rows are spread out
 * again, and rows that were added take their email from the lead.
 */
export async function eachReportRow(
  accountId: AccountId,
  number: number,
  wanted: RowsWanted,
  take: (row: ReportRow) => Promise<void> | void,
): Promise<void> {
  await snapshot(async (tx) => {
    const entries = streamRows<LedgerEntry>(
      tx,
      `${entriesSql} AND r.outcome = ANY($3::outcome[]) ORDER BY r.row`,
      [accountId, number, outcomesWanted[wanted]],
      { size: 100, held: heldBy }, // an entry may hold many rows, or much
    )
    const leadAt = addedLeads(tx, accountId, number)
    for await (const entry of entries) {
      for (let row = entry.row; row <= entry.row_last; row++) {
        const lead = entry.outcome === 'added' ? await leadAt(row) : null
        await take(
          lead ? { ...rowOfEntry(entry, row), email: lead.email, leadId: lead.id } : rowOfEntry(entry, row),
        )
      }
    }
  })
}

/** What the changes of an entry hold, in characters. */
function heldBy({ changes }: LedgerEntry): number {
  return (changes ?? []).reduce((sum, { from, to }) => sum + from.length + to.length, 0)
}

type AddedLead = { id: string; import_row: number; email: string }

/** Looks up the leads of added rows; rows must be asked for in rising order. */
function addedLeads(
  tx: Tx,
  accountId: AccountId,
  number: number,
): (row: number) => Promise<AddedLead | null> {
  const leads = streamRows<AddedLead>(
    tx,
    'SELECT id, import_row, email FROM leads WHERE account_id = $1 AND import_number = $2 ORDER BY import_row',
    [accountId, number],
  )
  let lead: AddedLead | null | undefined
  return async (row) => {
    if (lead === undefined) lead = (await leads.next()).value ?? null
    while (lead && lead.import_row < row) lead = (await leads.next()).value ?? null
    return lead?.import_row === row ? lead : null
  }
}

/** What a ledger entry means for one of its rows. Rows that were added have their emails in their leads. */
export function rowOfEntry(entry: LedgerEntry, row: number): ReportRow {
  const { emails, leads } = entry
  if (!emails) return { ...reportRow(entry), row }
  const nth = row - entry.row
  return { ...reportRow(entry), row, email: emails[nth] ?? null, leadId: leads?.[nth] ?? null }
}

/** What a ledger entry of a single row means. */
export function reportRow(entry: LedgerEntry): ReportRow {
  const { row, email, code, otherRow, outcome } = { ...entry, otherRow: entry.other_row }
  const modified = outcome === 'changed' || outcome === 'unchanged'
  return {
    row,
    email,
    outcome: modified ? 'modified' : outcome,
    changed: outcome === 'changed',
    code,
    message: code && rejectionMessage(code, code === 'max_leads_reached' ? Number(entry.detail) : null),
    ...causeOf(entry),
    otherRow,
    leadId: entry.lead_id,
    changes: entry.changes,
  }
}

/** An email that already belonged to a lead is stored without its cause: another row tells it, or its absence. */
function causeOf({ code, cause, detail, other_row, lead_since }: LedgerEntry) {
  if (code !== 'already_in_account') return { cause, detail }
  if (other_row !== null) return { cause: 'repeated_in_file', detail: null }
  return { cause: 'existing_lead', detail: lead_since?.toISOString() ?? null }
}
