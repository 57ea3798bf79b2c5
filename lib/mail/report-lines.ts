import type { Report } from '../imports/report'
import { oneLine } from './one-line'
import type { ReportMailInput } from './report-mail'

const number = new Intl.NumberFormat('en-US')

/** "Import report: 87 added, 0 modified, 17 rejected (spring.csv)" */
export function subjectOf(input: ReportMailInput, fileName: string): string {
  const { status, report } = input.import
  if (status === 'failed') return `${headingOf(input)} (${fileName})`
  const { added, modified, rejected, not_processed } = report.counts
  const numbers = [`${number.format(added)} added`, `${number.format(modified)} modified`]
  numbers.push(`${number.format(rejected)} rejected`)
  if (not_processed > 0) numbers.push(`${number.format(not_processed)} not processed`)
  return `${headingOf(input)}: ${numbers.join(', ')} (${fileName})`
}

/** What became of the import, in two or three words. */
export function headingOf({ import: { status }, stoppedAtRow }: ReportMailInput): string {
  if (status === 'completed') return 'Import report'
  if (status === 'cancelled') return 'Import cancelled'
  return stoppedAtRow === null ? 'Import stopped' : `Import stopped at row ${number.format(stoppedAtRow)}`
}

/** The line a mailbox shows beside the subject; says the same as the body. */
export function preheaderOf({ counts, rejections }: Report): string {
  const parts: string[] = []
  if (counts.not_processed > 0) {
    const done = counts.read - counts.not_processed
    parts.push(
      `${number.format(done)} of ${rowsText(counts.read)} done, ${number.format(counts.not_processed)} not processed.`,
    )
  }
  if (counts.rejected > 0) {
    const reasons = rejections.map(({ message, count }) => `${number.format(count)} ${message}`)
    parts.push(`${number.format(counts.rejected)} rejected: ${reasons.join(', ')}.`)
  }
  if (parts.length > 0) return parts.join(' ')
  if (counts.read === 0) return 'The file has no rows below its header.'
  return counts.read === 1 ? 'The one row is in.' : `All ${rowsText(counts.read)} are in.`
}

/** What there is to say first when the import did not complete. */
export function noticesOf({ import: { status, failure }, stoppedAtRow }: ReportMailInput): string[] {
  if (status === 'completed') return []
  const where = stoppedAtRow === null ? '' : ` at row ${number.format(stoppedAtRow)}`
  const stopped =
    status === 'cancelled'
      ? `The import was cancelled${where}. The rows before stay as they were imported.`
      : `The import stopped${where}. What is counted below is saved.`
  return failure === null ? [stopped] : [stopped, oneLine(failure, 300)]
}

/** Why this person gets the mail. */
export function footerOf({ import: ended, reader }: ReportMailInput, accountName: string): string {
  if (reader === 'runner')
    return 'You get this because you ran this import: after every import the report goes to the address you log in with.'
  if (reader === 'member') return `You get this because somebody in ${accountName} sent you this report.`
  const who = oneLine(ended.startedBy.name, 60) || 'A member'
  return `You get this because you are an admin of ${accountName}: ${who} ran this import, and after every import the report goes to the account's admins too.`
}

function rowsText(count: number): string {
  return count === 1 ? '1 row' : `${number.format(count)} rows`
}
