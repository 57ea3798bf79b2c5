import { db } from '../db/client'
import type { AccountId, CampaignId } from '../db/ids'
import type { EmailStatus } from '../leads/email-status'

/** `rejects`: the email statuses this campaign turns away as "Lead is not valid"; empty = none. */
export type CampaignSummary = { id: CampaignId; name: string; rejects: EmailStatus[]; leads: number }

/** The account's campaigns that are not archived, by name. */
export async function listCampaigns(accountId: AccountId): Promise<CampaignSummary[]> {
  const campaigns = await db().campaign.findMany({
    where: { accountId, archivedAt: null },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, rejects: true, leadCount: true },
  })
  return campaigns.map(({ id, name, rejects, leadCount }) => ({
    id: id as CampaignId,
    name,
    rejects,
    leads: leadCount,
  }))
}

/** The campaign of exactly this name (white space around it aside) that is not archived, or null. */
export async function campaignByName(
  accountId: AccountId,
  name: string,
): Promise<{ id: CampaignId; name: string; rejects: EmailStatus[] } | null> {
  const campaign = await db().campaign.findUnique({
    where: { accountId_name: { accountId, name: name.trim() }, archivedAt: null },
    select: { id: true, name: true, rejects: true },
  })
  return campaign && { ...campaign, id: campaign.id as CampaignId }
}
