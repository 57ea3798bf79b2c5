import Link from 'next/link'
import { type Found, foundText } from '@/components/found-text'
import { columnsOfAccount, type LeadColumn } from '@/components/leads/columns'
import { ColumnsDialog } from '@/components/leads/columns-dialog'
import { FilterChips } from '@/components/leads/filter-chips'
import { FilterDialog } from '@/components/leads/filter-dialog'
import { filterQuery, type LeadsView, leadsHref } from '@/components/leads/leads-view'
import { SearchInput } from '@/components/ui/search-input'
import { Announce } from '@/components/ui/status-region'
import { isFiltering } from '@/lib/leads/filter'
import type { LeadSort } from '@/lib/leads/sort'
import { chooseColumnsAction } from '../actions'

/** What the address asks for, and what was found. */
export type FoundLeads = Found & {
  slug: string
  view: LeadsView
  campaigns: { id: string; name: string }[]
  columns: LeadColumn[]
  custom: string[]
}

const orders = {
  newest: 'newest',
  oldest: 'oldest',
  email: 'first',
  email_back: 'first',
} as const satisfies Record<LeadSort, string>

/** Search, filters, columns, and how many leads match. */
export function LeadsToolbar(found: FoundLeads) {
  const { slug, view, total, partial, campaigns, columns, custom } = found
  const { filter, sort, after } = view
  const filtered = isFiltering(filter)
  const also = filter.search === '' ? undefined : `emails that begin with “${filter.search}”`
  const text = foundText(found, { one: 'lead', order: orders[sort], goesOn: after !== undefined, also })
  const { q: _, ...kept } = filterQuery(filter)
  const keep = sort === 'newest' ? kept : { ...kept, sort }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex min-h-[42px] flex-wrap items-center gap-2">
        <SearchInput
          action={`/${slug}/leads`}
          name="q"
          label="Email, name or company"
          defaultValue={filter.search}
          keep={keep}
        />
        <FilterDialog action={`/${slug}/leads`} filter={filter} sort={sort} campaigns={campaigns} />
        <ColumnsDialog
          columns={columnsOfAccount(custom)}
          shown={columns}
          choose={chooseColumnsAction.bind(null, slug)}
        />
      </div>
      <FilterChips slug={slug} view={view} campaigns={campaigns} />
      {filtered ? <Announce text={text} /> : null}
      {!filtered || (total === 0 && !partial) ? null : (
        <p>
          {text} <LookFurther {...found} />
          <Link href={leadsHref(slug, { filter: { search: '' }, sort, page: 1 })} className="link">
            {filter.search === '' ? 'Show all leads' : 'Clear search'}
          </Link>
        </p>
      )}
    </div>
  )
}

/** Goes on with a search that did not look at every lead. */
function LookFurther({ slug, view: { filter, sort }, partial }: FoundLeads) {
  if (!partial?.next) return null
  const href = leadsHref(slug, { filter, sort, page: 1, after: String(partial.next) })
  return (
    <>
      <Link href={href} className="link">
        {sort === 'newest' ? 'Search older leads' : 'Search further'}
      </Link>{' '}
    </>
  )
}
