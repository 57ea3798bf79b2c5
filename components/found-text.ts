import { countOf, countText } from '@/components/ui/count-text'

export type Found = {
  total: number
  /** Null: everything was looked at. Else how many were, and where looking goes on (null: nowhere). */
  partial: { looked: number; next: string | number | null } | null
}

type Words = {
  /** What is found. */
  one: 'lead' | 'row'
  /** Which come first. */
  order: 'newest' | 'oldest' | 'first'
  /** This is no beginning: an earlier search stopped here. */
  goesOn: boolean
  /** What was looked at besides. */
  also?: string | undefined
  /** False: all are listed, as far as there are not too many. */
  isSearch?: boolean
}

/**
 * "12 leads match." With a search that did not look at everything: "12 leads match among the newest 130,000."; where
 * nothing is searched for: "The newest 20,000 leads."
 */
export function foundText(
  { total, partial }: Found,
  { one, order, goesOn, also, isSearch = true }: Words,
): string {
  const found = `${total === 0 ? `No ${one}s` : countOf(total, one)} ${total === 1 ? 'matches' : 'match'}`
  if (!partial) return `${found}.`
  const which = !goesOn ? order : partial.next === null ? 'last' : 'next'
  if (!isSearch) return `The ${which} ${countOf(total, one)}.`
  const besides = goesOn || !also ? '' : ` and ${also}`
  return `${found} among the ${which} ${countText(partial.looked)}${besides}.`
}
