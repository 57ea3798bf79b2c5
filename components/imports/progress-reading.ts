import { z } from 'zod'
import { countText } from '@/components/ui/count-text'
import { percentOf } from './numbers'

const total = z.number().int().nonnegative()

export const importStatuses = ['queued', 'running', 'completed', 'cancelled', 'failed'] as const
export type ImportStatus = (typeof importStatuses)[number]

/** What `GET /api/[account]/imports/[number]/progress` answers. Rows are data rows, blank ones included. */
export const progressSchema = z.object({
  status: z.enum(importStatuses),
  rowsDone: total,
  rowsTotal: total,
  counts: z.object({
    rows_in_file: total,
    blank: total,
    read: total,
    added: total,
    modified: total,
    modified_changed: total,
    modified_unchanged: total,
    rejected: total,
    not_processed: total,
  }),
  cancelRequested: z.boolean(),
  /** Its worker stopped answering; another takes it up. */
  stalled: z.boolean(),
  /** What keeps it from going on just now, in a sentence. */
  trouble: z.string().nullable(),
})
export type Progress = z.infer<typeof progressSchema>

/** What an import (lib/imports/queries.ts) looks like from here. Rows done are those counted, so both always agree. */
export function progressOf(view: {
  status: ImportStatus
  rowsTotal: number
  cancelRequested: boolean
  stalled: boolean
  trouble: string | null
  report: { counts: Progress['counts'] }
}): Progress {
  const { status, rowsTotal, cancelRequested, stalled, trouble } = view
  const { counts } = view.report
  return { status, rowsDone: counts.rows_in_file, rowsTotal, counts, cancelRequested, stalled, trouble }
}

export function isUnderWay(status: ImportStatus): boolean {
  return status === 'queued' || status === 'running'
}

/** "1,240 of 2,345 rows" */
export function rowsText({ rowsDone, rowsTotal }: Pick<Progress, 'rowsDone' | 'rowsTotal'>): string {
  return `${countText(rowsDone)} of ${countText(rowsTotal)} ${rowsTotal === 1 ? 'row' : 'rows'}`
}

/** What stands under the bar: where it is, and what it waits for. */
export function stateText(progress: Progress): string {
  if (progress.cancelRequested) return 'Cancelling after the rows in hand…'
  if (progress.trouble !== null) return progress.trouble
  if (progress.stalled) return `Paused at row ${countText(lastRow(progress))}. Trying again…`
  if (progress.status === 'queued') return 'Waiting for its turn…'
  return rowsText(progress)
}

/** Spreadsheet number of the last row done: the header is row 1. */
function lastRow(progress: Progress): number {
  return progress.rowsDone + 1
}

/** "(53%) Importing – spring.csv". 100% is said of an import that has ended, not before. */
export function documentTitle({ status, rowsDone, rowsTotal }: Progress, fileName: string): string {
  const percent = percentOf(rowsDone, rowsTotal)
  return `(${isUnderWay(status) ? Math.min(99, percent) : percent}%) Importing – ${fileName}`
}

const milestones = [25, 50, 75, 100]

/**
 * What is said aloud when the reading went from `before` to `now`; null when there is nothing to say. Only
 * quarters and the end are said, and of several passed at once only the last.
 */
export function announcement(before: Progress, now: Progress): string | null {
  if (!isUnderWay(now.status)) return isUnderWay(before.status) ? endText(now) : null
  const from = percentOf(before.rowsDone, before.rowsTotal)
  const to = percentOf(now.rowsDone, now.rowsTotal)
  const passed = milestones.findLast((milestone) => from < milestone && milestone <= to)
  return passed === undefined ? null : `${passed} percent: ${rowsText(now)}.`
}

const ended = {
  queued: 'Import waiting.',
  running: 'Import running.',
  completed: 'Import finished.',
  cancelled: 'Import cancelled.',
  failed: 'Import stopped.',
} satisfies Record<ImportStatus, string>

/** "Import finished. 87 added, 0 modified, 17 rejected." */
export function endText({ status, counts }: Pick<Progress, 'status' | 'counts'>): string {
  const figures = [
    `${countText(counts.added)} added`,
    `${countText(counts.modified)} modified`,
    `${countText(counts.rejected)} rejected`,
    ...(counts.not_processed > 0 ? [`${countText(counts.not_processed)} not processed`] : []),
  ]
  return `${ended[status]} ${figures.join(', ')}.`
}

/** Milliseconds until the next poll: 1 s, doubling with each error in a row up to 5 s. */
export function pollDelayMs(errorsInRow: number): number {
  return Math.min(1000 * 2 ** errorsInRow, 5000)
}
