'use client'
import { useRouter } from 'next/navigation'
import { countOf } from '@/components/ui/count-text'
import { isFiltering, type LeadFilter } from '@/lib/leads/filter'
import { type AddToCampaign, CampaignDialog } from './campaign-dialog'
import type { Deed, UndoDeletion } from './deed-banner'
import { DeleteDialog } from './delete-dialog'
import type { DeleteLeads } from './deletion'
import { ExportDialog, type StartExport } from './export-dialog'
import { offerSum, offerTitle } from './offer-text'
import { SelectAll } from './select-all'
import { type Chosen, type CountMatching, selectedSentence } from './selection'
import { SelectionStrip } from './selection-strip'
import { type TagLeads, TagsDialog } from './tags-dialog'
import type { Selection } from './use-selection'

/** What can be done with leads of the list: server actions, bound to the account. */
export type LeadDeeds = {
  countMatching: CountMatching
  addToCampaign: AddToCampaign
  tagLeads: TagLeads
  startExport: StartExport
  deleteLeads: DeleteLeads
  undoDeletion: UndoDeletion
}

type SelectionBarProps = {
  slug: string
  selection: Selection
  /** How many leads match; null where they have to be counted first. */
  total: number | null
  filter: LeadFilter
  campaigns: readonly { id: string; name: string }[]
  deeds: LeadDeeds
  onDone: (deed: Deed) => void
}

/** The selected leads, and what can be done with them. */
export function SelectionBar(props: SelectionBarProps) {
  const { selection, total, filter, deeds } = props
  const { ids, all } = selection
  const filtered = isFiltering(filter)
  return (
    <SelectionStrip
      sentence={selectedSentence(all === null ? { count: ids.length } : { all, filtered })}
      selectAll={
        all === null && (total === null || total > ids.length) ? (
          <SelectAll
            total={total}
            filtered={filtered}
            count={() => deeds.countMatching(filter)}
            onAll={selection.selectAll}
          />
        ) : null
      }
      onClear={selection.clear}
    >
      <Deeds {...props} />
    </SelectionStrip>
  )
}

function Deeds({ slug, selection, filter, campaigns, deeds, onDone }: SelectionBarProps) {
  const { ids: leadIds, all } = selection
  const router = useRouter()
  const count = all ?? leadIds.length
  const chosen: Chosen = all === null ? { leadIds } : { filter, expected: all }
  return (
    <>
      <CampaignDialog
        {...{ slug, count, chosen, campaigns }}
        addToCampaign={deeds.addToCampaign}
        onOffered={({ campaign, offer }) =>
          onDone({
            kind: 'said',
            title: offerTitle(offer, campaign.name),
            text: offerSum(offer),
            link: { href: `/${slug}/leads?campaign=${campaign.id}`, label: 'Show the leads in it' },
          })
        }
      />
      <TagsDialog
        {...{ count, chosen }}
        tagLeads={deeds.tagLeads}
        onTagged={({ leads, tags, deed }) => {
          const title = `${leads === 0 ? 'No lead' : countOf(leads, 'lead')} changed.`
          const text = `Tags ${deed === 'add' ? 'added' : 'removed'}: ${tags.join(', ')}.`
          onDone({ kind: 'said', title, text })
        }}
      />
      <ExportDialog
        count={count}
        leads={all === null ? { leadIds } : { filter }}
        startExport={deeds.startExport}
        goTo={(href) => router.push(href)}
      />
      <DeleteDialog
        {...{ count, chosen }}
        deleteLeads={deeds.deleteLeads}
        onDeleted={(deleted) => onDone({ kind: 'deleted', ...deleted })}
      />
    </>
  )
}
