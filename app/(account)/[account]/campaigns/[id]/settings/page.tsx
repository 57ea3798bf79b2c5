import type { Metadata } from 'next'
import { ArchiveCampaign } from '@/components/campaigns/archive-campaign'
import { CampaignHead } from '@/components/campaigns/campaign-head'
import { rejectable } from '@/components/campaigns/rejects'
import { RejectsForm } from '@/components/campaigns/rejects-form'
import { NameForm } from '@/components/settings/name-form'
import { SettingsSection } from '@/components/settings/settings-section'
import { requireMember } from '@/lib/auth/session'
import { countByStatus } from '@/lib/campaigns/queries'
import {
  archiveCampaignAction,
  renameCampaignAction,
  setRejectsAction,
  unarchiveCampaignAction,
} from '../../actions'
import { campaignOf } from '../../campaign-of'

type Props = { params: Promise<{ account: string; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account, id } = await params
  const [, campaign] = await campaignOf(account, id)
  return { title: `Settings of ${campaign.name}` }
}

export default async function CampaignSettingsPage({ params }: Props) {
  const { account: slug, id } = await params
  const { accountId } = await requireMember(slug)
  const [, campaign] = await campaignOf(slug, id)
  // Looks at every lead of the campaign: the page does not wait for it.
  const counts = countByStatus(accountId, campaign.id)
  return (
    <>
      <CampaignHead slug={slug} campaign={campaign} tab="settings" />
      <SettingsSection id="campaign-title" title="Campaign">
        <NameForm
          of="campaign"
          name={campaign.name}
          helper="Imports and their reports show it."
          rename={renameCampaignAction.bind(null, slug, id)}
        />
      </SettingsSection>
      <SettingsSection id="rejects" title="Leads that are not valid">
        <RejectsForm
          rejects={rejectable.filter((status) => campaign.rejects.includes(status))}
          counts={counts}
          save={setRejectsAction.bind(null, slug, id)}
        />
      </SettingsSection>
      <SettingsSection id="archive" title="Archive">
        <ArchiveCampaign
          archived={campaign.archivedAt !== null}
          archive={archiveCampaignAction.bind(null, slug, id)}
          unarchive={unarchiveCampaignAction.bind(null, slug, id)}
        />
      </SettingsSection>
    </>
  )
}
