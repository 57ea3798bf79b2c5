'use server'
import { refresh } from 'next/cache'
import { z } from 'zod'
import { deletionSchema } from '@/components/leads/deletion'
import { requireActor } from '@/lib/auth/session'
import type { LeadId } from '@/lib/db/ids'
import { searchCharsMax } from '@/lib/leads/filter'
import { deleteLeads } from '@/lib/leads/mutations'
import { countLeads } from '@/lib/leads/queries'
import { type Result, refused } from '@/lib/result'

/** Deletes the selected leads, or all that match a search; for good when asked. Any member may. */
export async function deleteLeadsAction(slug: string, input: unknown): Promise<Result<{ deleted: number }>> {
  const { accountId, userId } = await requireActor(slug)
  const parsed = deletionSchema.safeParse(input)
  if (!parsed.success) return refused('This was not understood. Reload the page and try again.')
  const { permanently, ...chosen } = parsed.data
  const result = await deleteLeads(accountId, userId, {
    permanently,
    ...('leadIds' in chosen
      ? { leadIds: chosen.leadIds as LeadId[] }
      : { matching: { search: chosen.search }, expected: chosen.expected }),
  })
  refresh()
  return result
}

const searchSchema = z.string().max(searchCharsMax)

/** How many leads match a search, exactly. Looks at every lead of the account. */
export async function countMatchingAction(slug: string, input: unknown): Promise<number> {
  const { accountId } = await requireActor(slug)
  return countLeads(accountId, { search: searchSchema.parse(input) })
}
