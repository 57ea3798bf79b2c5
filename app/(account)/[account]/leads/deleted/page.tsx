import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { foundText } from '@/components/found-text'
import { pageOf, type Query } from '@/components/imports/view-params'
import { DeletedList } from '@/components/leads/deleted-list'
import type { DeletedLine } from '@/components/leads/deleted-table'
import { obstaclePhrase } from '@/components/leads/restoration'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { Pagination } from '@/components/ui/pagination'
import { SearchInput } from '@/components/ui/search-input'
import { Announce } from '@/components/ui/status-region'
import { requireMember } from '@/lib/auth/session'
import { displayEmail } from '@/lib/leads/display-email'
import { cleanSearch } from '@/lib/leads/filter'
import { type DeletedLeadView, type DeletedPage, listDeletedLeads } from '@/lib/leads/recently-deleted'
import { restorableDays } from '@/lib/leads/restore'
import { countDeletedAction, restoreLeadsAction } from './actions'

export const metadata: Metadata = { title: 'Recently deleted leads' }

const size = 50

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }
type View = { search: string; page: number; after: string | null }

export default async function DeletedLeadsPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const { accountId } = await requireMember(slug)
  const view = viewOf(await searchParams)
  const found = await listDeletedLeads(accountId, { ...view, size })
  const { leads, total, partial } = found
  if (leads.length === 0 && total > 0) redirect(hrefOf(slug, { ...view, page: Math.ceil(total / size) }))
  return (
    <>
      <Breadcrumb above={[{ href: `/${slug}/leads`, label: 'Leads' }]} here="Recently deleted" />
      <PageTitle title="Recently deleted leads">
        Kept for {restorableDays} days, then gone for good. They count against no plan and do not stop their
        emails from being imported again. Leads that were deleted permanently are not here.
      </PageTitle>
      <DeletedList
        slug={slug}
        leads={leads.map(lineOf)}
        total={partial ? null : total}
        search={view.search}
        view={hrefOf(slug, view)}
        restore={restoreLeadsAction.bind(null, slug)}
        countMatching={countDeletedAction.bind(null, slug)}
        toolbar={<Toolbar slug={slug} view={view} found={found} />}
        empty={<Nothing slug={slug} search={view.search} />}
      />
      <Pagination
        page={view.page}
        size={size}
        total={total}
        label="recently deleted leads"
        href={(page) => hrefOf(slug, { ...view, page })}
      />
    </>
  )
}

function Toolbar({ slug, view, found }: { slug: string; view: View; found: DeletedPage }) {
  const { search } = view
  const isSearch = search !== ''
  const text = foundText(found, { one: 'lead', order: 'newest', goesOn: view.after !== null, isSearch })
  const next = found.partial?.next
  return (
    <div className="flex min-h-[42px] flex-wrap items-center gap-x-4 gap-y-2">
      <SearchInput
        action={`/${slug}/leads/deleted`}
        name="q"
        label="Email, name or company"
        defaultValue={search}
      />
      {isSearch ? <Announce text={text} /> : null}
      {isSearch || found.partial ? (
        <p>
          {text}{' '}
          {next ? (
            <Link href={hrefOf(slug, { search, page: 1, after: next })} className="link">
              {isSearch ? 'Search older ones' : 'Older ones'}
            </Link>
          ) : null}{' '}
          {isSearch ? (
            <Link href={`/${slug}/leads/deleted`} className="link">
              Clear search
            </Link>
          ) : null}
        </p>
      ) : null}
    </div>
  )
}

function Nothing({ slug, search }: { slug: string; search: string }) {
  if (search !== '')
    return (
      <EmptyState
        title="No deleted leads match."
        actions={<ButtonLink href={`/${slug}/leads/deleted`}>Clear search</ButtonLink>}
      >
        The search looks for these letters in email, name and company.
      </EmptyState>
    )
  return (
    <EmptyState
      title="Nothing was deleted lately."
      actions={<ButtonLink href={`/${slug}/leads`}>View leads</ButtonLink>}
    >
      Leads you delete can be restored from here.
    </EmptyState>
  )
}

function viewOf(query: Query): View {
  const one = (name: string) => {
    const value = query[name]
    return Array.isArray(value) ? value[0] : value
  }
  const after = one('after')
  const isPlace = after !== undefined && /^\d{1,10}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after)
  return { search: cleanSearch(one('q') ?? ''), page: pageOf(query), after: isPlace ? after : null }
}

function hrefOf(slug: string, { search, page, after }: View): string {
  const query = new URLSearchParams()
  if (search) query.set('q', search)
  if (after) query.set('after', after)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `/${slug}/leads/deleted${text ? `?${text}` : ''}`
}

function lineOf({ obstacle, ...lead }: DeletedLeadView): DeletedLine {
  const leadId = obstacle?.kind === 'email_taken' ? obstacle.by.id : null
  return {
    ...lead,
    email: displayEmail(lead.email),
    obstacle: obstacle && { text: obstaclePhrase(obstacle), leadId },
  }
}
