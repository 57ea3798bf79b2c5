import { codesOfFix, fixKinds, fixLabel } from '../imports/fix'
import type { RejectionCode } from '../imports/outcome'
import { campaignRejectionFix, causeSplit, rejectionFix, rowCause } from '../imports/reasons'
import type { CampaignReport, Counts, Report } from '../imports/report'
import { type EmailStatus, emailStatusLabels } from '../leads/email-status'
import { accountSentences } from './account-sentences'
import { fileNameLine, oneLine } from './one-line'
import { footerOf, headingOf, noticesOf, preheaderOf, subjectOf } from './report-lines'

const number = new Intl.NumberFormat('en-US')
export const rejectedRowsMax = 10

/** What the mail about an ended import is made of: the ledger's report and the facts around it. */
export type ReportMailInput = {
  import: {
    number: number
    status: 'completed' | 'cancelled' | 'failed'
    failure: string | null
    file: { name: string }
    options: { update: boolean }
    startedBy: { name: string }
    report: Report
  }
  /** The first rejected rows in file order; more than `rejectedRowsMax` are not shown. */
  firstRejected: readonly RejectedRow[]
  /** The first row that was not processed, as a spreadsheet numbers it. */
  stoppedAtRow: number | null
  account: { slug: string; name: string }
  /** Where the application is found, without a slash at the end. */
  baseUrl: string
  /** The hash that stands for file, options and outcomes: lib/imports/receipt.ts. */
  receipt: string | null
  /** Why this person gets it. */
  reader: 'runner' | 'admin' | 'member'
}

export type RejectedRow = {
  row: number
  email: string | null
  code: RejectionCode | null
  message: string | null
  cause: string | null
  detail: string | null
  otherRow: number | null
}

export type Figure = {
  outcome: 'added' | 'modified' | 'rejected' | 'not_processed'
  sign: '+' | '~' | '×' | '○'
  label: string
  count: string
  unit: string
  note: string | null
}

/** Everything the mail says, as plain text ready to be set; HTML and text part show the same. */
export type ReportMail = {
  subject: string
  preheader: string
  heading: string
  about: string
  fileName: string
  accountName: string
  notices: string[]
  figures: Figure[]
  sum: { label: string; count: string; note: string | null }
  reasons: MailReason[]
  rejectedRows: { row: string; email: string; message: string; cause: string | null }[]
  rejectedMore: string | null
  campaign: MailCampaign | null
  accountSentences: string[]
  url: string
  receipt: string | null
  footer: string
}

/** `action`: the button of the report that resolves it, by a link that opens its question. */
export type MailReason = {
  title: string
  split: string | null
  fix: string
  url: string
  action: { label: string; url: string } | null
  /** The help page's paragraph on it. */
  helpUrl: string
}

export type MailCampaign = {
  name: string
  lines: { label: string; count: string; note: string | null }[]
  caution: string
  /** What resolves its rejections, and where; null when there are none. */
  rejections: { fix: string; url: string; helpUrl: string } | null
}

/** The mail about an ended import. Values from the file are cut and laid on one line; they stay text everywhere. */
export function reportMail(input: ReportMailInput): ReportMail {
  const { import: ended, account, baseUrl } = input
  const { report } = ended
  const { counts } = report
  const fileName = fileNameLine(ended.file.name, 60)
  const accountName = oneLine(account.name, 60)
  const url = `${baseUrl}/${encodeURIComponent(account.slug)}/imports/${ended.number}`
  const rows = input.firstRejected.slice(0, rejectedRowsMax)
  return {
    subject: subjectOf(input, fileName),
    preheader: preheaderOf(report),
    heading: headingOf(input),
    about: `${fileName} · ${accountName} · import #${ended.number}`,
    fileName,
    accountName,
    notices: noticesOf(input),
    figures: figuresOf(counts, ended.options.update),
    sum: {
      label: 'Rows read',
      count: number.format(counts.read),
      note:
        counts.blank === 0
          ? null
          : `${number.format(counts.rows_in_file)} in file, ${blankText(counts.blank)}`,
    },
    reasons: report.rejections.map(({ code, message, count, causes }) => ({
      title: `${number.format(count)} × ${message}`,
      split: causeSplit(code, causes),
      fix: rejectionFix[code],
      url: `${url}?reason=${code}#rejected`,
      action: actionOf(code, count, url),
      helpUrl: helpUrlOf(baseUrl, code),
    })),
    rejectedRows: rows.map(rejectedRowOf),
    rejectedMore:
      counts.rejected > rows.length ? `and ${number.format(counts.rejected - rows.length)} more` : null,
    campaign: report.campaign && campaignOf(report.campaign, { url, baseUrl }),
    accountSentences: accountSentences(report),
    url,
    receipt: input.receipt,
    footer: footerOf(input, accountName),
  }
}

