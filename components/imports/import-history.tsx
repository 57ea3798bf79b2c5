import clsx from 'clsx'
import { CornerDownRight } from 'lucide-react'
import Link from 'next/link'
import { countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Counts } from '@/lib/imports/report'
import { OutcomeBar } from './outcome-mark'
import type { ImportStatus } from './progress-reading'

/** One import of the history. */
export type HistoryLine = {
  number: number
  status: ImportStatus
  fileName: string
  startedByName: string
  createdAt: Date
  update: boolean
  campaignName: string | null
  counts: Counts
}

type ImportHistoryProps = {
  slug: string
  /** Each with the imports that took its rows up again. */
  imports: readonly (HistoryLine & { reruns: readonly HistoryLine[] })[]
}

/** The account's imports, newest first, re-runs under their import; each leads to its report. */
export function ImportHistory({ slug, imports }: ImportHistoryProps) {
  return (
    <Table caption="Imports">
      <TableHead>
        <tr>
          <ColumnHead>#</ColumnHead>
          <ColumnHead>File</ColumnHead>
          <ColumnHead>By</ColumnHead>
          <ColumnHead>When</ColumnHead>
          <ColumnHead>
            Update<span className="sr-only"> lead if it exists</span>
          </ColumnHead>
          <ColumnHead>Added / Modified / Rejected</ColumnHead>
          <ColumnHead>Campaign</ColumnHead>
          <ColumnHead>Status</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {imports.flatMap((line) => [
          <HistoryRow key={line.number} slug={slug} line={line} />,
          ...line.reruns.map((rerun) => (
            <HistoryRow key={rerun.number} slug={slug} line={rerun} of={line.number} />
          )),
        ])}
      </TableBody>
    </Table>
  )
}

export const importStatusWords: Record<ImportStatus, string> = {
  queued: 'Waiting',
  running: 'Running',
  completed: 'Completed',
  cancelled: 'Cancelled',
  failed: 'Failed',
}

type HistoryRowProps = { slug: string; line: HistoryLine; of?: number }

/** `of`: the import it is a re-run of. */
function HistoryRow({ slug, line, of }: HistoryRowProps) {
  return (
    <TableRow className={of === undefined ? undefined : 'max-sm:ml-4'}>
      <Cell label="#">{line.number}</Cell>
      <RowHead label="File" className={clsx('max-w-80', of !== undefined && 'sm:pl-6 font-normal')}>
        <span className="min-w-0">
          {of === undefined ? null : (
            <span className="text-ink-3">
              <CornerDownRight aria-hidden="true" className="mr-1 inline size-4" />
              re-run of #{of}:{' '}
            </span>
          )}
          <Link href={`/${slug}/imports/${line.number}`} className="link break-words">
            {line.fileName}
            <span className="sr-only">, import {line.number}</span>
          </Link>
        </span>
      </RowHead>
      <Cell label="By">{line.startedByName}</Cell>
      <Cell label="When">
        <Time at={line.createdAt} />
      </Cell>
      <Cell label="Update">{line.update ? 'On' : 'Off'}</Cell>
      <Cell label="Outcome">
        <span className="flex flex-wrap items-center gap-x-2">
          <OutcomeBar counts={line.counts} />
          <span className="whitespace-nowrap">{figuresText(line.counts)}</span>
        </span>
      </Cell>
      <Cell label="Campaign">{line.campaignName ?? <span className="text-ink-3">none</span>}</Cell>
      <Cell label="Status">{importStatusWords[line.status]}</Cell>
    </TableRow>
  )
}

/** "87 / 0 / 17", and "○ 1,105" when rows were not processed. */
function figuresText(counts: Counts): string {
  const figures = [counts.added, counts.modified, counts.rejected].map(countText).join(' / ')
  return counts.not_processed > 0 ? `${figures} · ○ ${countText(counts.not_processed)}` : figures
}
