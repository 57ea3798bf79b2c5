'use server'
import { refresh } from 'next/cache'
import { z } from 'zod'
import { requireActor } from '@/lib/auth/session'
import type { LeadId } from '@/lib/db/ids'
import { searchCharsMax } from '@/lib/leads/filter'
import { restoreDeletedLeads } from '@/lib/leads/mutations'
import { countDeletedLeads } from '@/lib/leads/recently-deleted'
import type { Restored } from '@/lib/leads/restore'
import { type Result, refused } from '@/lib/result'

const searchSchema = z.string().max(searchCharsMax)
const restorationSchema = z.union([
  z.strictObject({ leadIds: z.array(z.uuid()).min(1).max(1_000) }),
  z.strictObject({ search: searchSchema, expected: z.int().positive() }),
])

/** Brings the selected deleted leads back, or all that match. Any member may. */
export async function restoreLeadsAction(slug: string, input: unknown): Promise<Result<Restored>> {
  const { accountId, userId } = await requireActor(slug)
  const parsed = restorationSchema.safeParse(input)
  if (!parsed.success) return refused('This was not understood. Reload the page and try again.')
  const which = parsed.data
  const result = await restoreDeletedLeads(
    accountId,
    userId,
    'leadIds' in which
      ? { leadIds: which.leadIds as LeadId[] }
      : { matching: { search: which.search }, expected: which.expected },
  )
  refresh()
  return result
}

/** How many deleted leads match a search, exactly. */
export async function countDeletedAction(slug: string, input: unknown): Promise<number> {
  const { accountId } = await requireActor(slug)
  return countDeletedLeads(accountId, searchSchema.parse(input))
}
