'use client'
import { type ReactNode, useState } from 'react'
import type { Restored } from '@/lib/leads/restore'
import { RestoredBanner } from './deed-banner'
import { type DeletedLine, DeletedTable } from './deleted-table'
import { RestoreBar, type RestoreLeads } from './restore-bar'
import { useSelection } from './use-selection'

type DeletedListProps = {
  slug: string
  leads: readonly DeletedLine[]
  /** How many match on all pages; null: not counted. */
  total: number | null
  search: string
  view: string
  restore: RestoreLeads
  countMatching: (search: string) => Promise<number>
  toolbar: ReactNode
  empty: ReactNode
}

/** The recently deleted leads with their boxes, and what came of restoring the last ones. */
export function DeletedList({ toolbar, empty, ...list }: DeletedListProps) {
  const [restored, setRestored] = useState<Restored | null>(null)
  return (
    <div className="flex flex-col gap-3">
      {restored ? <RestoredBanner result={restored} mark={restored} /> : null}
      {list.leads.length === 0 ? (
        <>
          {list.search === '' ? null : toolbar}
          {empty}
        </>
      ) : (
        <Selection key={list.view} {...list} toolbar={toolbar} onRestored={setRestored} />
      )}
    </div>
  )
}

type SelectionProps = Omit<DeletedListProps, 'empty' | 'view'> & { onRestored: (result: Restored) => void }

function Selection({ slug, leads, toolbar, onRestored, ...bar }: SelectionProps) {
  const selection = useSelection(leads)
  return (
    <>
      {selection.ids.length === 0 ? (
        toolbar
      ) : (
        <RestoreBar
          {...bar}
          selection={selection}
          onRestored={(result) => {
            selection.clear()
            onRestored(result)
          }}
        />
      )}
      <DeletedTable slug={slug} leads={leads} selection={selection} />
    </>
  )
}
