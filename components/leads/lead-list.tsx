'use client'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import type { Deleted } from './delete-dialog'
import { type CountMatching, type DeleteLeads, deletedConsequence, deletedSentence } from './deletion'
import type { LeadLine } from './lead-line'
import { LeadTable } from './lead-table'
import { SelectionBar } from './selection-bar'

type LeadListProps = {
  slug: string
  leads: readonly LeadLine[]
  /** How many leads match on all pages; null when the search did not look at all of them. */
  total: number | null
  search: string
  /** Changes whenever other leads are shown. */
  view: string
  deleteLeads: DeleteLeads
  countMatching: CountMatching
  /** What stands above the table while nothing is selected. */
  toolbar: ReactNode
  /** What stands instead of the table when there is no lead to show. */
  empty: ReactNode
}

/** The leads with their boxes; what was deleted last stays said above them. */
export function LeadList({ toolbar, empty, ...list }: LeadListProps) {
  const [deleted, setDeleted] = useState<Deleted | null>(null)
  return (
    <div className="flex flex-col gap-3">
      {deleted ? <DeletedBanner slug={list.slug} deleted={deleted} /> : null}
      {list.leads.length === 0 ? (
        <>
          {list.search === '' ? null : toolbar}
          {empty}
        </>
      ) : (
        // Another search or page is another list: nothing of it is selected.
        <Selection key={list.view} {...list} toolbar={toolbar} onDeleted={setDeleted} />
      )}
    </div>
  )
}

type SelectionProps = Omit<LeadListProps, 'empty' | 'view'> & { onDeleted: (deleted: Deleted) => void }

function Selection({ slug, leads, toolbar, onDeleted, ...matching }: SelectionProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [all, setAll] = useState<number | null>(null)
  const leadIds = leads.map((lead) => lead.id).filter((id) => selected.has(id))

  function choose(ids: Iterable<string>) {
    setSelected(new Set(ids))
    setAll(null)
  }
  function select(id: string, isSelected: boolean) {
    const others = leadIds.filter((other) => other !== id)
    choose(isSelected ? [...others, id] : others)
  }
  const selectPage = (isSelected: boolean) => choose(isSelected ? leads.map((lead) => lead.id) : [])
  return (
    <>
      {leadIds.length === 0 ? (
        toolbar
      ) : (
        <SelectionBar
          leadIds={leadIds}
          all={all}
          {...matching}
          onAll={(count) => {
            selectPage(true)
            setAll(count)
          }}
          onClear={() => choose([])}
          onDeleted={(deleted) => {
            choose([])
            onDeleted(deleted)
          }}
        />
      )}
      <LeadTable
        slug={slug}
        leads={leads}
        isSelected={(id) => selected.has(id)}
        onSelect={select}
        onSelectPage={selectPage}
      />
    </>
  )
}

/** Takes focus when it appears, since the button that led to it is gone. */
function DeletedBanner({ slug, deleted }: { slug: string; deleted: Deleted }) {
  const banner = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each deletion is said anew
  useEffect(() => banner.current?.focus(), [deleted])
  const { count, permanently } = deleted
  return (
    <Banner
      ref={banner}
      kind="done"
      role="status"
      tabIndex={-1}
      title={deletedSentence(count, permanently)}
      actions={
        permanently ? (
          <ButtonLink size="small" href={`/${slug}/settings/general#deleted`}>
            Permanently deleted leads
          </ButtonLink>
        ) : undefined
      }
    >
      {deletedConsequence(count, permanently)}
    </Banner>
  )
}
