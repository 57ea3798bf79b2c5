'use client'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { Announce } from '@/components/ui/status-region'
import { isFiltering, type LeadFilter } from '@/lib/leads/filter'
import { type AddToCampaign, CampaignDialog } from './campaign-dialog'
import type { Deed, UndoDeletion } from './deed-banner'
import { DeleteDialog } from './delete-dialog'
import type { DeleteLeads } from './deletion'
import { ExportDialog, type StartExport } from './export-dialog'
import { offerSum, offerTitle } from './offer-text'
import { type Chosen, type CountMatching, selectAllLabel, selectedSentence } from './selection'
import { type TagLeads, TagsDialog } from './tags-dialog'

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
  /** Ids of the leads selected on this page. */
  leadIds: string[]
  /** How many leads match on all pages, when all of them are meant. */
  all: number | null
  /** How many leads match; null where they have to be counted first. */
  total: number | null
  filter: LeadFilter
  campaigns: readonly { id: string; name: string }[]
  deeds: LeadDeeds
  onAll: (count: number) => void
  onClear: () => void
  onDone: (deed: Deed) => void
}

/** What is selected and what can be done with it; stands where the search was. */
export function SelectionBar(props: SelectionBarProps) {
  const { leadIds, all, total, filter, onClear } = props
  const filtered = isFiltering(filter)
  const sentence = selectedSentence(all === null ? { count: leadIds.length } : { all, filtered })
  return (
    <section
      aria-label="Selection"
      className="flex min-h-target flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-control bg-paper-2 px-3 py-1 max-sm:py-2"
    >
      <Announce text={`${sentence}.`} />
      <p className="font-medium">{sentence}</p>
      {all === null && (total === null || total > leadIds.length) ? <SelectAll {...props} /> : null}
      <div className="flex flex-wrap gap-2 sm:ml-auto">
        <Button variant="quiet" onClick={onClear}>
          Clear selection
        </Button>
        <Deeds {...props} />
      </div>
    </section>
  )
}

function Deeds({ slug, leadIds, all, filter, campaigns, deeds, onDone }: SelectionBarProps) {
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

/** The way from this page's leads to all that match. Counts them where the page does not know how many. */
function SelectAll({ total, filter, deeds, onAll }: SelectionBarProps) {
  const [pending, startTransition] = useTransition()
  function select() {
    if (total !== null) return onAll(total)
    startTransition(async () => {
      const count = await deeds.countMatching(filter)
      startTransition(() => onAll(count))
    })
  }
  return (
    <Button size="small" pending={pending} onClick={select}>
      {selectAllLabel(total, isFiltering(filter))}
    </Button>
  )
}
