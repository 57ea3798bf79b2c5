import type { ReportMail } from './report-mail'

/** The plain-text part, set by hand: numbers under numbers, one idea a line. Ends with a line break. */
export function reportText(mail: ReportMail): string {
  const blocks = [
    [`${mail.heading} - ${mail.fileName} (${mail.accountName})`, ...mail.notices],
    ['Lead overview', ...figureLines(mail)],
    ['Details', ...detailLines(mail)],
    rejectedLines(mail),
    campaignLines(mail),
    ['Your account', ...mail.accountSentences.map((sentence) => `  ${sentence}`)],
    [`Open the report: ${mail.url}`],
    ['-- ', mail.footer, ...(mail.receipt ? [`Receipt (SHA-256): ${mail.receipt}`] : [])],
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function figureLines({ figures, sum }: ReportMail): string[] {
  const all = [...figures, { ...sum, unit: '' }]
  const labelWidth = Math.max(...all.map(({ label }) => label.length))
  const countWidth = Math.max(...all.map(({ count }) => count.length))
  return all.map(({ label, count, unit, note }) => {
    const line = [label.padEnd(labelWidth), ` ${count.padStart(countWidth)}`, unit, note && `(${note})`]
    return `  ${line.filter(Boolean).join(' ')}`
  })
}

function detailLines({ reasons }: ReportMail): string[] {
  if (reasons.length === 0) return ['  Nothing was rejected.']
  return reasons.flatMap(({ title, split, fix, url, action, helpUrl }, at) => {
    const lines = at === 0 ? [`  ${title}`] : ['', `  ${title}`]
    if (split) lines.push(`    (${split})`)
    lines.push(`    Fix: ${fix}`)
    if (action) lines.push(`    ${action.label}:`, `    ${action.url}`)
    return [...lines, `    These rows: ${url}`, `    What this means: ${helpUrl}`]
  })
}

function rejectedLines({ rejectedRows, rejectedMore }: ReportMail): string[] {
  if (rejectedRows.length === 0) return []
  const rowWidth = Math.max(...rejectedRows.map(({ row }) => row.length))
  const lines = rejectedRows.flatMap(({ row, email, message, cause }) => {
    const first = `  Row ${row.padStart(rowWidth)}  ${email}`
    const second = `${' '.repeat(rowWidth + 8)}${message}${cause ? `: ${cause}` : ''}`
    return [first, second]
  })
  return ['Rejected rows', ...lines, ...(rejectedMore ? [`  ${rejectedMore}`] : [])]
}

function campaignLines({ campaign }: ReportMail): string[] {
  if (!campaign) return []
  const labelWidth = Math.max(...campaign.lines.map(({ label }) => label.length))
  const countWidth = Math.max(...campaign.lines.map(({ count }) => count.length))
  const lines = campaign.lines.map(({ label, count, note }) => {
    const line = `  ${label.padEnd(labelWidth)}  ${count.padStart(countWidth)}`
    return note ? `${line}  ${note}` : line
  })
  const { rejections } = campaign
  const fix = rejections
    ? [
        `  Fix: ${rejections.fix}`,
        `  The leads it rejected: ${rejections.url}`,
        `  What this means: ${rejections.helpUrl}`,
      ]
    : []
  return [`Campaign ${campaign.name}`, ...lines, `  ${campaign.caution}`, ...fix]
}
