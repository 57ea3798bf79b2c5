import type { CampaignId } from '../db/ids'
import type { EmailStatus } from './email-status'

/** Which leads of an account are meant: those that meet all of it. An empty search and nothing else mean all of them. */
export type LeadFilter = {
  search: string
  campaign?: CampaignId | undefined
  status?: EmailStatus | undefined
  /** The number of the import that added them. */
  import?: number | undefined
  /** Days in UTC, "2026-11-24"; both ends included. */
  addedFrom?: string | undefined
  addedTo?: string | undefined
  tag?: string | undefined
}

export const searchCharsMax = 200

/** Part of a filter besides the search, in the order of the page. */
export const filterParts = ['campaign', 'status', 'import', 'addedFrom', 'addedTo', 'tag'] as const

/** Whether the filter leaves leads out. */
export function isFiltering(filter: LeadFilter): boolean {
  return cleanSearch(filter.search) !== '' || filterParts.some((part) => filter[part] !== undefined)
}

/**
 * The filter as an SQL condition over `leads`, to be joined to `account_id = $1` with AND. Its parameters are
 * numbered from `$first` on. The search matches inside email, name (first and last, as shown) or company. Emails are
 * in lower case already; the rest is lowered in one piece, which costs half of three ILIKEs.
 */
export function leadCondition(filter: LeadFilter, first: number): { sql: string; values: unknown[] } {
  const values: unknown[] = []
  const given = (value: unknown) => `$${first + values.push(value) - 1}`
  const parts: string[] = []
  const search = cleanSearch(filter.search)
  if (search !== '') {
    const text = `lower(first_name || ' ' || last_name || E'\\n' || company)`
    const [inEmail, inText] = [`%${likeText(search.toLowerCase())}%`, `%${likeText(search)}%`]
    parts.push(`(email LIKE ${given(inEmail)} OR ${text} LIKE lower(${given(inText)}))`)
  }
  const { campaign, status, addedFrom, addedTo, tag } = filter
  if (status) parts.push(`email_status = ${given(status)}::email_status`)
  if (filter.import !== undefined) parts.push(`import_number = ${given(filter.import)}`)
  if (addedFrom) parts.push(`created_at >= ${given(`${addedFrom}T00:00:00Z`)}::timestamptz`)
  if (addedTo) parts.push(`created_at < ${given(`${addedTo}T00:00:00Z`)}::timestamptz + interval '1 day'`)
  if (tag) parts.push(`${given(tag)} = ANY(tags)`)
  if (campaign)
    parts.push(
      `EXISTS (SELECT FROM campaign_leads c WHERE c.account_id = $1 AND c.campaign_id = ${given(campaign)} AND c.lead_id = leads.id)`,
    )
  return { sql: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values }
}

/** The same search over `deleted_leads`, whose rows hold the lead as JSON. */
export function deletedSearch(typed: string, first: number): { sql: string; values: string[] } {
  const search = cleanSearch(typed)
  if (search === '') return { sql: 'TRUE', values: [] }
  const text = `lower((lead ->> 'first_name') || ' ' || (lead ->> 'last_name') || E'\\n' || (lead ->> 'company'))`
  return {
    sql: `(email LIKE $${first} OR ${text} LIKE lower($${first + 1}))`,
    values: [`%${likeText(search.toLowerCase())}%`, `%${likeText(search)}%`],
  }
}

/** A text as LIKE finds it literally. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** A search as typed, without what PostgreSQL text cannot hold (NUL), trimmed and cut to `searchCharsMax`. */
export function cleanSearch(typed: string): string {
  return typed.replaceAll('\0', '').trim().slice(0, searchCharsMax).toWellFormed()
}
