import type { ImportJson } from '../../lib/imports/import-json'
import { causeSplit, rejectionFix } from '../../lib/imports/reasons'

const number = new Intl.NumberFormat('en-US')

/** The report for a terminal: the mail's numbers and words, without its letterhead. */
export function reportText(json: ImportJson): string {
  const { counts, file } = json
  const title =
    json.number === null
      ? `Dry run of ${file.name}: nothing was written`
      : `Import #${json.number}: ${file.name} (${json.status})`
  const figures = [
    ['+ Added', counts.added],
    ['~ Modified', counts.modified],
    ['× Rejected', counts.rejected],
    ...(counts.not_processed > 0 ? [['○ Not processed', counts.not_processed] as const] : []),
    ['= Rows read', counts.read],
  ] as const
  const wide = Math.max(...figures.map(([, count]) => number.format(count).length))
  const lines = figures.map(
    ([label, count]) => `  ${label.padEnd(15)} ${number.format(count).padStart(wide)}`,
  )
  if (counts.modified > 0)
    lines[1] += `   ${number.format(counts.modified_changed)} changed, ${number.format(counts.modified_unchanged)} already up to date`
  lines[lines.length - 1] +=
    `   ${number.format(counts.rows_in_file)} in the file, ${number.format(counts.blank)} blank`
  const { leads_before, leads_after } = json.account
  const account = `The account held ${number.format(leads_before)} leads before and ${number.format(leads_after)} right after.`
  return [title, ...lines, ...reasonLines(json), ...campaignLines(json), account].join('\n')
}

function reasonLines({ rejections }: ImportJson): string[] {
  return rejections.flatMap(({ code, message, count, causes }) => {
    const split = causeSplit(code, causes)
    return [
      `  ${number.format(count)} × ${message}`,
      ...(split ? [`      (${split})`] : []),
      `      Fix: ${rejectionFix[code]}`,
    ]
  })
}

function campaignLines({ campaign }: ImportJson): string[] {
  if (!campaign) return []
  const { name, offered, added, already_in, rejected } = campaign
  return [
    `Campaign ${name}: ${number.format(offered)} leads offered, ${number.format(added)} added, ` +
      `${number.format(already_in)} already in it, ${number.format(rejected)} rejected (Lead is not valid).`,
    ...(rejected > 0
      ? ['Leads rejected by a campaign are in the account and are not counted in Rejected.']
      : []),
  ]
}
