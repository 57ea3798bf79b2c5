import type { Check } from './all'

/** One line for a check, and what it found. */
export function showCheck({ name, seconds, faults }: Check): void {
  const found = faults.map((fault) => `${fault}\n`).join('')
  process.stdout.write(`${faults.length ? '✗' : '✓'} ${name} (${seconds.toFixed(1)} s)\n${found}`)
}
