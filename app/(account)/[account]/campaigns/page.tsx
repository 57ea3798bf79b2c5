import type { Metadata } from 'next'
import { CampaignTable } from '@/components/campaigns/campaign-table'
import { CreateCampaignButton } from '@/components/campaigns/create-campaign'
import type { Query } from '@/components/imports/view-params'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { Tabs } from '@/components/ui/tabs'
import { requireMember } from '@/lib/auth/session'
import { listCampaignLines } from '@/lib/campaigns/queries'
import { createCampaignAction } from './actions'

export const metadata: Metadata = { title: 'Campaigns' }

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }

export default async function CampaignsPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const { accountId } = await requireMember(slug)
  const archived = (await searchParams).archived === '1'
  const found = await listCampaignLines(accountId, { archived })
  const create = <CreateCampaignButton slug={slug} create={createCampaignAction.bind(null, slug)} />
  if (found.active + found.archived === 0) {
    return (
      <>
        <PageTitle title="Campaigns" />
        <EmptyState title="No campaigns yet." actions={create}>
          A campaign is a list of leads you work through together.
        </EmptyState>
      </>
    )
  }
  const base = `/${slug}/campaigns`
  return (
    <>
      <PageTitle title="Campaigns" count={found.active} actions={create} />
      {found.archived > 0 || archived ? (
        <Tabs
          label="Campaigns"
          tabs={[
            { href: base, label: 'Active', count: found.active, current: !archived },
            { href: `${base}?archived=1`, label: 'Archived', count: found.archived, current: archived },
          ]}
        />
      ) : null}
      {found.campaigns.length > 0 ? (
        <CampaignTable slug={slug} campaigns={found.campaigns} />
      ) : (
        <EmptyState title={archived ? 'No campaign is archived.' : 'All campaigns are archived.'}>
          {archived
            ? 'A campaign is archived in its settings.'
            : 'Make a new one, or take one up again in its settings.'}
        </EmptyState>
      )}
    </>
  )
}
