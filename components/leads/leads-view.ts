import { z } from 'zod'
import { pageOf, type Query } from '@/components/imports/view-params'
import type { LeadId } from '@/lib/db/ids'
import { cleanSearch } from '@/lib/leads/filter'

/** What part of the account's leads is shown; all of it lives in the URL. `before`: a search goes on behind this lead. */
export type LeadsView = { search: string; page: number; before?: LeadId | undefined }

const leadId = z.uuid()

export function leadsViewOf(query: Query): LeadsView {
  const [search, before] = [query.q, query.before].map((value) => (Array.isArray(value) ? value[0] : value))
  return {
    search: cleanSearch(search ?? ''),
    page: pageOf(query),
    before: leadId.safeParse(before).data as LeadId | undefined,
  }
}

/** The Leads page with this part shown. */
export function leadsHref(slug: string, { search, page, before }: LeadsView): string {
  const query = new URLSearchParams()
  if (search) query.set('q', search)
  if (before) query.set('before', before)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `/${slug}/leads${text ? `?${text}` : ''}`
}

/** The CSV file of the leads that match. */
export function leadsCsvHref(slug: string, search: string): string {
  return `/api/${slug}/leads.csv${search ? `?${new URLSearchParams({ q: search })}` : ''}`
}
