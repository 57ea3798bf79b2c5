import type { CampaignRowsWanted } from '@/lib/imports/spine'
import { emailStatuses } from '@/lib/leads/email-status'
import { one, pageOf, type Query, rejectedViewOf } from './view-params'

/** The lists of a report's rows, each at `?tab=`. */
export const rowsTabs = [
  'rejected',
  'added',
  'modified',
  'all',
  'not_processed',
  'blank',
  'campaign',
] as const
export type RowsTab = (typeof rowsTabs)[number]

/** What of the report the address asks for. */
export type ReportView = {
  tab: RowsTab
  page: number
  /** Of the modified rows: those that changed something, or those that were up to date. */
  modified: 'changed' | 'unchanged' | null
  campaign: CampaignRowsWanted
  rejected: ReturnType<typeof rejectedViewOf>
  numbers: 'account' | 'campaign'
  drawn: 'chart' | 'table'
}

const campaignOutcomes = ['rejected', 'already_in', 'added'] as const
const modifiedViews = ['changed', 'unchanged'] as const

/** What the address does not know, or what this import has none of, is as if it were left out. `first`: the tab then. */
export function reportViewOf(query: Query, first: RowsTab, withCampaign: boolean): ReportView {
  const asked = rowsTabs.find((tab) => tab === one(query.tab))
  const tab = asked === 'campaign' && !withCampaign ? undefined : asked
  const rejected = rejectedViewOf(query)
  const filtersRejected = rejected.code !== undefined || rejected.search !== undefined
  const view = one(query.view)
  const status = emailStatuses.find((one_) => one_ === one(query.status))
  const outcome = campaignOutcomes.find((one_) => one_ === view)
  return {
    tab: tab ?? (filtersRejected ? 'rejected' : first),
    page: pageOf(query),
    modified: modifiedViews.find((one_) => one_ === view) ?? null,
    campaign: { outcome: status ? 'rejected' : outcome, status },
    rejected,
    numbers: withCampaign && one(query.numbers) === 'campaign' ? 'campaign' : 'account',
    drawn: one(query.drawn) === 'table' ? 'table' : 'chart',
  }
}

type Place = { slug: string; number: number }
type RowsAsked = {
  tab: RowsTab
  view?: string | null | undefined
  status?: string | undefined
  page?: number
}

/** The report with these rows listed. */
export function rowsHref({ slug, number }: Place, { tab, view, status, page = 1 }: RowsAsked): string {
  const query = new URLSearchParams({ tab })
  if (view) query.set('view', view)
  if (status) query.set('status', status)
  if (page > 1) query.set('page', String(page))
  return `/${slug}/imports/${number}?${query}#rows`
}

/** The report with its numbers drawn so. */
export function numbersHref(
  { slug, number }: Place,
  { numbers, drawn }: Pick<ReportView, 'numbers' | 'drawn'>,
): string {
  const query = new URLSearchParams()
  if (numbers === 'campaign') query.set('numbers', numbers)
  if (drawn === 'table') query.set('drawn', drawn)
  const text = query.toString()
  return `/${slug}/imports/${number}${text ? `?${text}` : ''}#numbers`
}

/** The file of the leads that the campaign rejected. */
export function campaignRejectedCsvHref({ slug, number }: Place): string {
  return `/api/${slug}/imports/${number}/campaign-rejected.csv`
}
