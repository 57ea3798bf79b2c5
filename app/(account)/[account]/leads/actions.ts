'use server'
import { refresh } from 'next/cache'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { columnsCookie, columnsSchema, csvColumnsOf } from '@/components/leads/columns'
import { deletionSchema } from '@/components/leads/deletion'
import { filterQuery, leadFilterSchema } from '@/components/leads/leads-view'
import { type Chosen, chosenSchema } from '@/components/leads/selection'
import type { Tagged } from '@/components/leads/tags-dialog'
import { requireActor } from '@/lib/auth/session'
import { addLeadsToCampaign, type CampaignOffer } from '@/lib/campaigns/add-leads'
import type { CampaignId, LeadId } from '@/lib/db/ids'
import { askForExport } from '@/lib/exports/mutations'
import { customFieldNames } from '@/lib/leads/custom-fields/queries'
import type { LeadFilter } from '@/lib/leads/filter'
import { deleteLeads, restoreDeletedLeads } from '@/lib/leads/mutations'
import { countLeads } from '@/lib/leads/queries'
import type { Restored } from '@/lib/leads/restore'
import { tagLeads } from '@/lib/leads/tag-leads'
import { tagsOfCell } from '@/lib/leads/tags'
import { done, invalid, type Result, refused } from '@/lib/result'
import { shownColumns } from './columns-cookie'

const notUnderstood = 'This was not understood. Reload the page and try again.'

function chosenOf(chosen: Chosen) {
  return 'leadIds' in chosen
    ? { leadIds: chosen.leadIds as LeadId[] }
    : { matching: chosen.filter as LeadFilter, expected: chosen.expected }
}

/** Deletes the selected leads, or all that match; for good when asked. Any member may. */
export async function deleteLeadsAction(
  slug: string,
  input: unknown,
): Promise<Result<{ deleted: number; change: number }>> {
  const { accountId, userId } = await requireActor(slug)
  const parsed = deletionSchema.safeParse(input)
  if (!parsed.success) return refused(notUnderstood)
  const { permanently, chosen } = parsed.data
  const result = await deleteLeads(accountId, userId, { permanently, ...chosenOf(chosen) })
  refresh()
  return result
}

/** Brings all leads of one deletion back. Any member may. */
export async function undoDeletionAction(slug: string, input: unknown): Promise<Result<Restored>> {
  const { accountId, userId } = await requireActor(slug)
  const change = z.int().positive().safeParse(input)
  if (!change.success) return refused(notUnderstood)
  const result = await restoreDeletedLeads(accountId, userId, { change: change.data })
  refresh()
  return result
}

/** How many leads match, exactly. May look at every lead of the account. */
export async function countMatchingAction(slug: string, input: unknown): Promise<number> {
  const { accountId } = await requireActor(slug)
  return countLeads(accountId, leadFilterSchema.parse(input))
}

const joiningSchema = z.strictObject({ chosen: chosenSchema, campaignId: z.uuid() })

/** Offers the selected leads, or all that match, to a campaign. Any member may. */
export async function addToCampaignAction(slug: string, input: unknown): Promise<Result<CampaignOffer>> {
  const { accountId, userId } = await requireActor(slug)
  const parsed = joiningSchema.safeParse(input)
  if (!parsed.success) return refused(notUnderstood)
  const { chosen, campaignId } = parsed.data
  const result = await addLeadsToCampaign(accountId, userId, campaignId as CampaignId, chosenOf(chosen))
  refresh()
  return result
}

const taggingSchema = z.strictObject({
  chosen: chosenSchema,
  tags: z.string().max(5_000),
  deed: z.enum(['add', 'remove']),
})

/** Gives the selected leads, or all that match, tags, or takes them away. Any member may. */
export async function tagLeadsAction(slug: string, input: unknown): Promise<Result<Tagged>> {
  const { accountId, userId } = await requireActor(slug)
  const parsed = taggingSchema.safeParse(input)
  if (!parsed.success) return refused(notUnderstood)
  const { chosen, deed } = parsed.data
  const tags = tagsOfCell(parsed.data.tags)
  if (tags.length === 0) return invalid({ tags: 'Write a tag, such as VIP.' })
  const result = await tagLeads(accountId, userId, { chosen: chosenOf(chosen), tags, deed })
  refresh()
  return result.kind === 'done' ? done({ ...result.value, tags, deed }) : result
}

const exportSchema = z.strictObject({
  leads: z.union([
    z.strictObject({ leadIds: z.array(z.uuid()).min(1).max(50) }),
    z.strictObject({ filter: leadFilterSchema }),
  ]),
  columns: z.enum(['shown', 'all']),
})

/** Prepares a file of the selected leads, or of all that match: to be had at once, or from a worker. Any member may. */
export async function startExportAction(
  slug: string,
  input: unknown,
): Promise<Result<{ kind: 'file' | 'page'; href: string }>> {
  const { accountId, userId } = await requireActor(slug)
  const parsed = exportSchema.safeParse(input)
  if (!parsed.success) return refused(notUnderstood)
  const { leads } = parsed.data
  const columns =
    parsed.data.columns === 'all' ? null : csvColumnsOf(await shownColumns(await customFieldNames(accountId)))
  const which = 'leadIds' in leads ? { leadIds: leads.leadIds as LeadId[] } : (leads.filter as LeadFilter)
  const result = await askForExport(accountId, userId, { which, columns })
  if (result.kind !== 'done') return result
  if (result.value.id !== null) return done({ kind: 'page', href: `/${slug}/leads/exports` })
  const query = new URLSearchParams(
    'leadIds' in which ? { ids: which.leadIds.join(',') } : filterQuery(which),
  )
  for (const column of columns ?? []) query.append('column', column)
  return done({ kind: 'file', href: `/api/${slug}/leads.csv?${query}` })
}

const yearSeconds = 365 * 24 * 60 * 60

/** Keeps which columns this browser shows of the account's leads; null: the usual ones. */
export async function chooseColumnsAction(slug: string, input: unknown): Promise<void> {
  await requireActor(slug)
  const columns = columnsSchema.nullable().parse(input)
  const jar = await cookies()
  const about = { path: `/${slug}`, sameSite: 'lax', httpOnly: true } as const
  if (columns === null) jar.set(columnsCookie, '', { ...about, maxAge: 0 })
  else jar.set(columnsCookie, JSON.stringify(columns.slice(0, 20)), { ...about, maxAge: yearSeconds })
  refresh()
}
