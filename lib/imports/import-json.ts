import type { Counterfactual } from './check-result'
import type { CampaignReport, Counts, Report } from './report'
import type { ReportRow } from './report-rows'

/** An import as the command line and the API print it. A dry run has no number and the status `dry_run`. */
export type ImportJson = {
  object: 'import'
  number: number | null
  status: string
  file: { name: string; bytes: number; sha256: string; encoding: string; delimiter: string }
  options: { update: boolean; blank_cells: 'keep' | 'clear'; campaign: string | null }
  counts: Counts
  rejections: Report['rejections']
  campaign: CampaignReport | null
  account: { leads_before: number; leads_after: number }
}

type Facts = Pick<ImportJson, 'number' | 'status'> & {
  file: { name: string; bytes: number; sha256: string; encoding: string; delimiter: string }
  options: { update: boolean; blankCells: 'keep' | 'clear'; campaign: { name: string } | null }
  report: Report
}

export function importJson({ number, status, file, options, report }: Facts): ImportJson {
  const { name, bytes, sha256, encoding, delimiter } = file
  return {
    object: 'import',
    number,
    status,
    file: { name, bytes, sha256, encoding, delimiter },
    options: {
      update: options.update,
      blank_cells: options.blankCells,
      campaign: options.campaign?.name ?? null,
    },
    counts: report.counts,
    rejections: report.rejections,
    campaign: report.campaign,
    account: report.account,
  }
}

/** What a dry run says an import would come to after something was done, as the command line and the API print it. */
export function counterfactualJson({ remedy, report: { counts, rejections, campaign } }: Counterfactual) {
  return { remedy, counts, rejections, campaign }
}

/** One row of the report as the command line and the API print it. */
export function reportRowJson(row: ReportRow) {
  const { email, outcome, changed, code, message, cause, otherRow } = row
  return { row: row.row, email, outcome, changed, code, message, cause, other_row: otherRow }
}
