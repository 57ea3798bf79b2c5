import type { HistoryFilter } from '@/lib/imports/history'
import type { Query } from './view-params'

/** What of the history the address asks for. What it does not know, it leaves out. */
export function historyFilterOf(query: Query): HistoryFilter {
  return {
    userId: idOf(query.by),
    campaignId: idOf(query.campaign),
    status: statuses.find((status) => status === query.status),
    rejections: query.rejections === '1' || undefined,
  }
}

const statuses = ['queued', 'running', 'completed', 'cancelled', 'failed'] as const

function idOf(value: Query[string]): string | undefined {
  const id = typeof value === 'string' ? value.toLowerCase() : ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(id) ? id : undefined
}

/** Whether anything is filtered. */
export function isFiltered(filter: HistoryFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined)
}

/** The history with this part of it shown. */
export function historyHref(slug: string, filter: HistoryFilter, page = 1): string {
  const query = new URLSearchParams()
  if (filter.userId) query.set('by', filter.userId)
  if (filter.campaignId) query.set('campaign', filter.campaignId)
  if (filter.status) query.set('status', filter.status)
  if (filter.rejections) query.set('rejections', '1')
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `/${slug}/imports${text ? `?${text}` : ''}`
}
