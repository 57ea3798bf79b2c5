import type { Score } from './score'

const heads = ['Corpus', 'Passed', 'Goal', 'Named deviations', 'Met']

/** The scoreboard as a table of plain text, with what is wrong under it. */
export function scoreTable(scores: readonly Score[]): string {
  const lines = [heads, ...scores.map(cellsOf)]
  const widths = heads.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
  const rows = lines.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const problems = scores.flatMap(({ corpus, problems }) => problems.map((one) => `${corpus}: ${one}`))
  return [...rows, ...problems].join('\n')
}

function cellsOf({ corpus, passed, applicable, goal, deviations, problems }: Score): string[] {
  return [
    corpus,
    `${passed} of ${applicable}`,
    String(goal),
    String(deviations.length),
    problems.length === 0 ? 'yes' : 'NO',
  ]
}

/** docs/conformance.md: the scoreboard, and each deviation with its reason. */
export function scoreDocument(scores: readonly Score[]): string {
  const lines = [heads, ...scores.map(cellsOf)].map((cells) => cells.slice(0, 4))
  const widths = widthsOf(lines)
  const row = (cells: readonly string[]) => `| ${padded(cells, widths).join(' | ')} |`
  const [head, ...rows] = lines.map(row)
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  const parts = scores.flatMap(({ corpus, says, deviations }) => [
    '',
    `## ${corpus}`,
    '',
    `A case passes when ${says}.`,
    ...(deviations.length > 0 ? [''] : []),
    ...deviations.map(({ id, got, because }) => `- \`${id}\`: ${because} ${code(got)}`),
  ])
  return [...opening, head, rule, ...rows, ...parts, ''].join('\n')
}

const opening = [
  '# Conformance',
  '',
  'Corpora that nobody in this project wrote, run through our own reader, decoder and email grammar. Written by `npm run conformance -- --write`; `npm run conformance` fails when this page no longer says what the run says.',
  '',
]

function widthsOf(lines: readonly (readonly string[])[]): number[] {
  return (lines[0] ?? []).map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
}

function padded(cells: readonly string[], widths: readonly number[]): string[] {
  return cells.map((cell, i) => cell.padEnd(widths[i] ?? 0))
}

/** Text as code of one line, whatever backticks it holds. */
function code(text: string): string {
  const short = text.length > 160 ? `${text.slice(0, 160)}…` : text
  return short.includes('`') ? `\`\` ${short} \`\`` : `\`${short}\``
}
