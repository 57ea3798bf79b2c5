import clsx from 'clsx'
import { Download } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { countText } from '@/components/ui/count-text'
import { Pagination } from '@/components/ui/pagination'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Tabs } from '@/components/ui/tabs'
import type { CampaignRow } from '@/lib/imports/campaign-page'
import { campaignCause, campaignRejectionMessage, rowCause } from '@/lib/imports/reasons'
import type { Report } from '@/lib/imports/report'
import type { PagedRow } from '@/lib/imports/rows-page'
import { type EmailStatus, emailStatusLabels } from '@/lib/leads/email-status'
import { AddAnyway, type AddAnywayProps } from './add-anyway'
import { CellDiff } from './cell-diff'
import { OutcomeMark } from './outcome-mark'
import { campaignRejectedCsvHref, type ReportView, type RowsTab, rowsHref } from './report-tabs'

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
            <p className="border-y border-rule py-6">{nothing[view.tab]}</p>
          ) : listed.kind === 'campaign' ? (
            <CampaignTable slug={slug} listed={listed} />
          ) : (
            <RowTable slug={slug} tab={view.tab} rows={listed.rows} />
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

type Choice = { label: string; count: number; view?: string; status?: string; current: boolean }

/** Of the modified rows: which; of the campaign's: which, and its rejections as a file. */
function Filters(props: ReportRowsProps) {
  const { slug, number, report, view } = props
  const choices = choicesOf(report, view)
  const place = { slug, number }
  if (choices.length === 0) return null
  return (
    <div className="print-hidden flex flex-wrap items-center justify-between gap-3">
      <nav aria-label="Filter rows">
        <ul className="flex flex-wrap gap-2">
          {choices.map(({ label, count, current, ...asked }) => (
            <li key={label}>
              <Link
                href={rowsHref(place, { tab: view.tab, ...asked })}
                aria-current={current ? 'true' : undefined}
                className={clsx(
                  buttonClass('secondary', 'small'),
                  'no-underline',
                  current && 'border-ink bg-unchanged-tint font-semibold',
                )}
              >
                {label} <span className="font-normal">{countText(count)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {view.tab === 'campaign' && report.campaign && report.campaign.rejected > 0 ? (
        <a href={campaignRejectedCsvHref(place)} download className={clsx(buttonClass(), 'no-underline')}>
          <Download aria-hidden="true" />
          Download campaign rejections
        </a>
      ) : null}
    </div>
  )
}

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

function RowTable({ slug, tab, rows }: { slug: string; tab: RowsTab; rows: readonly PagedRow[] }) {
  const mixed = tab === 'all'
  return (
    <Table caption={`${tabLabels[tab]}: rows`}>
      <TableHead>
        <tr>
          <ColumnHead className="w-20">Row</ColumnHead>
          <ColumnHead className="w-3/10">Email</ColumnHead>
          {mixed ? <ColumnHead className="w-40">Outcome</ColumnHead> : null}
          <ColumnHead>{tab === 'modified' ? 'What changed' : 'What became of it'}</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.row} id={`row-${row.row}`} className="scroll-mt-4 target:bg-paper-2">
            <RowHead label="Row">{countText(row.row)}</RowHead>
            <Cell label="Email" className="wrap-anywhere">
              <Email slug={slug} row={row} />
            </Cell>
            {mixed ? (
              <Cell label="Outcome">
                {row.outcome === 'blank' ? 'Blank' : <OutcomeMark kind={markOf(row)} />}
              </Cell>
            ) : null}
            <Cell label={tab === 'modified' ? 'Changes' : 'Result'} className="wrap-anywhere">
              <Became row={row} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function markOf({ outcome, changed }: PagedRow) {
  if (outcome === 'blank') return 'not_processed'
  return outcome === 'modified' && !changed ? 'unchanged' : outcome
}

function Email({ slug, row }: { slug: string; row: PagedRow }) {
  if (row.email === null) {
    const gone = row.outcome === 'added' ? 'the lead was deleted since' : 'none'
    return <span className="text-ink-3">({gone})</span>
  }
  if (row.leadId === null) return row.email
  return (
    <Link href={`/${slug}/leads/${row.leadId}`} className="link">
      {row.email}
    </Link>
  )
}

/** What the row did: old and new values, or why it did nothing. */
function Became({ row }: { row: PagedRow }) {
  const { outcome, changes, code, message, otherRow } = row
  switch (outcome) {
    case 'added':
      return 'A new lead'
    case 'modified':
      return (
        <div className="flex flex-col gap-0.5">
          {(changes ?? []).length === 0 ? <span>Already up to date</span> : null}
          {changes && changes.length > 0 ? <CellDiff changes={changes} /> : null}
          {otherRow === null ? null : (
            <span className="text-ink-3">The same lead as row {countText(otherRow)} of this file</span>
          )}
        </div>
      )
    case 'rejected': {
      const cause = code && rowCause({ ...row, code })
      return (
        <span>
          {message}
          {cause ? <span className="text-ink-3"> – {cause}</span> : null}
        </span>
      )
    }
    case 'not_processed':
      return 'Not reached: the import stopped before it'
    case 'blank':
      return 'Every cell is empty: ignored'
  }
}

type CampaignTableProps = { slug: string; listed: Extract<ListedRows, { kind: 'campaign' }> }

function CampaignTable({ slug, listed: { rows, addAnyway } }: CampaignTableProps) {
  return (
    <Table caption="Campaign: rows">
      <TableHead>
        <tr>
          <ColumnHead className="w-20">Row</ColumnHead>
          <ColumnHead className="w-3/10">Email</ColumnHead>
          <ColumnHead>In the campaign</ColumnHead>
          <ColumnHead>
            <span className="sr-only">Add anyway</span>
          </ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.row}>
            <RowHead label="Row">{countText(row.row)}</RowHead>
            <Cell label="Email" className="wrap-anywhere">
              {row.inAccount ? (
                <Link href={`/${slug}/leads/${row.leadId}`} className="link">
                  {row.email}
                </Link>
              ) : (
                <>
                  {row.email} <span className="text-ink-3">(deleted since)</span>
                </>
              )}
            </Cell>
            <Cell label="Campaign" className="wrap-anywhere">
              <Offered row={row} />
            </Cell>
            <Cell align="right">
              {addAnyway && row.outcome === 'rejected' && row.inAccount && !row.inCampaign ? (
                <AddAnyway email={row.email} leadId={row.leadId} add={addAnyway} />
              ) : null}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Offered({ row }: { row: CampaignRow }) {
  const { outcome, status, finding, email, inCampaign } = row
  if (outcome === 'added') return inCampaign ? 'Added' : 'Added, taken out since'
  if (outcome === 'already_in') return 'Already in it'
  const cause = campaignCause({ status: status ?? 'not_verified', finding, email })
  return (
    <span>
      {campaignRejectionMessage}: {cause}
      {inCampaign ? <span className="text-ink-3"> (added since)</span> : null}
    </span>
  )
}
