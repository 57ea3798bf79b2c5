import { countOf, countText } from '@/components/ui/count-text'

const sizes = [
  { unit: 'GB', bytes: 1_000_000_000 },
  { unit: 'MB', bytes: 1_000_000 },
  { unit: 'kB', bytes: 1_000 },
] as const

/** "1.4 GB", "38 kB", "512 bytes": decimal units as the limits are written, never rounded up past one. */
export function sizeText(bytes: number): string {
  const size = sizes.find((candidate) => bytes >= candidate.bytes)
  if (!size) return countOf(bytes, 'byte')
  const amount = bytes / size.bytes
  return `${countText(amount < 10 ? Math.floor(amount * 10) / 10 : Math.floor(amount))} ${size.unit}`
}

/** Whole percent done, rounded down: 100 only when everything is done. Nothing to do counts as done. */
export function percentOf(done: number, total: number): number {
  return total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total))
}
