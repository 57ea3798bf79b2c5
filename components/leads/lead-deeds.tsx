'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type AddToCampaign, CampaignDialog } from './campaign-dialog'
import { type Deed, DeedBanner } from './deed-banner'
import { DeleteDialog } from './delete-dialog'
import type { DeleteLeads } from './deletion'
import { offerSum, offerTitle } from './offer-text'

type LeadDeedsProps = {
  slug: string
  leadId: string
  campaigns: readonly { id: string; name: string }[]
  addToCampaign: AddToCampaign
  deleteLeads: DeleteLeads
}

/** What can be done with one lead, and what was done last. */
export function LeadDeeds({ slug, leadId, campaigns, addToCampaign, deleteLeads }: LeadDeedsProps) {
  const router = useRouter()
  const [done, setDone] = useState<Deed | null>(null)
  const chosen = { leadIds: [leadId] }
  return (
    <div className="mb-6 flex flex-col gap-3">
      {done?.kind === 'said' ? (
        <DeedBanner slug={slug} deed={done} undo={neverAsked} onUndone={setDone} />
      ) : null}
      <div className="flex flex-wrap gap-2">
        <CampaignDialog
          slug={slug}
          count={1}
          chosen={chosen}
          campaigns={campaigns}
          addToCampaign={addToCampaign}
          onOffered={({ campaign, offer }) =>
            setDone({ kind: 'said', title: offerTitle(offer, campaign.name), text: offerSum(offer) })
          }
        />
        <DeleteDialog
          count={1}
          chosen={chosen}
          deleteLeads={deleteLeads}
          // The page of the lead is gone with it.
          onDeleted={({ permanently }) =>
            router.replace(permanently ? `/${slug}/leads` : `/${slug}/leads/deleted`)
          }
        />
      </div>
    </div>
  )
}

/** Only a deletion can be undone, and that leaves this page. */
async function neverAsked() {
  return { kind: 'refused', reason: 'There is nothing to undo.' } as const
}
