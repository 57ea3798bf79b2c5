/** What a search that looks at one piece after the other has found. `Place`: where something lies, or looking goes on. */
export type Looked<Place, Found = Place> = {
  found: Found[]
  /** How many were looked at. */
  looked: number
  /** Where to go on; null when everything was looked at. */
  next: Place | null
}

export type LookLimits = { msMax: number; foundMax: number }

/** A page is to answer within 300 ms, whatever it searches and however busy the database is. */
const atOnce: LookLimits = { msMax: 120, foundMax: 20_000 }

/** Somebody asked to look further, and would rather wait once than ask ten times. */
const further: LookLimits = { msMax: 2_000, foundMax: 20_000 }

/** How long to look: at once from the beginning, longer when a search goes on. */
export function limitsOf({ goesOn }: { goesOn: boolean }): LookLimits {
  return goesOn ? further : atOnce
}

/**
 * Looks through pieces, from `first` on, until there is no more, enough was found, or the time is over (the piece in
 * hand is finished: pieces are to be small). At least one piece is looked at, so whoever goes on at `next` gets on.
 */
export async function lookThrough<Place, Found = Place>(
  first: Place,
  piece: (from: Place) => Promise<Looked<Place, Found>>,
  { msMax, foundMax }: LookLimits,
): Promise<Looked<Place, Found>> {
  const begun = performance.now()
  let all = await piece(first)
  while (all.next !== null && all.found.length < foundMax && performance.now() - begun < msMax) {
    const { found, looked, next } = await piece(all.next)
    all = { found: all.found.concat(found), looked: all.looked + looked, next }
  }
  return all
}
