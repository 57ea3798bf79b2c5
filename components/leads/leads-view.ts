import { z } from 'zod'
import { pageOf, type Query, wholeNumber } from '@/components/imports/view-params'
import type { CampaignId } from '@/lib/db/ids'
import { type EmailStatus, emailStatuses } from '@/lib/leads/email-status'
import { cleanSearch, type LeadFilter, searchCharsMax } from '@/lib/leads/filter'
import { type LeadSort, leadOrders, leadSorts } from '@/lib/leads/sort'
import { tagName } from '@/lib/leads/tags'

/** What part of the account's leads is shown, and how; all of it lives in the URL. */
export type LeadsView = {
  filter: LeadFilter
  sort: LeadSort
  page: number
  /** A search goes on behind this place. */
  after?: string | undefined
}

const day = z.iso.date()

/** A filter as a page sends it to the server. */
export const leadFilterSchema = z.strictObject({
  search: z.string().max(searchCharsMax),
  campaign: z
    .uuid()
    .transform((id) => id as CampaignId)
    .optional(),
  status: z.enum(emailStatuses).optional(),
  import: z.int().positive().max(2_147_483_647).optional(),
  addedFrom: day.optional(),
  addedTo: day.optional(),
  tag: z.string().max(200).optional(),
})

export function leadsViewOf(query: Query): LeadsView {
  const sort = leadSorts.find((one) => one === oneOf(query.sort)) ?? 'newest'
  const after = oneOf(query.after)
  return {
    filter: filterOf(query),
    sort,
    page: pageOf(query),
    after: isPlace(after, sort) ? after : undefined,
  }
}

/** What an address says of the leads that are meant. What it cannot mean is left out. */
export function filterOf(query: Query): LeadFilter {
  const text = (name: string) => oneOf(query[name])
  const campaign = z.uuid().safeParse(text('campaign')).data as CampaignId | undefined
  const status = emailStatuses.find((one): one is EmailStatus => one === text('status'))
  const parts = {
    campaign,
    status,
    import: wholeNumber(text('import')?.replace(/^#/, '')) ?? undefined,
    addedFrom: day.safeParse(text('from')).data,
    addedTo: day.safeParse(text('to')).data,
    tag: tagName(text('tag') ?? '') || undefined,
  }
  const set = Object.entries(parts).filter(([, value]) => value !== undefined)
  return { search: cleanSearch(text('q') ?? ''), ...Object.fromEntries(set) }
}

function isPlace(text: string | undefined, sort: LeadSort): boolean {
  if (text === undefined) return false
  return leadOrders[sort].key === 'id' ? z.uuid().safeParse(text).success : /^[\x20-\x7e]{1,254}$/.test(text)
}

/** The parts of a filter as the query of an address. */
export function filterQuery(filter: LeadFilter): Record<string, string> {
  const { search, campaign, status, import: number, addedFrom, addedTo, tag } = filter
  const parts = { q: search, campaign, status, import: number, from: addedFrom, to: addedTo, tag }
  const set = Object.entries(parts).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
  return Object.fromEntries(set)
}

/** The Leads page with this part shown. */
export function leadsHref(slug: string, { filter, sort, page, after }: LeadsView): string {
  const query = new URLSearchParams(filterQuery(filter))
  if (sort !== 'newest') query.set('sort', sort)
  if (after) query.set('after', after)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `/${slug}/leads${text ? `?${text}` : ''}`
}

function oneOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
