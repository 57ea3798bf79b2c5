import { countOf, countText } from '@/components/ui/count-text'
import type { Counts } from '@/lib/imports/report'
import type { ImportStatus } from './progress-reading'

/** The result in a line, above the figures. */
export function resultText(counts: Counts): string {
  if (counts.rows_in_file === 0) return 'The file has no rows below the header. Nothing was imported.'
  if (counts.read === 0) return 'All rows of the file are blank. Nothing was imported.'
  if (counts.rejected === counts.read) return `${allRows(counts.read)} rejected.`
  if (counts.rejected + counts.not_processed === 0)
    return `${counts.read === 1 ? 'The 1 row is' : `All ${countText(counts.read)} rows are`} in. Nothing was rejected.`
  return [
    `Added ${countOf(counts.added, 'new lead')}`,
    `Modified ${countOf(counts.modified, 'lead')}`,
    `Rejected ${countOf(counts.rejected, 'lead')}`,
  ].join(' · ')
}

function allRows(read: number): string {
  return read === 1 ? 'The 1 row was' : `All ${countText(read)} rows were`
}

/**
 * What the report of an import that did not run to its end begins with; null when it did.
 * @param stoppedAt the first row that was not processed, as a spreadsheet numbers it; null when all were
 */
export function stopText(
  status: ImportStatus,
  counts: Counts,
  stoppedAt: number | null,
): { title: string; text: string } | null {
  if (status !== 'cancelled' && status !== 'failed') return null
  const deed = status === 'failed' ? 'The import stopped' : 'The import was cancelled'
  const left = counts.not_processed
  return {
    title: stoppedAt === null ? `${deed}.` : `${deed} at row ${countText(stoppedAt)}.`,
    text: `What is counted below is saved. ${countOf(left, 'row')} ${left === 1 ? 'was' : 'were'} not processed.`,
  }
}
