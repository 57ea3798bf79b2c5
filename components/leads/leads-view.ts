import { pageOf, type Query } from '@/components/imports/view-params'
import { cleanSearch } from '@/lib/leads/filter'

/** What part of the account's leads is shown; all of it lives in the URL. */
export type LeadsView = { search: string; page: number }

export function leadsViewOf(query: Query): LeadsView {
  const search = Array.isArray(query.q) ? query.q[0] : query.q
  return { search: cleanSearch(search ?? ''), page: pageOf(query) }
}

/** The Leads page with this part shown. */
export function leadsHref(slug: string, { search, page }: LeadsView): string {
  const query = new URLSearchParams()
  if (search) query.set('q', search)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `/${slug}/leads${text ? `?${text}` : ''}`
}

/** The CSV file of the leads that match. */
export function leadsCsvHref(slug: string, search: string): string {
  return `/api/${slug}/leads.csv${search ? `?${new URLSearchParams({ q: search })}` : ''}`
}