function actionOf(code: RejectionCode, count: number, url: string): MailReason['action'] {
  const label = fixLabel(code, count)
  const fix = fixKinds.find((kind) => codesOfFix[kind].includes(code))
  if (label === null || fix === undefined) return null
  if (fix === 'edit') return { label, url: `${url}/correct?reason=${code}` }
  return { label, url: `${url}?reason=${code}&fix=${fix}#reason-${code}` }
}

function figuresOf(counts: Counts, update: boolean): Figure[] {
  const { added, modified, rejected, not_processed } = counts
  const note = update
    ? modified === 0
      ? null
      : `${number.format(counts.modified_changed)} changed, ${number.format(counts.modified_unchanged)} already up to date`
    : '"Update lead if it exists" was off'
  const figures: Figure[] = [
    figure('added', added, added === 1 ? 'new lead' : 'new leads', null),
    figure('modified', modified, modified === 1 ? 'lead' : 'leads', note),
    figure('rejected', rejected, rejected === 1 ? 'lead' : 'leads', null),
  ]
  if (not_processed > 0)
    figures.push(figure('not_processed', not_processed, not_processed === 1 ? 'row' : 'rows', null))
  return figures
}

const marks = {
  added: { sign: '+', label: 'Added' },
  modified: { sign: '~', label: 'Modified' },
  rejected: { sign: '×', label: 'Rejected' },
  not_processed: { sign: '○', label: 'Not processed' },
} as const

function figure(outcome: Figure['outcome'], count: number, unit: string, note: string | null): Figure {
  return { outcome, ...marks[outcome], count: number.format(count), unit, note }
}

function rejectedRowOf({ row, email, code, message, cause, detail, otherRow }: RejectedRow) {
  const text = code && rowCause({ code, cause, detail, otherRow })
  return {
    row: number.format(row),
    email: email ? oneLine(email, 80) : '(no email)',
    message: message ?? '',
    cause: text ? oneLine(text, 160) : null,
  }
}

function helpUrlOf(baseUrl: string, anchor: string): string {
  return `${baseUrl}/help/import-report#${anchor}`
}

function campaignOf(
  campaign: CampaignReport,
  { url, baseUrl }: { url: string; baseUrl: string },
): MailCampaign {
  const rejections = campaign.rejections.map(({ message, causes }) => {
    const split = Object.entries(causes).map(
      ([status, count]) => `${number.format(count)} ${emailStatusLabels[status as EmailStatus]}`,
    )
    return split.length === 0 ? message : `${message}: ${split.join(', ')}`
  })
  const line = (label: string, count: number, note: string | null = null) => ({
    label,
    count: number.format(count),
    note,
  })
  return {
    name: oneLine(campaign.name, 80),
    lines: [
      line('Leads offered', campaign.offered),
      line('Added to the campaign', campaign.added),
      line('Already in the campaign', campaign.already_in),
      line('Rejected by the campaign', campaign.rejected, rejections.join(', ') || null),
    ],
    caution: 'Leads rejected by a campaign are in your account and are not counted in Rejected.',
    rejections:
      campaign.rejected === 0
        ? null
        : {
            fix: campaignRejectionFix,
            url: `${url}?tab=campaign&view=rejected#rows`,
            helpUrl: helpUrlOf(baseUrl, 'not_valid'),
          },
  }
}

function blankText(blank: number): string {
  return blank === 1 ? '1 blank row ignored' : `${number.format(blank)} blank rows ignored`
}
