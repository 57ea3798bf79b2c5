import clsx from 'clsx'
import { Download, Trash2 } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { type Found, foundText } from '@/components/found-text'
import type { Query } from '@/components/imports/view-params'
import { columnsOfAccount, type LeadColumn } from '@/components/leads/columns'
import { ColumnsDialog } from '@/components/leads/columns-dialog'
import { ExportLeads } from '@/components/leads/export-leads'
import { FilterChips } from '@/components/leads/filter-chips'
import { FilterDialog } from '@/components/leads/filter-dialog'
import type { LeadLine } from '@/components/leads/lead-line'
import { LeadList } from '@/components/leads/lead-list'
import { filterQuery, type LeadsView, leadsHref, leadsViewOf } from '@/components/leads/leads-view'
import { PlanFull } from '@/components/leads/plan-full'
import { ButtonLink } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { Pagination } from '@/components/ui/pagination'
import { SearchInput } from '@/components/ui/search-input'
import { Announce } from '@/components/ui/status-region'
import { accountById } from '@/lib/accounts/queries'
import { requireMember } from '@/lib/auth/session'
import { campaignChoices } from '@/lib/campaigns/queries'
import type { EmailKey } from '@/lib/db/ids'
import { customFieldNames } from '@/lib/leads/custom-fields/queries'
import { displayEmail } from '@/lib/leads/display-email'
import { isFiltering } from '@/lib/leads/filter'
import { type LeadSummary, listLeads } from '@/lib/leads/queries'
import type { LeadSort } from '@/lib/leads/sort'
import {
  addToCampaignAction,
  chooseColumnsAction,
  countMatchingAction,
  deleteLeadsAction,
  startExportAction,
  tagLeadsAction,
  undoDeletionAction,
} from '../actions'
import { shownColumns } from '../columns-cookie'

export const metadata: Metadata = { title: 'Leads' }

const size = 50

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }

export default async function LeadsPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const { accountId } = await requireMember(slug)
  const view = leadsViewOf(await searchParams)
  const [account, { leads, total, partial }, campaigns, custom] = await Promise.all([
    accountById(accountId),
    listLeads(accountId, { ...view, size }),
    campaignChoices(accountId),
    customFieldNames(accountId),
  ])
  if (!account) notFound()
  if (leads.length === 0 && total > 0) redirect(leadsHref(slug, { ...view, page: Math.ceil(total / size) }))
  const columns = await shownColumns(custom)
  const found = { slug, view, total, partial, campaigns, columns, custom }
  return (
    <>
      <PageTitle
        title="Leads"
        count={account.leadCount}
        actions={account.leadCount > 0 ? <Actions {...found} /> : null}
      />
      <PlanFull {...account} />
      <LeadList
        slug={slug}
        leads={leads.map((lead) => lineOf(lead, columns))}
        columns={columns}
        total={partial ? null : total}
        filter={view.filter}
        campaigns={campaigns.filter(({ archived }) => !archived)}
        view={leadsHref(slug, view)}
        deeds={deedsOf(slug)}
        toolbar={<Toolbar {...found} />}
        empty={isFiltering(view.filter) ? <NoMatch {...found} /> : <NoLeads slug={slug} />}
      />
      <Pagination
        page={view.page}
        size={size}
        total={total}
        label="leads"
        href={(to) => leadsHref(slug, { ...view, page: to })}
      />
      <p className="flex flex-wrap gap-x-6 gap-y-2 py-3">
        <Link href={`/${slug}/leads/deleted`} className="link inline-flex min-h-6 items-center gap-1">
          <Trash2 aria-hidden="true" className="size-4" />
          Recently deleted leads
        </Link>
        <Link href={`/${slug}/leads/exports`} className="link inline-flex min-h-6 items-center gap-1">
          <Download aria-hidden="true" className="size-4" />
          Exports
        </Link>
      </p>
    </>
  )
}

function deedsOf(slug: string) {
  return {
    countMatching: countMatchingAction.bind(null, slug),
    addToCampaign: addToCampaignAction.bind(null, slug),
    tagLeads: tagLeadsAction.bind(null, slug),
    startExport: startExportAction.bind(null, slug),
    deleteLeads: deleteLeadsAction.bind(null, slug),
    undoDeletion: undoDeletionAction.bind(null, slug),
  }
}

type PartProps = Found & {
  slug: string
  view: LeadsView
  campaigns: { id: string; name: string }[]
  columns: LeadColumn[]
  custom: string[]
}

function Actions({ slug, view, total, partial }: PartProps) {
  return (
    <>
      {total > 0 || partial ? (
        <ExportLeads
          count={partial ? null : total}
          filter={view.filter}
          startExport={startExportAction.bind(null, slug)}
        />
      ) : null}
      <ButtonLink href={`/${slug}/leads/new`}>Add lead</ButtonLink>
      <ButtonLink variant="primary" href={`/${slug}/imports/new`}>
        Import leads
      </ButtonLink>
    </>
  )
}

const orders = {
  newest: 'newest',
  oldest: 'oldest',
  email: 'first',
  email_back: 'first',
} as const satisfies Record<LeadSort, string>

function Toolbar(found: PartProps) {
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
function LookFurther({ slug, view: { filter, sort }, partial }: PartProps) {
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

function NoLeads({ slug }: { slug: string }) {
  return (
    <EmptyState
      title="No leads yet."
      actions={
        <>
          <ButtonLink variant="primary" href={`/${slug}/imports/new`}>
            Import leads
          </ButtonLink>
          <ButtonLink href={`/${slug}/leads/new`}>Add a lead</ButtonLink>
          <a href={`/api/${slug}/sample.csv`} download className={clsx(buttonClass('quiet'), 'no-underline')}>
            Download sample file
          </a>
        </>
      }
    >
      Import a list or add one by hand. A file with one column of emails is enough.
    </EmptyState>
  )
}

function NoMatch({ slug, view, partial }: PartProps) {
  return (
    <EmptyState
      title={partial?.next ? 'No leads match so far.' : 'No leads match.'}
      actions={
        <ButtonLink href={`/${slug}/leads`}>
          {view.filter.search === '' ? 'Show all leads' : 'Clear search'}
        </ButtonLink>
      }
    >
      The search looks for these letters in email, name and company. Filters leave out what does not meet all
      of them.
    </EmptyState>
  )
}

function lineOf(lead: LeadSummary, columns: readonly LeadColumn[]): LeadLine {
  const { id, company, title, phone, emailStatus, tags, campaigns, addedAt, addedBy } = lead
  const shown = Object.entries(lead.custom).filter(([name]) => columns.includes(`custom.${name}`))
  return {
    id,
    email: displayEmail(lead.email as EmailKey),
    name: [lead.firstName, lead.lastName].filter(Boolean).join(' '),
    company,
    title,
    phone,
    emailStatus,
    tags,
    campaigns,
    custom: Object.fromEntries(shown),
    addedAt,
    addedBy,
  }
}
