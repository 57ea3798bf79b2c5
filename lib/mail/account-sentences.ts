import type { Report } from '../imports/report'

const number = new Intl.NumberFormat('en-US')

/** Why the report's numbers and the account's total may differ, in the numbers of this import. */
export function accountSentences(report: Report): string[] {
  const { counts, account, leadsInImport } = report
  const sentences = [
    `Your account held ${leads(account.leads_before)} before this import and ${number.format(account.leads_after)} right after it: ${changes(report)}.`,
  ]
  const still = rowsThatAddNothing(counts)
  if (still) sentences.push(`${still} rows do not add to that total.`)
  const touched = counts.added + counts.modified
  if (touched > leadsInImport)
    sentences.push(
      `The ${number.format(touched)} rows added or modified are ${leads(leadsInImport)}, because some repeat an email of this file.`,
    )
  sentences.push('If your account shows another number now, leads were added or deleted since.')
  return sentences
}

/** before + these = right after; nothing is left out, nothing is obtained as a remainder. */
function changes({ counts, othersDuring }: Report): string {
  const meanwhile: string[] = []
  if (othersDuring.added > 0) meanwhile.push(`${number.format(othersDuring.added)} added`)
  if (othersDuring.deleted > 0) meanwhile.push(`${number.format(othersDuring.deleted)} deleted`)
  const added = counts.added === 0 ? 'none added' : `${number.format(counts.added)} added`
  if (meanwhile.length === 0) return added
  return `${added} by this import, ${meanwhile.join(' and ')} by others meanwhile`
}

/** "Modified and rejected" */
function rowsThatAddNothing(counts: Report['counts']): string {
  const kinds: string[] = []
  if (counts.modified > 0) kinds.push('Modified')
  if (counts.rejected > 0) kinds.push('Rejected')
  if (counts.not_processed > 0) kinds.push('Not processed')
  const words = kinds.map((kind, index) => (index === 0 ? kind : kind.toLowerCase()))
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function leads(count: number): string {
  return count === 1 ? '1 lead' : `${number.format(count)} leads`
}
