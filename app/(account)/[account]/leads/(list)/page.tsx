import { Download, Trash2 } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { Query } from '@/components/imports/view-params'
import type { LeadColumn } from '@/components/leads/columns'
import { ExportLeads } from '@/components/leads/export-leads'
import type { LeadLine } from '@/components/leads/lead-line'
import { LeadList } from '@/components/leads/lead-list'
import { leadsHref, leadsViewOf } from '@/components/leads/leads-view'
import { PlanFull } from '@/components/leads/plan-full'
import { ButtonLink } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { Pagination } from '@/components/ui/pagination'
import { accountById } from '@/lib/accounts/queries'
import { requireMember } from '@/lib/auth/session'
import { campaignChoices } from '@/lib/campaigns/queries'
import type { EmailKey } from '@/lib/db/ids'
import { customFieldNames } from '@/lib/leads/custom-fields/queries'
import { displayEmail } from '@/lib/leads/display-email'
import { isFiltering } from '@/lib/leads/filter'
import { listLeads } from '@/lib/leads/lead-page'
import type { LeadSummary } from '@/lib/leads/queries'
import {
  addToCampaignAction,
  countMatchingAction,
  deleteLeadsAction,
  startExportAction,
  tagLeadsAction,
  undoDeletionAction,
} from '../actions'
import { shownColumns } from '../columns-cookie'
import { type FoundLeads, LeadsToolbar } from './leads-toolbar'
import { NoLeads, NoMatch } from './no-leads'

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
        toolbar={<LeadsToolbar {...found} />}
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

function Actions({ slug, view, total, partial }: FoundLeads) {
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
