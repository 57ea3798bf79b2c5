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

/** What the report of an import that did not run to its end begins with; null when it did. */
export function stopText(status: ImportStatus, counts: Counts): { title: string; text: string } | null {
  const left = countOf(counts.not_processed, 'row')
  const rest = `${left} ${counts.not_processed === 1 ? 'was' : 'were'} not processed.`
  const done = countOf(counts.read - counts.not_processed, 'row')
  if (status === 'cancelled') {
    return { title: `The import was cancelled after ${done}.`, text: `What is counted below stays. ${rest}` }
  }
  if (status === 'failed') {
    return { title: `The import stopped after ${done}.`, text: `What is counted below is saved. ${rest}` }
  }
  return null
}
