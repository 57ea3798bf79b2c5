import type { BridgeLine } from './bridge'

/** A bar of the waterfall; `from` and `to` are hundredths of the drawing's width. */
export type Bar = { line: BridgeLine; from: number; to: number }

/** A step narrower than this (in hundredths) would not be seen. */
const narrowest = 1

/**
 * Where each line's bar begins and ends. A total reaches from the left edge, which is always 0; a step hangs between
 * the running amount before and after it.
 */
export function waterfallBars(lines: readonly BridgeLine[]): Bar[] {
  const spans = spansOf(lines)
  const scale = 100 / Math.max(1, ...spans.map((span) => span.high))
  return spans.map(({ line, low, high }) => ({
    line,
    ...(line.amount > 0 ? widened(low * scale, high * scale) : { from: 0, to: 0 }),
  }))
}

function spansOf(lines: readonly BridgeLine[]): { line: BridgeLine; low: number; high: number }[] {
  let running = 0
  return lines.map((line) => {
    const before = running
    if (line.kind === 'total') running = line.amount
    else running += line.kind === 'plus' ? line.amount : -line.amount
    return line.kind === 'total'
      ? { line, low: 0, high: running }
      : { line, low: Math.min(before, running), high: Math.max(before, running) }
  })
}

function widened(from: number, to: number): { from: number; to: number } {
  if (to - from >= narrowest) return { from, to }
  return to >= narrowest ? { from: to - narrowest, to } : { from: 0, to: narrowest }
}
