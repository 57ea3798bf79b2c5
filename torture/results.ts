import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { faultPoints } from '../lib/imports/fault-point'
import { root } from '../scripts/environment'
import type { Summary } from './summary'
import { faultsTried } from './where'

const number = (count: number) => count.toLocaleString('en-US')

/** The summary as Markdown: `torture/results.md`, and what is printed in the end. */
export function resultsText(
  summary: Summary,
  { minutes, command }: { minutes: number; command: string },
): string {
  const { seed, rounds, imports, rows, checked, faults, points, violations, pieces } = summary
  const kills = [...faults.values()].reduce((sum, count) => sum + count, 0)
  return `# Torture

\`${command}\`, ${new Date().toISOString().slice(0, 10)}, commit ${commit()}, ${machine()}.

| | |
|---|---|
| minutes | ${minutes} |
| seed | ${seed} |
| rounds | ${number(rounds)} |
| imports | ${number(imports)} |
| rows | ${number(rows)} |
| faults | ${number(kills)} |
| invariants checked | ${number(checked)} |
| **violations** | **${number(violations.length)}** |

| fault | times |
|---|---|
${[...faults]
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([kind, times]) => `| ${kind} | ${number(times)} |`)
  .join('\n')}

| fault point | fired |
|---|---|
${faultPoints.map((point) => `| ${point} | ${number(points.get(point) ?? 0)} |`).join('\n')}

| | once, at full size | seen | holds |
|---|---|---|---|
${pieces.map(({ faults: which, what, seen, holds }) => `| ${which} | ${what} | ${seen} | ${holds === null ? 'skipped' : holds ? 'yes' : '**no**'} |`).join('\n')}

| fault | | tried in |
|---|---|---|
${faultsTried.map((row) => `| ${row.join(' | ')} |`).join('\n')}
${violations.length > 0 ? `\n## Violations\n\n${violations.map((violation) => `- ${violation}`).join('\n')}\n` : ''}`
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim()
  } catch {
    return 'unknown' // not a checkout
  }
}

function machine(): string {
  const [first, ...more] = cpus()
  return `${more.length + 1} × ${first?.model.trim() || 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
}
