import type { FieldKey } from '../leads/fields'
import { type RejectionCode, rejectionCodes } from './outcome'
import { campaignRejectionMessage, rejectionMessage } from './reasons'
import { addTallies, fieldTotals, type Tally } from './tally'

/** The numbers of product.md section 4, as the command line and the API print them. */
export type Counts = {
  rows_in_file: number
  blank: number
  read: number
  added: number
  modified: number
  modified_changed: number
  modified_unchanged: number
  rejected: number
  not_processed: number
}

export type ReasonCount = {
  code: RejectionCode
  message: string
  count: number
  causes: Record<string, number>
}

export type CampaignReport = {
  name: string
  offered: number
  added: number
  already_in: number
  rejected: number
  rejections: { code: 'not_valid'; message: string; count: number; causes: Record<string, number> }[]
}

export type Report = {
  counts: Counts
  /** Reasons that occurred, in the order the rules are tried. */
  rejections: ReasonCount[]
  /** Distinct leads the import added or modified. */
  leadsInImport: number
  fields: { field: FieldKey; filled: number; replaced: number; cleared: number }[]
  campaign: CampaignReport | null
  account: { leads_before: number; leads_after: number }
  /** What others did to the account between the first and the last batch. */
  othersDuring: { added: number; deleted: number }
}

export type ReportContext = {
  campaignName: string | null
  leadsBefore: number
  leadsAfter: number
  othersDuring: { added: number; deleted: number }
}

/** The report: a fold of the ledger's tallies. Page, mail, CSV and command line show this and nothing else. */
export function foldReport(tallies: readonly Tally[], context: ReportContext): Report {
  const sum = addTallies(tallies)
  const rejections = rejectionCodes.flatMap((code) => reasonCount(code, sum.rejected[code]))
  const rejected = total(rejections.map((reason) => reason.count))
  return {
    counts: countsOf({ ...sum, rejected }),
    rejections,
    leadsInImport: sum.added + sum.existingLeads,
    fields: fieldTotals(sum).map(([field, totals]) => ({ field, ...totals })),
    campaign: context.campaignName === null ? null : campaignReport(context.campaignName, sum.campaign),
    account: { leads_before: context.leadsBefore, leads_after: context.leadsAfter },
    othersDuring: context.othersDuring,
  }
}

/** Rows per outcome, each row counted once. */
export type OutcomeTotals = Pick<Tally, 'blank' | 'added' | 'changed' | 'unchanged' | 'notProcessed'> & {
  rejected: number
}

export function countsOf({
  blank,
  added,
  changed,
  unchanged,
  notProcessed,
  rejected,
}: OutcomeTotals): Counts {
  const modified = changed + unchanged
  const read = added + modified + rejected + notProcessed
  return {
    rows_in_file: blank + read,
    blank,
    read,
    added,
    modified,
    modified_changed: changed,
    modified_unchanged: unchanged,
    rejected,
    not_processed: notProcessed,
  }
}

function reasonCount(code: RejectionCode, causes: Record<string, number> | undefined): ReasonCount[] {
  if (!causes) return []
  const limits = code === 'max_leads_reached' ? Object.keys(causes).map(Number) : []
  const message = rejectionMessage(code, limits.length > 0 ? Math.max(...limits) : null)
  const named = code === 'max_leads_reached' ? {} : namedCauses(causes)
  return [{ code, message, count: total(causes), causes: named }]
}

function campaignReport(name: string, counted: Tally['campaign']): CampaignReport {
  const rejected = total(counted.rejected)
  return {
    name,
    offered: counted.added + counted.alreadyIn + rejected,
    added: counted.added,
    already_in: counted.alreadyIn,
    rejected,
    rejections:
      rejected === 0
        ? []
        : [
            {
              code: 'not_valid',
              message: campaignRejectionMessage,
              count: rejected,
              causes: { ...counted.rejected },
            },
          ],
  }
}

function namedCauses(causes: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(causes).filter(([cause]) => cause !== 'all'))
}

function total(counts: Iterable<number> | Record<string, number>): number {
  const values = Symbol.iterator in counts ? counts : Object.values(counts)
  let sum = 0
  for (const value of values as Iterable<number>) sum += value
  return sum
}
