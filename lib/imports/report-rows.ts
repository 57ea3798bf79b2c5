import { pool } from '../db/client'
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
  leadId: string | null
  changes: Change[] | null
}

type LedgerEntry = {
  row: number
  row_last: number
  outcome: 'added' | 'changed' | 'unchanged' | 'rejected' | 'not_processed'
  code: RejectionCode | null
  cause: string | null
  detail: string | null
  email: string | null
  other_row: number | null
  lead_id: string | null
  changes: Change[] | null
}

const entryColumns = 'row, row_last, outcome, code, cause, detail, email, other_row, lead_id, changes'

export type RejectedFilter = { code?: RejectionCode; search?: string }

/** A page of the rejected rows in file order; `page` counts from 1. `total` counts all that match. */
export async function listRejectedRows(
  accountId: AccountId,
  number: number,
  { code, search, page, size }: RejectedFilter & { page: number; size: number },
): Promise<{ rows: ReportRow[]; total: number }> {
  const where = `account_id = $1 AND import_number = $2 AND outcome = 'rejected'
    AND ($3::text IS NULL OR code = $3) AND ($4::text IS NULL OR email ILIKE $4)`
  const values = [accountId, number, code ?? null, search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null]
  const [found, counted] = await Promise.all([
    pool().query<LedgerEntry>(
      `SELECT ${entryColumns} FROM import_rows WHERE ${where} ORDER BY row LIMIT $5 OFFSET $6`,
      [...values, size, (page - 1) * size],
    ),
    pool().query<{ count: number }>(`SELECT count(*)::int AS count FROM import_rows WHERE ${where}`, values),
  ])
  return { rows: found.rows.map(reportRow), total: counted.rows[0]?.count ?? 0 }
}

/** Every rejected row in file order, of one moment, streamed inside `tx` (see snapshot). */
export async function* streamRejectedRows(
  tx: Tx,
  accountId: AccountId,
  number: number,
  code?: RejectionCode,
): AsyncGenerator<ReportRow> {
  const entries = streamRows<LedgerEntry>(
    tx,
    `SELECT ${entryColumns} FROM import_rows
     WHERE account_id = $1 AND import_number = $2 AND outcome = 'rejected' AND ($3::text IS NULL OR code = $3)
     ORDER BY row`,
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
      `SELECT ${entryColumns} FROM import_rows
       WHERE account_id = $1 AND import_number = $2 AND outcome = ANY($3::outcome[]) ORDER BY row`,
      [accountId, number, outcomesWanted[wanted]],
    )
    const emailAt = addedEmails(tx, accountId, number)
    for await (const entry of entries) {
      if (entry.outcome !== 'added' && entry.outcome !== 'not_processed') await take(reportRow(entry))
      else
        for (let row = entry.row; row <= entry.row_last; row++) {
          const email = entry.outcome === 'added' ? await emailAt(row) : null
          await take(reportRow({ ...entry, row, row_last: row, email }))
        }
    }
  })
}

/** Looks up the email of added rows; rows must be asked for in rising order. */
function addedEmails(tx: Tx, accountId: AccountId, number: number): (row: number) => Promise<string | null> {
  const leads = streamRows<{ import_row: number; email: string }>(
    tx,
    'SELECT import_row, email FROM leads WHERE account_id = $1 AND import_number = $2 ORDER BY import_row',
    [accountId, number],
  )
  let lead: { import_row: number; email: string } | null | undefined
  return async (row) => {
    if (lead === undefined) lead = (await leads.next()).value ?? null
    while (lead && lead.import_row < row) lead = (await leads.next()).value ?? null
    return lead?.import_row === row ? lead.email : null
  }
}

function reportRow(entry: LedgerEntry): ReportRow {
  const modified = entry.outcome === 'changed' || entry.outcome === 'unchanged'
  return {
    row: entry.row,
    email: entry.email,
    outcome: modified ? 'modified' : (entry.outcome as ReportRow['outcome']),
    changed: entry.outcome === 'changed',
    code: entry.code,
    message: entry.code && rejectionMessage(entry.code, limitOf(entry)),
    cause: entry.cause,
    detail: entry.detail,
    otherRow: entry.other_row,
    leadId: entry.lead_id,
    changes: entry.changes,
  }
}

function limitOf({ code, detail }: LedgerEntry): number | null {
  return code === 'max_leads_reached' ? Number(detail) : null
}
