'use client'
import { type ReactNode, useState } from 'react'
import { useSelection } from '@/components/leads/use-selection'
import { type CampaignLead, CampaignLeadTable } from './campaign-lead-table'
import { RemoveBar, type RemoveLeads } from './remove-bar'
import { type PutBackLeads, RemovedBanner } from './removed-banner'

type CampaignLeadsProps = {
  slug: string
  leads: readonly CampaignLead[]
  /** Changes whenever other leads are shown. */
  view: string
  remove: RemoveLeads
  /** Null: nothing can be added to the campaign. */
  putBack: PutBackLeads | null
  toolbar: ReactNode
  /** What stands instead of the table when there is no lead to show. */
  empty: ReactNode
}

/** A campaign's leads with their boxes; who was removed last can be put back. */
export function CampaignLeads({ toolbar, empty, ...list }: CampaignLeadsProps) {
  const [removed, setRemoved] = useState<string[]>([])
  return (
    <div className="flex flex-col gap-3">
      {removed.length > 0 ? (
        <RemovedBanner leadIds={removed} putBack={list.putBack} onPutBack={() => setRemoved([])} />
      ) : null}
      {list.leads.length === 0 ? (
        <>
          {toolbar}
          {empty}
        </>
      ) : (
        // Another search or page is another list: nothing of it is selected.
        <Selection key={list.view} {...list} toolbar={toolbar} onRemoved={setRemoved} />
      )}
    </div>
  )
}

type SelectionProps = Pick<CampaignLeadsProps, 'slug' | 'leads' | 'remove' | 'toolbar'> & {
  onRemoved: (leadIds: string[]) => void
}

function Selection({ slug, leads, remove, toolbar, onRemoved }: SelectionProps) {
  const selection = useSelection(leads)
  return (
    <>
      {selection.ids.length === 0 ? (
        toolbar
      ) : (
        <RemoveBar
          selection={selection}
          remove={remove}
          onRemoved={(leadIds) => {
            selection.clear()
            onRemoved(leadIds)
          }}
        />
      )}
      <CampaignLeadTable slug={slug} leads={leads} selection={selection} />
    </>
  )
}
