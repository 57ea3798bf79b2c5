import type { BridgeLine } from './bridge'

/** A bar of the waterfall; `from` and `to` are hundredths of the drawing's width. */
export type Bar = { line: BridgeLine; from: number; to: number }

export type Bars = {
  bars: Bar[]
  /** The amount at the left edge: 0, or more where the totals would dwarf the steps. */
  start: number
}

/** A step narrower than this (in hundredths) would not be seen. */
const narrowest = 1

/**
 * Where each line's bar begins and ends. A total reaches from the left edge; a step hangs between the running
 * amount before and after it. When all steps together are less than an eighth of the largest total, the left
 * edge is cut off (`start` > 0) so that the steps can be seen.
 */
export function waterfallBars(lines: readonly BridgeLine[]): Bars {
  const spans = spansOf(lines)
  const top = Math.max(1, ...spans.map((span) => span.high))
  const bottom = Math.min(...spans.map((span) => span.low), ...spans.map((span) => span.high))
  const room = top - bottom
  const start = room > 0 && room < top / 8 ? Math.max(0, Math.floor(bottom - room)) : 0
  const scale = 100 / (top - start)
  const bars = spans.map(({ line, low, high }) => {
    const from = line.kind === 'total' ? 0 : (low - start) * scale
    const to = (high - start) * scale
    return { line, ...(line.amount > 0 ? widened(from, to) : { from, to: from }) }
  })
  return { bars, start }
}

function spansOf(lines: readonly BridgeLine[]): { line: BridgeLine; low: number; high: number }[] {
  let running = 0
  return lines.map((line) => {
    const before = running
    if (line.kind === 'total') running = line.amount
    else running += line.kind === 'plus' ? line.amount : -line.amount
    return line.kind === 'total'
      ? { line, low: running, high: running }
      : { line, low: Math.min(before, running), high: Math.max(before, running) }
  })
}

function widened(from: number, to: number): { from: number; to: number } {
  if (to - from >= narrowest) return { from, to }
  return to >= narrowest ? { from: to - narrowest, to } : { from: 0, to: narrowest }
}
