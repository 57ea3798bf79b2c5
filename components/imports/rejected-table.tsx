import clsx from 'clsx'
import { Download } from 'lucide-react'
import Link from 'next/link'
import { type Found, foundText } from '@/components/found-text'
import { buttonClass } from '@/components/ui/button-class'
import { countText } from '@/components/ui/count-text'
import { Pagination } from '@/components/ui/pagination'
import { SearchInput } from '@/components/ui/search-input'
import { Announce } from '@/components/ui/status-region'
import { Cell, ColumnHead, Table, TableBody, TableHead } from '@/components/ui/table'
import type { RejectionCode } from '@/lib/imports/outcome'
import { rowCause } from '@/lib/imports/reasons'
import type { ReasonCount } from '@/lib/imports/report'
import { FileRow, FileRowHeads, RowEmail } from './file-row'
import { type RejectedView, rejectedCsvHref, rejectedHref } from './reason-links'
import { RowFilters } from './row-filters'

/** A rejected row of the file, as the ledger has it. */
export type RejectedRow = {
  row: number
  email: string | null
  code: RejectionCode | null
  message: string | null
  cause: string | null
  detail: string | null
  otherRow: number | null
}

type RejectedTableProps = {
  slug: string
  importNumber: number
  reasons: readonly ReasonCount[]
  rejected: number
  view: RejectedView & { page: number }
  /** The page of rows that the view asks for, and how many match. */
  rows: readonly RejectedRow[]
  total: number
  /** What a search looked at, when that was not everything. */
  partial: Found['partial']
  size: number
}

/** The rejected rows with their reasons and causes: filtered, searched and paged, all of it in the URL. */
export function RejectedTable(props: RejectedTableProps) {
  const { slug, importNumber, view, rows, total, size } = props
  return (
    <section id="rejected" aria-labelledby="rejected-title" className="flex flex-col gap-3">
      <h2 id="rejected-title" className="text-lg font-semibold">
        Rejected rows <span className="font-normal text-ink-3">{countText(props.rejected)}</span>
      </h2>
      <ReasonFilter {...props} />
      <Toolbar {...props} />
      <FoundRows {...props} />
      {rows.length === 0 ? null : <RowTable slug={slug} rows={rows} />}
      <Pagination
        page={view.page}
        size={size}
        total={total}
        label="rejected rows"
        href={(page) => rejectedHref(slug, importNumber, { ...view, page })}
      />
    </section>
  )
}

/** How many rows match, and the ways on when none does or a search has not looked at all of them. */
function FoundRows({ slug, importNumber, view, rows, total, partial }: RejectedTableProps) {
  const { code, search, after } = view
  if (code === undefined && search === undefined && rows.length > 0) return null
  const text = foundText({ total, partial }, { one: 'row', order: 'first', goesOn: after !== undefined })
  const next = partial?.next ?? null
  return (
    <>
      <Announce text={text} />
      {partial || rows.length === 0 ? (
        <p className={rows.length === 0 ? 'ruled py-6' : undefined}>
          {text}{' '}
          {next === null ? null : (
            <>
              <Link
                href={rejectedHref(slug, importNumber, { code, search, after: Number(next) })}
                className="link"
              >
                Search the rows after {countText(Number(next))}
              </Link>{' '}
            </>
          )}
          <Link href={rejectedHref(slug, importNumber, {})} className="link">
            Clear filters
          </Link>
        </p>
      ) : null}
    </>
  )
}

function Toolbar({ slug, importNumber, view }: RejectedTableProps) {
  return (
    <div className="print-hidden flex flex-wrap items-center justify-between gap-3">
      <SearchInput
        action={`/${slug}/imports/${importNumber}`}
        label="Search rejected emails"
        defaultValue={view.search}
        keep={{ reason: view.code }}
      />
      <a
        href={rejectedCsvHref(slug, importNumber, view.code)}
        download
        className={clsx(buttonClass(), 'no-underline')}
      >
        <Download aria-hidden="true" />
        {view.code ? 'Download these rejected rows' : 'Download rejected rows'}
      </a>
    </div>
  )
}

function ReasonFilter({ slug, importNumber, reasons, rejected, view }: RejectedTableProps) {
  const parts = [
    { code: undefined, label: 'All', count: rejected },
    ...reasons.map(({ code, message, count }) => ({ code, label: message, count })),
  ]
  const choices = parts.map(({ code, ...part }) => ({
    ...part,
    href: rejectedHref(slug, importNumber, { code, search: view.search }),
    current: code === view.code,
  }))
  return <RowFilters label="Filter by reason" choices={choices} />
}

function RowTable({ slug, rows }: { slug: string; rows: readonly RejectedRow[] }) {
  return (
    <Table caption="Rejected rows">
      <TableHead>
        <tr>
          <FileRowHeads />
          <ColumnHead className="w-3/10">Reason</ColumnHead>
          <ColumnHead>Cause</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <FileRow
            key={row.row}
            row={row.row}
            id={`row-${row.row}`}
            email={<RowEmail email={row.email} gone={row.email === null ? 'empty' : undefined} />}
          >
            <Cell label="Reason">{row.message}</Cell>
            <Cell label="Cause">
              <Cause slug={slug} row={row} />
            </Cell>
          </FileRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** The cause of one row, with the way to the lead it names. */
function Cause({ slug, row }: { slug: string; row: RejectedRow }) {
  const text = row.code && rowCause({ ...row, code: row.code })
  if (!text) return null
  const lead = row.code === 'already_in_account' && row.email
  return (
    <span>
      {text}
      {lead ? (
        <>
          {' · '}
          <Link href={`/${slug}/leads?q=${encodeURIComponent(lead)}`} className="link whitespace-nowrap">
            See the lead<span className="sr-only"> {lead}</span>
          </Link>
        </>
      ) : null}
    </span>
  )
}
