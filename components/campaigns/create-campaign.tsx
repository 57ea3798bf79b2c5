'use client'
import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { campaignHref } from './campaign-view'
import { type CreateCampaign, NewCampaignDialog } from './new-campaign'

/** New campaign, on the list of campaigns: leads to the campaign once it is there. */
export function CreateCampaignButton({ slug, create }: { slug: string; create: CreateCampaign }) {
  const router = useRouter()
  return (
    <NewCampaignDialog
      create={create}
      onMade={({ id }) => router.push(campaignHref(slug, id))}
      trigger={<Button variant="primary">New campaign</Button>}
    />
  )
}
