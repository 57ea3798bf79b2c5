import { z } from 'zod'
import { pageOf, type Query } from '@/components/imports/view-params'
import type { LeadId } from '@/lib/db/ids'
import { cleanSearch } from '@/lib/leads/filter'

/** What part of a campaign's leads is shown; all of it lives in the URL. `before`: a search goes on behind this lead. */
export type CampaignView = { search: string; page: number; before?: LeadId | undefined }

const leadId = z.uuid()

export function campaignViewOf(query: Query): CampaignView {
  const [search, before] = [query.q, query.before].map((value) => (Array.isArray(value) ? value[0] : value))
  return {
    search: cleanSearch(search ?? ''),
    page: pageOf(query),
    before: leadId.safeParse(before).data as LeadId | undefined,
  }
}

/** The campaign's leads with this part shown. */
export function campaignHref(
  slug: string,
  id: string,
  { search, page, before }: CampaignView = { search: '', page: 1 },
): string {
  const query = new URLSearchParams()
  if (search) query.set('q', search)
  if (before) query.set('before', before)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `/${slug}/campaigns/${id}${text ? `?${text}` : ''}`
}
