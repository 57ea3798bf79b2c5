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

/** The account's imports, newest first; each leads to its report. */
export function ImportHistory({ slug, imports }: { slug: string; imports: readonly HistoryLine[] }) {
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
        {imports.map((line) => (
          <HistoryRow key={line.number} slug={slug} line={line} />
        ))}
      </TableBody>
    </Table>
  )
}

const statusWords: Record<ImportStatus, string> = {
  queued: 'Waiting',
  running: 'Running',
  completed: 'Completed',
  cancelled: 'Cancelled',
  failed: 'Failed',
}

function HistoryRow({ slug, line }: { slug: string; line: HistoryLine }) {
  return (
    <TableRow>
      <Cell label="#">{line.number}</Cell>
      <RowHead label="File" className="max-w-80">
        <Link href={`/${slug}/imports/${line.number}`} className="link break-words">
          {line.fileName}
          <span className="sr-only">, import {line.number}</span>
        </Link>
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
      <Cell label="Status">{statusWords[line.status]}</Cell>
    </TableRow>
  )
}

/** "87 / 0 / 17", and "○ 1,105" when rows were not processed. */
function figuresText(counts: Counts): string {
  const figures = [counts.added, counts.modified, counts.rejected].map(countText).join(' / ')
  return counts.not_processed > 0 ? `${figures} · ○ ${countText(counts.not_processed)}` : figures
}
