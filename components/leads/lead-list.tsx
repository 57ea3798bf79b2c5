'use client'
import { type ReactNode, useState } from 'react'
import { isFiltering, type LeadFilter } from '@/lib/leads/filter'
import type { LeadColumn } from './columns'
import { type Deed, DeedBanner } from './deed-banner'
import type { LeadLine } from './lead-line'
import { LeadTable } from './lead-table'
import { type LeadDeeds, SelectionBar } from './selection-bar'
import { useSelection } from './use-selection'

type LeadListProps = {
  slug: string
  leads: readonly LeadLine[]
  columns: readonly LeadColumn[]
  /** How many leads match on all pages; null when the search did not look at all of them. */
  total: number | null
  filter: LeadFilter
  campaigns: readonly { id: string; name: string }[]
  /** Changes whenever other leads are shown. */
  view: string
  deeds: LeadDeeds
  /** What stands above the table while nothing is selected. */
  toolbar: ReactNode
  /** What stands instead of the table when there is no lead to show. */
  empty: ReactNode
}

/** The leads with their boxes; what was done last stays said above them. */
export function LeadList({ toolbar, empty, ...list }: LeadListProps) {
  const [done, setDone] = useState<Deed | null>(null)
  return (
    <div className="flex flex-col gap-3">
      {done ? (
        <DeedBanner slug={list.slug} deed={done} undo={list.deeds.undoDeletion} onUndone={setDone} />
      ) : null}
      {list.leads.length === 0 ? (
        <>
          {isFiltering(list.filter) ? toolbar : null}
          {empty}
        </>
      ) : (
        // Another search or page is another list: nothing of it is selected.
        <Selection key={list.view} {...list} toolbar={toolbar} onDone={setDone} />
      )}
    </div>
  )
}

type SelectionProps = Omit<LeadListProps, 'empty' | 'view'> & { onDone: (deed: Deed) => void }

function Selection({ leads, columns, toolbar, onDone, ...bar }: SelectionProps) {
  const selection = useSelection(leads)
  return (
    <>
      {selection.ids.length === 0 ? (
        toolbar
      ) : (
        <SelectionBar
          {...bar}
          selection={selection}
          onDone={(deed) => {
            selection.clear()
            onDone(deed)
          }}
        />
      )}
      <LeadTable slug={bar.slug} leads={leads} columns={columns} selection={selection} />
    </>
  )
}
