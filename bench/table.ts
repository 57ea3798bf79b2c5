import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from '../scripts/environment'
import type { Measured } from './bench'

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const head = ['What', 'Rows', 'Seconds', 'Rows/s', 'Ratio', 'to', 'Goal', '', 'Worker MB']

/** Prints the measurements as one table for people. */
export function printTable(measured: readonly Measured[]): void {
  const table = [head, ...measured.map(cellsOf)]
  const widths = head.map((_, column) => Math.max(...table.map((line) => line[column]!.length)))
  const leftAligned = new Set([0, 5, 7])
  for (const line of table) {
    const cells = line.map((cell, at) =>
      leftAligned.has(at) ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!),
    )
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`)
  }
}

function cellsOf(one: Measured): string[] {
  const { what, rows, seconds, rowsPerSecond, ratio, to, workerMb } = one
  const told = (value: number, text: string) => (Number.isNaN(value) ? '' : text)
  return [
    what,
    whole.format(rows),
    told(seconds, seconds.toFixed(2)),
    told(seconds, whole.format(rowsPerSecond)),
    told(ratio, ratio.toFixed(2)),
    told(ratio, to),
    ...goalCells(one),
    workerMb === null ? '' : whole.format(workerMb),
  ]
}

function goalCells({ ratio, goal, workerMb, goalMb }: Measured): [goal: string, met: string] {
  const met = (isMet: boolean) => (isMet ? 'met' : 'not met')
  if (goalMb !== null && workerMb !== null) return [`≤ ${goalMb} MB`, met(workerMb <= goalMb)]
  return goal === null ? ['', ''] : [`≥ ${goal}`, met(ratio >= goal)]
}

/** Writes the table to bench/results.md with the machine and the commit it was measured on. */
export async function writeResults(measured: readonly Measured[]): Promise<void> {
  await writePart('Imports', 'npm run bench -- --write', markdown(head, measured.map(cellsOf)))
}

/** A table as Markdown. */
export function markdown(head: readonly string[], lines: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...lines.map(row)]
}

/** Writes one part of bench/results.md; the others stay. */
export async function writePart(title: string, command: string, table: readonly string[]): Promise<void> {
  const path = join(root, 'bench', 'results.md')
  const before = (await readFile(path, 'utf8').catch(() => '')).split(/^(?=## )/mu)
  const others = before.filter((part) => part.startsWith('## ') && !part.startsWith(`## ${title}\n`))
  const part = [`## ${title}`, '', `${whereMeasured()} By \`${command}\`.`, '', ...table, ''].join('\n')
  const parts = [part, ...others.map((other) => `${other.trim()}\n`)].toSorted()
  await writeFile(path, ['# Measured\n', ...parts].join('\n'))
}

function whereMeasured(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`
  return `${new Date().toISOString().slice(0, 10)}, commit ${commit}, Node ${process.version}, ${machine}.`
}
