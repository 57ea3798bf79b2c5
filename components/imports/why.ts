import { countOf, countText } from '@/components/ui/count-text'
import { dateText } from '@/components/ui/time'
import type { ExampleRow, ReportExamples } from '@/lib/imports/examples'
import type { RejectionCode } from '@/lib/imports/outcome'
import { campaignCause } from '@/lib/imports/reasons'
import type { CampaignReport, Report } from '@/lib/imports/report'
import type { AddressFinding } from '@/lib/leads/address-finding'
import type { EmailStatus } from '@/lib/leads/email-status'
import { rejectedHref } from './reason-links'
import { rowsHref } from './report-tabs'

/** Why a number is not the one somebody expected, in the rows of this import: a few, and where the others are. */
export type Why = { answer: string; points: WhyPoint[]; more: { count: number; href: string } | null }
export type WhyPoint = { text: string; href?: string }

type Place = { slug: string; number: number }
const pointsMax = 4

/** Added, not the rows in the file. Null: they are the same. */
export function addedWhy(report: Report, examples: ReportExamples, place: Place): Why | null {
  const { counts } = report
  const missing = counts.rows_in_file - counts.added
  if (missing === 0) return null
  const rows = [...examples.blank, ...examples.rejected, ...examples.existing, ...examples.repeated]
  const points = pointsOf(rows, place)
  const tab = counts.rejected > 0 ? 'rejected' : counts.modified > 0 ? 'modified' : 'all'
  const left = missing - points.length - counts.not_processed
  if (counts.not_processed > 0)
    points.push({
      text: `${countOf(counts.not_processed, 'row')} ${counts.not_processed === 1 ? 'was' : 'were'} not processed`,
      href: rowsHref(place, { tab: 'not_processed' }),
    })
  return {
    answer: `${countText(counts.added)}, not ${countText(counts.rows_in_file)}:`,
    points,
    more: left > 0 ? { count: left, href: rowsHref(place, { tab }) } : null,
  }
}

/** Modified: rows, not leads, and none of them adds to the account. `update`: the box was on. */
export function modifiedWhy(
  report: Report,
  examples: ReportExamples,
  { update, ...place }: Place & { update: boolean },
): Why | null {
  const { counts, leadsInImport } = report
  if (!update) {
    const there = report.rejections.find(({ code }) => code === 'already_in_account')
    if (!there) return null
    return {
      answer: '0, because “Update lead if it exists” was off:',
      points: [
        {
          text: `${countOf(there.count, 'row')} whose email already belongs to a lead ${there.count === 1 ? 'is' : 'are'} counted in Rejected`,
          href: rejectedHref(place.slug, place.number, { code: 'already_in_account' }),
        },
      ],
      more: null,
    }
  }
  if (counts.modified === 0) return null
  const existing = leadsInImport - counts.added
  const repeats = counts.added + counts.modified - leadsInImport
  const points = pointsOf(examples.repeated, place)
  const left = repeats - points.length
  return {
    answer:
      repeats === 0
        ? `${countOf(counts.modified, 'row')}, ${countOf(existing, 'lead')} that ${existing === 1 ? 'was' : 'were'} in the account before: they do not add to its total.`
        : `${countOf(counts.modified, 'row')}, but ${countOf(existing, 'lead')} of before, since some rows repeat an email of this file:`,
    points,
    more: left > 0 ? { count: left, href: rowsHref(place, { tab: 'modified' }) } : null,
  }
}

/** Rejected: by the account, never by the campaign. */
export function rejectedWhy(report: Report, examples: ReportExamples, place: Place): Why | null {
  const { counts, rejections, campaign } = report
  const outside = campaign?.rejected ? [notCountedHere(campaign, place)] : []
  if (counts.rejected === 0)
    return outside.length === 0 ? null : { answer: '0 by the account:', points: outside, more: null }
  const points = pointsOf(examples.rejected, place)
  const left = counts.rejected - points.length
  return {
    answer: `${countOf(counts.rejected, 'row')} for ${countOf(rejections.length, 'reason')}:`,
    points: [...points, ...outside],
    more: left > 0 ? { count: left, href: rowsHref(place, { tab: 'rejected' }) } : null,
  }
}

