import { type BridgeLine, runningTotals } from './bridge'

/**
 * A bar of the waterfall; all places are hundredths of the drawing's width. `start`, `end`: the running amount before
 * and after it, where the lines to its neighbours hang.
 */
export type Bar = { line: BridgeLine; from: number; to: number; start: number; end: number }

/** A step narrower than this (in hundredths) would not be seen. */
const narrowest = 1
/** Room for the stroke of the widest bar. */
const widest = 99.5

/**
 * Where each line's bar begins and ends. A total reaches from the left edge, which is always 0; a step hangs between
 * the running amount before and after it.
 */
export function waterfallBars(lines: readonly BridgeLine[]): Bar[] {
  const after = runningTotals(lines)
  const scale = widest / Math.max(1, ...after)
  return lines.map((line, at) => {
    const before = after[at - 1] ?? 0
    const end = after[at] ?? 0
    const low = line.kind === 'total' ? 0 : Math.min(before, end)
    const high = Math.max(line.kind === 'total' ? 0 : before, end)
    const place = line.amount > 0 ? widened(low * scale, high * scale) : { from: 0, to: 0 }
    return { line, ...place, start: before * scale, end: end * scale }
  })
}

function widened(from: number, to: number): { from: number; to: number } {
  if (to - from >= narrowest) return { from, to }
  return to >= narrowest ? { from: to - narrowest, to } : { from: 0, to: narrowest }
}
