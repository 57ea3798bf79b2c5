import { X } from 'lucide-react'
import Link from 'next/link'
import { emailStatusLabels } from '@/lib/leads/email-status'
import { filterParts, type LeadFilter } from '@/lib/leads/filter'
import { type LeadsView, leadsHref } from './leads-view'

type FilterChipsProps = { slug: string; view: LeadsView; campaigns: readonly { id: string; name: string }[] }

/** The parts of the filter that are set, each with a link that shows the leads without it. */
export function FilterChips({ slug, view, campaigns }: FilterChipsProps) {
  const { filter } = view
  const set = filterParts.filter((part) => filter[part] !== undefined)
  if (set.length === 0) return null
  return (
    <ul aria-label="Filters" className="flex flex-wrap gap-2">
      {set.map((part) => {
        const text = chipText(filter, part, campaigns)
        const without = { ...view, filter: { ...filter, [part]: undefined }, page: 1, after: undefined }
        return (
          <li key={part} className="max-w-full">
            <Link
              href={leadsHref(slug, without)}
              aria-label={`Remove the filter ${text}`}
              className="target inline-flex max-w-full items-center gap-1 rounded-md border border-control px-2 text-sm hover:bg-paper-2"
            >
              <span className="truncate">{text}</span>
              <X aria-hidden="true" className="size-4 shrink-0" />
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

/** "Campaign: Q4 outbound" */
function chipText(
  filter: LeadFilter,
  part: (typeof filterParts)[number],
  campaigns: readonly { id: string; name: string }[],
): string {
  switch (part) {
    case 'campaign':
      return `Campaign: ${campaigns.find(({ id }) => id === filter.campaign)?.name ?? 'not there any more'}`
    case 'status':
      return `Email status: ${filter.status ? emailStatusLabels[filter.status] : ''}`
    case 'import':
      return `Added by import #${filter.import}`
    case 'addedFrom':
      return `Added from ${filter.addedFrom}`
    case 'addedTo':
      return `Added to ${filter.addedTo}`
    case 'tag':
      return `Tag: ${filter.tag}`
  }
}
