import clsx from 'clsx'
import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { type Found, foundText } from '@/components/found-text'
import type { Query } from '@/components/imports/view-params'
import type { LeadLine } from '@/components/leads/lead-line'
import { LeadList } from '@/components/leads/lead-list'
import { type LeadsView, leadsCsvHref, leadsHref, leadsViewOf } from '@/components/leads/leads-view'
import { PlanFull } from '@/components/leads/plan-full'
import { ButtonLink } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { countOf } from '@/components/ui/count-text'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { Pagination } from '@/components/ui/pagination'
import { SearchInput } from '@/components/ui/search-input'
import { Announce } from '@/components/ui/status-region'
import { accountById } from '@/lib/accounts/queries'
import { requireMember } from '@/lib/auth/session'
import type { EmailKey, LeadId } from '@/lib/db/ids'
import { displayEmail } from '@/lib/leads/display-email'
import { type LeadSummary, listLeads } from '@/lib/leads/queries'
import { countMatchingAction, deleteLeadsAction } from './actions'

export const metadata: Metadata = { title: 'Leads' }

const size = 50

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }

export default async function LeadsPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const { accountId } = await requireMember(slug)
  const view = leadsViewOf(await searchParams)
  const { search, page } = view
  const [account, { leads, total, partial }] = await Promise.all([
    accountById(accountId),
    listLeads(accountId, { ...view, size }),
  ])
  if (!account) notFound()
  if (leads.length === 0 && total > 0) redirect(leadsHref(slug, { ...view, page: Math.ceil(total / size) }))
  const found = { slug, view, total, partial }
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
        leads={leads.map(lineOf)}
        total={partial ? null : total}
        search={search}
        view={leadsHref(slug, view)}
        deleteLeads={deleteLeadsAction.bind(null, slug)}
        countMatching={countMatchingAction.bind(null, slug)}
        toolbar={<Toolbar {...found} />}
        empty={search === '' ? <NoLeads slug={slug} /> : <NoMatch {...found} />}
      />
      <Pagination
        page={page}
        size={size}
        total={total}
        label="leads"
        href={(to) => leadsHref(slug, { ...view, page: to })}
      />
    </>
  )
}

type PartProps = Found & { slug: string; view: LeadsView }

function Actions({ slug, view: { search }, total, partial }: PartProps) {
  return (
    <>
      {total > 0 ? (
        <a href={leadsCsvHref(slug, search)} download className={clsx(buttonClass(), 'no-underline')}>
          <Download aria-hidden="true" />
          {search === '' ? 'Export' : partial ? 'Export all matching' : `Export ${countOf(total, 'lead')}`}
        </a>
      ) : null}
      <ButtonLink variant="primary" href={`/${slug}/imports/new`}>
        Import leads
      </ButtonLink>
    </>
  )
}

function Toolbar(found: PartProps) {
  const { slug, view, total, partial } = found
  const { search, before } = view
  const also = `emails that begin with “${search}”`
  const text = foundText(found, { one: 'lead', order: 'newest', goesOn: before !== undefined, also })
  return (
    <div className="flex min-h-[42px] flex-wrap items-center gap-x-4 gap-y-2">
      <SearchInput action={`/${slug}/leads`} name="q" label="Email, name or company" defaultValue={search} />
      {search === '' ? null : <Announce text={text} />}
      {search === '' || (total === 0 && !partial) ? null : (
        <p>
          {text} <SearchOlder {...found} />
          <Link href={`/${slug}/leads`} className="link">
            Clear search
          </Link>
        </p>
      )}
    </div>
  )
}

/** Goes on with a search that did not look at every lead. */
function SearchOlder({ slug, view: { search }, partial }: PartProps) {
  if (!partial?.next) return null
  const href = leadsHref(slug, { search, page: 1, before: partial.next as LeadId })
  return (
    <>
      <Link href={href} className="link">
        Search older leads
      </Link>{' '}
    </>
  )
}

function NoLeads({ slug }: { slug: string }) {
  return (
    <EmptyState
      title="No leads yet."
      actions={
        <ButtonLink variant="primary" href={`/${slug}/imports/new`}>
          Import leads
        </ButtonLink>
      }
    >
      Import a list. A file with one column of emails is enough.
    </EmptyState>
  )
}

function NoMatch({ slug, partial }: PartProps) {
  return (
    <EmptyState
      title={partial?.next ? 'No leads match so far.' : 'No leads match.'}
      actions={<ButtonLink href={`/${slug}/leads`}>Clear search</ButtonLink>}
    >
      The search looks for these letters in email, name and company.
    </EmptyState>
  )
}

function lineOf(lead: LeadSummary): LeadLine {
  const { id, company, emailStatus, addedAt, addedBy } = lead
  const name = [lead.firstName, lead.lastName].filter(Boolean).join(' ')
  return {
    id,
    email: displayEmail(lead.email as EmailKey),
    name,
    company,
    emailStatus,
    addedAt,
    addedBy,
  }
}
