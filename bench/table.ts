import type { Measured } from './bench'

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** Prints the measurements as one table for people. */
export function printTable(measured: readonly Measured[]): void {
  const lines = measured.map(({ what, rows, seconds, rowsPerSecond, ratioToCopy, workerMb }) => [
    what,
    whole.format(rows),
    seconds.toFixed(2),
    whole.format(rowsPerSecond),
    ratioToCopy.toFixed(2),
    workerMb === null ? '' : whole.format(workerMb),
  ])
  const table = [['What', 'Rows', 'Seconds', 'Rows/s', 'Of COPY', 'Worker MB'], ...lines]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)))
  for (const line of table) {
    const cells = line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!),
    )
    process.stdout.write(`${cells.join('  ')}\n`)
  }
}
