import clsx from 'clsx'
import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Pagination } from '@/components/ui/pagination'
import { Tabs } from '@/components/ui/tabs'
import type { CampaignRow } from '@/lib/imports/campaign-page'
import type { Report } from '@/lib/imports/report'
import type { PagedRow } from '@/lib/imports/rows-page'
import { type EmailStatus, emailStatusLabels } from '@/lib/leads/email-status'
import type { AddAnywayProps } from './add-anyway'
import { CampaignRows } from './campaign-rows'
import { OutcomeRows } from './outcome-rows'
import { campaignRejectedCsvHref, type ReportView, type RowsTab, rowsHref } from './report-tabs'
import { RowFilters } from './row-filters'

/** The rows that the address asks for, when they are not the rejected ones. */
export type ListedRows =
  | { kind: 'rows'; rows: readonly PagedRow[]; total: number }
  | { kind: 'campaign'; rows: readonly CampaignRow[]; total: number; addAnyway: AddAnywayProps['add'] | null }

type ReportRowsProps = {
  slug: string
  number: number
  report: Report
  view: ReportView
  size: number
  listed: ListedRows | null
  /** The rejected rows, which have a list of their own. */
  rejected: ReactNode
}

/** Every row of the import by what became of it, paged. */
export function ReportRows(props: ReportRowsProps) {
  const { slug, number, report, view, size, listed, rejected } = props
  const place = { slug, number }
  const label = tabLabels[view.tab]
  return (
    <div id="rows" className="scroll-mt-4">
      <Tabs label="Rows of the report" tabs={tabsOf(report, view, place)} />
      {listed === null ? (
        rejected
      ) : (
        <section aria-label={`${label}: rows`} className="flex flex-col gap-3">
          <Filters {...props} />
          {listed.total === 0 ? (
            <p className="ruled py-6">{nothing[view.tab]}</p>
          ) : listed.kind === 'campaign' ? (
            <CampaignRows slug={slug} rows={listed.rows} addAnyway={listed.addAnyway} />
          ) : (
            <OutcomeRows slug={slug} caption={`${label}: rows`} kind={kindOf(view.tab)} rows={listed.rows} />
          )}
          <Pagination
            page={view.page}
            size={size}
            total={listed.total}
            label="rows of the report"
            href={(page) => rowsHref(place, { ...filterOf(view), page })}
          />
        </section>
      )}
    </div>
  )
}

function kindOf(tab: RowsTab) {
  if (tab === 'all') return 'mixed'
  return tab === 'modified' ? 'modified' : 'other'
}

const tabLabels: Record<RowsTab, string> = {
  rejected: 'Rejected',
  added: 'Added',
  modified: 'Modified',
  all: 'All rows',
  not_processed: 'Not processed',
  blank: 'Blank',
  campaign: 'Campaign',
}

const nothing: Record<RowsTab, string> = {
  rejected: 'No row was rejected.',
  added: 'No lead was added.',
  modified: 'No lead was modified.',
  all: 'No row was read.',
  not_processed: 'Every row was processed.',
  blank: 'No row is blank.',
  campaign: 'No lead is among them.',
}

function tabsOf(report: Report, view: ReportView, place: { slug: string; number: number }) {
  const { counts, campaign } = report
  const amounts: [RowsTab, number][] = [
    ['rejected', counts.rejected],
    ['added', counts.added],
    ['modified', counts.modified],
    ['all', counts.read],
    ...(counts.not_processed > 0 ? [['not_processed', counts.not_processed] as [RowsTab, number]] : []),
    ...(counts.blank > 0 ? [['blank', counts.blank] as [RowsTab, number]] : []),
    ...(campaign ? [['campaign', campaign.offered] as [RowsTab, number]] : []),
  ]
  return amounts.map(([tab, count]) => ({
    href: rowsHref(place, { tab }),
    label: tabLabels[tab],
    count,
    current: view.tab === tab,
  }))
}

function filterOf({ tab, modified, campaign }: ReportView) {
  if (tab === 'modified') return { tab, view: modified }
  if (tab === 'campaign') return { tab, view: campaign.outcome, status: campaign.status }
  return { tab }
}

/** Of the modified rows: which; of the campaign's: which, and its rejections as a file. */
function Filters({ slug, number, report, view }: ReportRowsProps) {
  const place = { slug, number }
  const choices = choicesOf(report, view).map(({ view: part, status, ...choice }) => ({
    ...choice,
    href: rowsHref(place, { tab: view.tab, view: part, status }),
  }))
  if (choices.length === 0) return null
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <RowFilters label="Filter rows" choices={choices} />
      {view.tab === 'campaign' && report.campaign && report.campaign.rejected > 0 ? (
        <a
          href={campaignRejectedCsvHref(place)}
          download
          className={clsx(buttonClass(), 'print-hidden no-underline')}
        >
          <Download aria-hidden="true" />
          Download campaign rejections
        </a>
      ) : null}
    </div>
  )
}

type Choice = { label: string; count: number; view?: string; status?: string; current: boolean }

function choicesOf(report: Report, { tab, modified, campaign: asked }: ReportView): Choice[] {
  const { counts, campaign } = report
  if (tab === 'modified') {
    return [
      { label: 'All', count: counts.modified, current: modified === null },
      { label: 'Changed', count: counts.modified_changed, view: 'changed', current: modified === 'changed' },
      {
        label: 'Already up to date',
        count: counts.modified_unchanged,
        view: 'unchanged',
        current: modified === 'unchanged',
      },
    ]
  }
  if (tab !== 'campaign' || !campaign) return []
  const { outcome, status } = asked
  const causes = Object.entries(campaign.rejections[0]?.causes ?? {})
  const is = (view: typeof outcome) => outcome === view && status === undefined
  return [
    { label: 'All', count: campaign.offered, current: is(undefined) },
    { label: 'Rejected by it', count: campaign.rejected, view: 'rejected', current: is('rejected') },
    ...(causes.length > 1 ? causes : []).map(([cause, count]) => ({
      label: emailStatusLabels[cause as EmailStatus],
      count,
      view: 'rejected',
      status: cause,
      current: status === cause,
    })),
    { label: 'Already in it', count: campaign.already_in, view: 'already_in', current: is('already_in') },
    { label: 'Added', count: campaign.added, view: 'added', current: is('added') },
  ]
}
