import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { CampaignHead } from '@/components/campaigns/campaign-head'
import { CampaignLeads } from '@/components/campaigns/campaign-leads'
import { type CampaignView, campaignHref, campaignViewOf } from '@/components/campaigns/campaign-view'
import { type Found, foundText } from '@/components/found-text'
import type { Query } from '@/components/imports/view-params'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { SearchInput } from '@/components/ui/search-input'
import { Announce } from '@/components/ui/status-region'
import { requireMember } from '@/lib/auth/session'
import { listCampaignLeads } from '@/lib/campaigns/queries'
import type { EmailKey, LeadId } from '@/lib/db/ids'
import { displayEmail } from '@/lib/leads/display-email'
import { addAnywayAction, removeFromCampaignAction } from '../actions'
import { campaignOf } from '../campaign-of'

const size = 50

type Props = { params: Promise<{ account: string; id: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account, id } = await params
  const [, campaign] = await campaignOf(account, id)
  return { title: `Campaign ${campaign.name}` }
}

export default async function CampaignPage({ params, searchParams }: Props) {
  const { account: slug, id } = await params
  const { accountId } = await requireMember(slug)
  const [, campaign] = await campaignOf(slug, id)
  const view = campaignViewOf(await searchParams)
  const { leads, total, partial } = await listCampaignLeads(accountId, campaign, { ...view, size })
  if (leads.length === 0 && total > 0)
    redirect(campaignHref(slug, id, { ...view, page: Math.ceil(total / size) }))
  const found = { slug, id, view, total, partial }
  return (
    <>
      <CampaignHead slug={slug} campaign={campaign} tab="leads" />
      <CampaignLeads
        slug={slug}
        leads={leads.map((lead) => ({ ...lead, email: displayEmail(lead.email as EmailKey) }))}
        view={campaignHref(slug, id, view)}
        remove={removeFromCampaignAction.bind(null, slug, id)}
        putBack={campaign.archivedAt ? null : addAnywayAction.bind(null, slug, id)}
        toolbar={campaign.leads === 0 ? null : <Toolbar {...found} />}
        empty={
          view.search === '' ? (
            <NoLeads slug={slug} id={id} archived={campaign.archivedAt !== null} />
          ) : (
            <NoMatch {...found} />
          )
        }
      />
      <Pagination
        page={view.page}
        size={size}
        total={total}
        label="leads of the campaign"
        href={(page) => campaignHref(slug, id, { ...view, page })}
      />
    </>
  )
}

type PartProps = Found & { slug: string; id: string; view: CampaignView }

function Toolbar(found: PartProps) {
  const { slug, id, view, total, partial } = found
  const { search, before } = view
  const also = `emails that begin with “${search}”`
  const text = foundText(found, { one: 'lead', order: 'newest', goesOn: before !== undefined, also })
  return (
    <div className="flex min-h-[42px] flex-wrap items-center gap-x-4 gap-y-2">
      <SearchInput action={campaignHref(slug, id)} name="q" label="Search by email" defaultValue={search} />
      {search === '' ? null : <Announce text={text} />}
      {search === '' || (total === 0 && !partial) ? null : (
        <p>
          {text} <SearchOlder {...found} />
          <Link href={campaignHref(slug, id)} className="link">
            Clear search
          </Link>
        </p>
      )}
    </div>
  )
}

/** Goes on with a search that did not look at every lead. */
function SearchOlder({ slug, id, view: { search }, partial }: PartProps) {
  if (!partial?.next) return null
  const href = campaignHref(slug, id, { search, page: 1, before: partial.next as LeadId })
  return (
    <>
      <Link href={href} className="link">
        Search older leads
      </Link>{' '}
    </>
  )
}

function NoLeads({ slug, id, archived }: { slug: string; id: string; archived: boolean }) {
  return (
    <EmptyState
      title="No leads in this campaign."
      actions={
        archived ? null : (
          <>
            <ButtonLink variant="primary" href={`/${slug}/imports/new?campaign=${id}`}>
              Import leads
            </ButtonLink>
            <ButtonLink href={`/${slug}/leads`}>View leads</ButtonLink>
          </>
        )
      }
    >
      Import a list into it, or select leads of the account and add them.
    </EmptyState>
  )
}

function NoMatch({ slug, id, partial }: PartProps) {
  return (
    <EmptyState
      title={partial?.next ? 'No leads match so far.' : 'No leads match.'}
      actions={<ButtonLink href={campaignHref(slug, id)}>Clear search</ButtonLink>}
    >
      The search looks for these letters in the emails of this campaign.
    </EmptyState>
  )
}
