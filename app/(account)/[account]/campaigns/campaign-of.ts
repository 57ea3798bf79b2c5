import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { type MemberContext, requireMember } from '@/lib/auth/session'
import { type Campaign, getCampaign } from '@/lib/campaigns/queries'

/** The campaign of the path, for a member of its account; anything else is a 404. Looked up once per request. */
export const campaignOf = cache(async (slug: string, id: string): Promise<[MemberContext, Campaign]> => {
  const member = await requireMember(slug)
  const asked = z.uuid().safeParse(id)
  const campaign = asked.success ? await getCampaign(member.accountId, asked.data) : null
  return campaign ? [member, campaign] : notFound()
})
