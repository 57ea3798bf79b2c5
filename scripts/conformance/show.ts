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
  const table = [
    heads.slice(0, 4),
    heads.slice(0, 4).map(() => '---'),
    ...scores.map((one) => cellsOf(one).slice(0, 4)),
  ]
  const parts = scores.flatMap(({ corpus, says, deviations }) => [
    `## ${corpus}`,
    '',
    `A case passes when ${says}.`,
    '',
    ...deviations.map(({ id, got, because }) => `- \`${id}\`: ${because} ${code(got)}`),
    ...(deviations.length > 0 ? [''] : []),
  ])
  return [
    '# Conformance',
    '',
    'Corpora that nobody in this project wrote, run through our own reader, decoder and email grammar. Written by `npm run conformance -- --write`; `npm run conformance` fails when this page no longer says what the run says.',
    '',
    ...table.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    ...parts,
  ].join('\n')
}

/** Text as code of one line, whatever backticks it holds. */
function code(text: string): string {
  const short = text.length > 160 ? `${text.slice(0, 160)}…` : text
  return `\`\` ${short} \`\``
}
