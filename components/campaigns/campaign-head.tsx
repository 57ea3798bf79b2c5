import { Banner } from '@/components/ui/banner'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { ButtonLink } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { PageTitle } from '@/components/ui/page-title'
import { Tabs } from '@/components/ui/tabs'
import type { EmailStatus } from '@/lib/leads/email-status'
import { campaignHref } from './campaign-view'
import { rejectsText } from './rejects'

type CampaignHeadProps = {
  slug: string
  campaign: {
    id: string
    name: string
    leads: number
    rejects: readonly EmailStatus[]
    archivedAt: Date | null
  }
  tab: 'leads' | 'settings'
}

/** What both pages of a campaign begin with. */
export function CampaignHead({ slug, campaign, tab }: CampaignHeadProps) {
  const { id, name, leads, rejects, archivedAt } = campaign
  const base = campaignHref(slug, id)
  return (
    <>
      <Breadcrumb above={[{ href: `/${slug}/campaigns`, label: 'Campaigns' }]} here={name} />
      <PageTitle
        title={<span className="wrap-anywhere">{name}</span>}
        // Without leads the page itself leads to New import.
        actions={
          archivedAt || tab === 'settings' || leads === 0 ? null : (
            <ButtonLink variant="primary" href={`/${slug}/imports/new?campaign=${id}`}>
              Import leads
            </ButtonLink>
          )
        }
      >
        {countOf(leads, 'lead')} · Rejects leads that are not valid:{' '}
        {rejects.length === 0 ? 'Off' : rejectsText(rejects)}
      </PageTitle>
      {archivedAt ? (
        <Banner
          className="mb-6"
          title="This campaign is archived."
          actions={tab === 'leads' ? <ButtonLink href={`${base}/settings`}>Settings</ButtonLink> : null}
        >
          Imports cannot choose it. Take it up again in its settings.
        </Banner>
      ) : null}
      <Tabs
        label="Campaign"
        tabs={[
          { href: base, label: 'Leads', count: leads, current: tab === 'leads' },
          { href: `${base}/settings`, label: 'Settings', current: tab === 'settings' },
        ]}
      />
    </>
  )
}
