/** Rows asked for together before it is known what they hold: each may hold hundreds of thousands of characters. */
export const rowsAtFirst = 10

/** How many times as many may be asked for the next time: those that come may hold more than those that came. */
const growth = 10

/** Characters that rows asked for together should not hold many more of. */
export const charactersMax = 4_000_000

/**
 * How many rows to ask for next, so that memory holds them whatever is in them: as many as fit if they are like those
 * that came last, and ten times as many as these at most. What comes next may hold more all the same: `most` of the
 * largest must be bearable.
 * @param held what these held, in characters
 * @param most at least 1
 */
export function rowsAfter(rows: number, held: number, most: number): number {
  if (rows === 0) return Math.min(rowsAtFirst, most)
  const fit = Math.floor((charactersMax * rows) / Math.max(held, 1))
  return Math.min(most, growth * rows, Math.max(1, fit))
}
