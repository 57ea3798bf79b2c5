export { sizeText } from '@/lib/imports/file-size'

/** Whole percent done, rounded down: 100 only when everything is done. Nothing to do counts as done. */
export function percentOf(done: number, total: number): number {
  return total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total))
}
