import { useState } from 'react'

/** What of a page of leads is selected. */
export type Selection = {
  /** Of this page, in its order. */
  ids: string[]
  /** How many leads there are on all pages, when all of them are meant. */
  all: number | null
  /** How many leads the page has. */
  of: number
  has: (id: string) => boolean
  select: (id: string, selected: boolean) => void
  selectPage: (selected: boolean) => void
  /** The whole page, and `count` in all. */
  selectAll: (count: number) => void
  clear: () => void
}

/** Which leads of a page have their box ticked. To be kept per page: give the component that calls it a key. */
export function useSelection(leads: readonly { id: string }[]): Selection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [all, setAll] = useState<number | null>(null)
  const everyId = leads.map((lead) => lead.id)
  const ids = everyId.filter((id) => selected.has(id))

  function choose(chosen: Iterable<string>, count: number | null = null) {
    setSelected(new Set(chosen))
    setAll(count)
  }
  return {
    ids,
    all,
    of: everyId.length,
    has: (id) => selected.has(id),
    select(id, isSelected) {
      const others = ids.filter((other) => other !== id)
      choose(isSelected ? [...others, id] : others)
    },
    selectPage: (isSelected) => choose(isSelected ? everyId : []),
    selectAll: (count) => choose(everyId, count),
    clear: () => choose([]),
  }
}