/** Rows read, not the rows in the file. */
export function readWhy(report: Report, examples: ReportExamples, place: Place): Why | null {
  const { counts } = report
  if (counts.blank === 0) return null
  const points = pointsOf(examples.blank, place)
  const left = counts.blank - points.length
  return {
    answer: `${countText(counts.read)}, not ${countText(counts.rows_in_file)}:`,
    points,
    more: left > 0 ? { count: left, href: rowsHref(place, { tab: 'blank' }) } : null,
  }
}

/** Added to the campaign, not the leads it was offered. */
export function joinedWhy(campaign: CampaignReport, examples: ReportExamples, place: Place): Why | null {
  const missing = campaign.offered - campaign.added
  if (missing === 0) return null
  const points: WhyPoint[] = examples.campaignRejected.map(({ row, email, status, finding }) => ({
    text: `row ${countText(row)} (${email}) is ${campaignCause({
      status: status as EmailStatus,
      finding: finding as AddressFinding | null,
      email,
    })}`,
    href: rowsHref(place, { tab: 'campaign', view: 'rejected' }),
  }))
  const left = campaign.rejected - points.length
  if (campaign.already_in > 0)
    points.push({
      text: `${countOf(campaign.already_in, 'lead')} ${campaign.already_in === 1 ? 'was' : 'were'} in the campaign already`,
      href: rowsHref(place, { tab: 'campaign', view: 'already_in' }),
    })
  return {
    answer: `${countText(campaign.added)}, not ${countText(campaign.offered)}:`,
    points,
    more: left > 0 ? { count: left, href: rowsHref(place, { tab: 'campaign', view: 'rejected' }) } : null,
  }
}

function notCountedHere({ name, rejected }: CampaignReport, place: Place): WhyPoint {
  const are = rejected === 1 ? 'is' : 'are'
  return {
    text: `${countOf(rejected, 'lead')} that only the campaign ${name} rejected ${are} in your account and not counted here`,
    href: rowsHref(place, { tab: 'campaign', view: 'rejected' }),
  }
}

/** Rows that point somewhere first, then one of each other kind, shown in file order. */
function pointsOf(examples: readonly ExampleRow[], place: Place): WhyPoint[] {
  const kinds = new Map<string, number>()
  const firsts = examples.filter((example) => {
    const kind = kindOf(example)
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    return kinds.get(kind) === 1
  })
  const others = examples.filter((example) => !firsts.includes(example))
  const points = (example: ExampleRow) => example.kind === 'repeated' || example.kind === 'existing'
  return [...firsts.filter(points), ...firsts.filter((example) => !points(example)), ...others]
    .slice(0, pointsMax)
    .toSorted((a, b) => a.row - b.row)
    .map((example) => pointOf(example, place))
}

function kindOf(example: ExampleRow): string {
  return example.kind === 'rejected' ? example.code : example.kind
}

function pointOf(example: ExampleRow, { slug }: Place): WhyPoint {
  const row = `row ${countText(example.row)}`
  switch (example.kind) {
    case 'blank':
      return { text: `${row} is blank` }
    case 'repeated':
      return { text: `${row} repeats row ${countText(example.otherRow)}` }
    case 'existing': {
      if (!example.lead) return { text: `${row} was a lead when this was imported` }
      const { at, import: by } = example.lead
      if (!by) return { text: `${row} was added by hand on ${dateText(at)}` }
      return {
        text: `${row} was added by ${by.startedBy}’s import #${by.number} on ${dateText(at)}`,
        href: `/${slug}/imports/${by.number}`,
      }
    }
    case 'rejected':
      return { text: `${row} ${rejectedText(example.code, example.detail)}` }
  }
}

function rejectedText(code: Exclude<RejectionCode, 'already_in_account'>, detail: string | null): string {
  switch (code) {
    case 'row_unreadable':
      return 'could not be read'
    case 'email_missing':
      return 'has no email'
    case 'email_invalid':
      return 'has an email that is not valid'
    case 'email_permanently_deleted':
      return 'has an email that was permanently deleted'
    case 'max_leads_reached':
      return `found no free place: the plan holds ${countText(Number(detail))}`
  }
}
