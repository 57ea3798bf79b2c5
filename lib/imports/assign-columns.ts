/** A pair that may be made, and what it is worth; more than 0. */
export type Pair<Target> = { index: number; target: Target; weight: number }

/**
 * Gives each column at most one target and each target at most one column, so that the pairs made are worth the most
 * together (the Hungarian method: shortest augmenting paths with potentials). Takes targets² × columns steps.
 */
export function assign<Target, P extends Pair<Target>>(pairs: readonly P[]): P[] {
  const targets = [...new Set(pairs.map(({ target }) => target))]
  const columns = [...new Set(pairs.map(({ index }) => index))]
  const worth = new Map<number, P>()
  const key = (row: number, column: number) => row * columns.length + column
  for (const pair of pairs) {
    const at = key(targets.indexOf(pair.target), columns.indexOf(pair.index))
    if (pair.weight > (worth.get(at)?.weight ?? 0)) worth.set(at, pair)
  }
  // As many columns of nothing as there are targets: a target may stay without.
  const width = columns.length + targets.length
  const cost = (row: number, column: number) =>
    column < columns.length ? -(worth.get(key(row, column))?.weight ?? 0) : 0
  return cheapest(targets.length, width, cost).flatMap((column, row) =>
    column < columns.length ? (worth.get(key(row, column)) ?? []) : [],
  )
}

/** For each row the column it is given, no column twice, at the least cost together. Needs rows ≤ columns. */
function cheapest(rows: number, columns: number, cost: (row: number, column: number) => number): number[] {
  const rowPotential = new Array<number>(rows + 1).fill(0)
  const columnPotential = new Array<number>(columns + 1).fill(0)
  const rowOf = new Array<number>(columns + 1).fill(0)
  for (let row = 1; row <= rows; row++) {
    const way = new Array<number>(columns + 1).fill(0)
    const least = new Array<number>(columns + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Array<boolean>(columns + 1).fill(false)
    rowOf[0] = row
    let at = 0
    do {
      used[at] = true
      const from = rowOf[at]!
      let delta = Number.POSITIVE_INFINITY
      let next = 0
      for (let column = 1; column <= columns; column++) {
        if (used[column]) continue
        const reduced = cost(from - 1, column - 1) - rowPotential[from]! - columnPotential[column]!
        if (reduced < least[column]!) {
          least[column] = reduced
          way[column] = at
        }
        if (least[column]! < delta) {
          delta = least[column]!
          next = column
        }
      }
      for (let column = 0; column <= columns; column++) {
        if (used[column]) {
          rowPotential[rowOf[column]!]! += delta
          columnPotential[column]! -= delta
        } else least[column]! -= delta
      }
      at = next
    } while (rowOf[at] !== 0)
    while (at !== 0) {
      const back = way[at]!
      rowOf[at] = rowOf[back]!
      at = back
    }
  }
  const given = new Array<number>(rows).fill(0)
  for (let column = 1; column <= columns; column++) if (rowOf[column]) given[rowOf[column]! - 1] = column - 1
  return given
}
