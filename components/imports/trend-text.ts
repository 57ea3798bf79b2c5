import { countOf, countText } from '@/components/ui/count-text'
import { dateText } from '@/components/ui/time'
import { type RejectionCode, rejectionCodes } from '@/lib/imports/outcome'
import type { TrendPeriod, TrendUnit } from '@/lib/imports/trends'

const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** "24 Nov 2026", "week of 23 Nov 2026", "Nov 2026" */
export function periodText(unit: TrendUnit, from: Date): string {
  if (unit === 'month') return month.format(from)
  return unit === 'week' ? `week of ${dateText(from)}` : dateText(from)
}

/** "16%"; below one, with a decimal: "0.4%". What is there is never "0%". */
export function rateText(count: number, of: number): string {
  const percent = of === 0 ? 0 : (100 * count) / of
  if (percent === 0) return '0%'
  if (percent < 0.1) return 'under 0.1%'
  return percent < 10 ? `${(Math.floor(percent * 10) / 10).toString()}%` : `${Math.floor(percent)}%`
}

/** The reasons that occurred, in the order the rules are tried. */
export function reasonsIn(periods: readonly TrendPeriod[]): RejectionCode[] {
  return rejectionCodes.filter((code) => periods.some(({ rejections }) => rejections[code]))
}

/** The whole in a sentence: "In the last 30 days, 4 imports read 412 rows: 380 added, 12 modified, 20 rejected (4.8%)." */
export function trendSentence(unit: TrendUnit, periods: readonly TrendPeriod[]): string {
  const sum = (count: (period: TrendPeriod) => number) =>
    periods.reduce((total, period) => total + count(period), 0)
  const [imports, read, rejected] = [sum((p) => p.imports), sum((p) => p.read), sum((p) => p.rejected)]
  const parts = `${countText(sum((p) => p.added))} added, ${countText(sum((p) => p.modified))} modified, ${countText(rejected)} rejected (${rateText(rejected, read)})`
  return `In the last ${countOf(periods.length, unit)}, ${countOf(imports, 'import')} read ${countOf(read, 'row')}: ${parts}. Re-runs are not counted again.`
}
