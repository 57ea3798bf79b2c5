import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import type { RejectionCode } from './outcome'
import type { Report } from './report'
import { emailsOfEntrySql } from './report-rows'
import { type CountIn, loadSpine, offeredIn, type SpineEntry, spansOf } from './spine'

/** A row of this import that shows why a number is what it is. */
export type ExampleRow =
  | { kind: 'blank'; row: number }
  | {
      kind: 'rejected'
      row: number
      code: Exclude<RejectionCode, 'already_in_account'>
      detail: string | null
    }
  /** Its email belongs to a lead that this row of the same file added or changed first. */
  | { kind: 'repeated'; row: number; otherRow: number; outcome: 'rejected' | 'modified' }
  | { kind: 'existing'; row: number; outcome: 'rejected' | 'modified'; lead: LeadOrigin | null }

/** Who added the lead, and when; null in its place: it is gone. */
export type LeadOrigin = { at: Date; import: { number: number; startedBy: string } | null }

export type ReportExamples = {
  /** One or two rows for each reason and cause, in file order. */
  rejected: ExampleRow[]
  /** Modified rows that repeat an email of the file. */
  repeated: ExampleRow[]
  existing: ExampleRow[]
  blank: ExampleRow[]
  campaignRejected: { row: number; email: string; status: string; finding: string | null }[]
}

const perCause = 2

/** Rows of an ended import that explain its numbers: a few, each found through the spine. */
export async function reportExamples(
  accountId: AccountId,
  number: number,
  report: Report,
): Promise<ReportExamples> {
  const spine = await loadSpine(accountId, number)
  const ledger: Ledger = { accountId, number, spine }
  const causes = report.rejections.flatMap(({ code, causes }): Cause[] =>
    code === 'already_in_account'
      ? Object.keys(causes).map((cause) => ({ code, cause }))
      : [{ code, cause: null }],
  )
  const [rejected, repeated, existing, blank, campaign] = await Promise.all([
    Promise.all(causes.map((cause) => rejectedRows(ledger, cause))),
    modifiedRows(ledger, 'repeated'),
    modifiedRows(ledger, 'existing'),
    firstRows(ledger, ({ blank }) => blank, "outcome = 'blank'"),
    campaignRejected(ledger),
  ])
  return {
    rejected: rejected.flat().toSorted((a, b) => a.row - b.row),
    repeated,
    existing,
    blank: blank.map(({ row }) => ({ kind: 'blank', row })),
    campaignRejected: campaign,
  }
}

type Ledger = { accountId: AccountId; number: number; spine: readonly SpineEntry[] }
type Cause = { code: RejectionCode; cause: string | null }

async function rejectedRows(ledger: Ledger, { code, cause }: Cause): Promise<ExampleRow[]> {
  const counted: CountIn = ({ rejected }) => {
    const causes = rejected[code] ?? {}
    return cause === null ? Object.values(causes).reduce((sum, n) => sum + n, 0) : (causes[cause] ?? 0)
  }
  const other =
    cause === 'repeated_in_file' ? 'AND other_row IS NOT NULL' : cause ? 'AND other_row IS NULL' : ''
  const rows = await firstRows(ledger, counted, `outcome = 'rejected' AND code = '${code}' ${other}`)
  return rows.map((found) =>
    code === 'already_in_account'
      ? pointer(found, 'rejected')
      : { kind: 'rejected', row: found.row, code, detail: found.detail },
  )
}

function modifiedRows(ledger: Ledger, kind: 'repeated' | 'existing'): Promise<ExampleRow[]> {
  const counted: CountIn = ({ changed, unchanged, existingLeads }) =>
    kind === 'existing' ? existingLeads : changed + unchanged - existingLeads
  const other = kind === 'repeated' ? 'other_row IS NOT NULL' : 'other_row IS NULL'
  const condition = `outcome IN ('changed', 'unchanged') AND ${other}`
  return firstRows(ledger, counted, condition).then((rows) => rows.map((found) => pointer(found, 'modified')))
}

type RejectedByCampaign = ReportExamples['campaignRejected'][number]

async function campaignRejected({ accountId, number, spine }: Ledger): Promise<RejectedByCampaign[]> {
  const span = spansOf(spine, offeredIn({ outcome: 'rejected' }))[0]
  if (!span) return []
  const { rows } = await pool().query<RejectedByCampaign>(
    `SELECT row, email, cause AS status, detail AS finding FROM import_campaign_rows
     WHERE account_id = $1 AND import_number = $2 AND row BETWEEN $3 AND $4 AND outcome = 'rejected'
     ORDER BY row LIMIT ${perCause}`,
    [accountId, number, span.first, span.last],
  )
  return rows
}

type FoundRow = {
  row: number
  detail: string | null
  other_row: number | null
  lead_at: Date | null
  lead_import: number | null
  started_by: string | null
}

/** The first rows of a kind, in the first batch that has one, with the lead of their email and who added it. */
async function firstRows(
  { accountId, number, spine }: Ledger,
  countIn: CountIn,
  condition: string,
): Promise<FoundRow[]> {
  const span = spansOf(spine, countIn)[0]
  if (!span) return []
  const { rows } = await pool().query<FoundRow>(
    `SELECT r.row, r.detail, r.other_row, l.created_at AS lead_at, l.import_number AS lead_import, u.name AS started_by
     FROM (SELECT r.row + e.nth::int - 1 AS row, r.detail, r.other_row, e.email
           FROM import_rows r CROSS JOIN LATERAL ${emailsOfEntrySql}
           WHERE r.account_id = $1 AND r.import_number = $2 AND r.row BETWEEN $3 AND $4 AND ${condition}
           ORDER BY r.row, e.nth LIMIT ${perCause}) AS r
     LEFT JOIN LATERAL (SELECT created_at, import_number FROM leads
       WHERE account_id = $1 AND email = r.email AND created_at <= coalesce(
         (SELECT finished_at FROM imports WHERE account_id = $1 AND number = $2), now()) LIMIT 1) AS l ON TRUE
     LEFT JOIN imports i ON i.account_id = $1 AND i.number = l.import_number
     LEFT JOIN users u ON u.id = i.user_id
     ORDER BY r.row`,
    [accountId, number, span.first, span.last],
  )
  return rows
}

function pointer(found: FoundRow, outcome: 'rejected' | 'modified'): ExampleRow {
  const { row, other_row, lead_at: at, lead_import, started_by } = found
  if (other_row !== null) return { kind: 'repeated', row, otherRow: other_row, outcome }
  const startedBy = started_by ?? 'somebody who left'
  const by = lead_import === null ? null : { number: lead_import, startedBy }
  return { kind: 'existing', row, outcome, lead: at && { at, import: by } }
}
