import clsx from 'clsx'
import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { Query } from '@/components/imports/view-params'
import type { LeadLine } from '@/components/leads/lead-line'
import { LeadList } from '@/components/leads/lead-list'
import { leadsCsvHref, leadsHref, leadsViewOf } from '@/components/leads/leads-view'
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
import type { EmailKey } from '@/lib/db/ids'
import { displayEmail } from '@/lib/leads/display-email'
import { type LeadSummary, listLeads } from '@/lib/leads/queries'
import { deleteLeadsAction } from './actions'

export const metadata: Metadata = { title: 'Leads' }

const size = 50

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }

export default async function LeadsPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const { accountId } = await requireMember(slug)
  const { search, page } = leadsViewOf(await searchParams)
  const [account, { leads, total }] = await Promise.all([
    accountById(accountId),
    listLeads(accountId, { search, page, size }),
  ])
  if (!account) notFound()
  if (leads.length === 0 && total > 0) redirect(leadsHref(slug, { search, page: Math.ceil(total / size) }))
  return (
    <>
      <PageTitle
        title="Leads"
        count={account.leadCount}
        actions={account.leadCount > 0 ? <Actions slug={slug} search={search} total={total} /> : null}
      />
      <PlanFull {...account} />
      <LeadList
        slug={slug}
        leads={leads.map(lineOf)}
        total={total}
        search={search}
        page={page}
        deleteLeads={deleteLeadsAction.bind(null, slug)}
        toolbar={<Toolbar slug={slug} search={search} total={total} />}
        empty={search === '' ? <NoLeads slug={slug} /> : <NoMatch slug={slug} />}
      />
      <Pagination
        page={page}
        size={size}
        total={total}
        label="leads"
        href={(to) => leadsHref(slug, { search, page: to })}
      />
    </>
  )
}

type PartProps = { slug: string; search: string; total: number }

function Actions({ slug, search, total }: PartProps) {
  return (
    <>
      {total > 0 ? (
        <a href={leadsCsvHref(slug, search)} download className={clsx(buttonClass(), 'no-underline')}>
          <Download aria-hidden="true" />
          {search === '' ? 'Export' : `Export ${countOf(total, 'lead')}`}
        </a>
      ) : null}
      <ButtonLink variant="primary" href={`/${slug}/imports/new`}>
        Import leads
      </ButtonLink>
    </>
  )
}

function Toolbar({ slug, search, total }: PartProps) {
  const found = `${total === 0 ? 'No leads' : countOf(total, 'lead')} ${total === 1 ? 'matches' : 'match'}.`
  return (
    <div className="flex min-h-[42px] flex-wrap items-center gap-x-4 gap-y-2">
      <SearchInput action={`/${slug}/leads`} name="q" label="Email, name or company" defaultValue={search} />
      {search === '' ? null : <Announce text={found} />}
      {search === '' || total === 0 ? null : (
        <p>
          {found}{' '}
          <Link href={`/${slug}/leads`} className="link">
            Clear search
          </Link>
        </p>
      )}
    </div>
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

function NoMatch({ slug }: { slug: string }) {
  return (
    <EmptyState
      title="No leads match."
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
