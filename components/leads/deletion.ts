import { z } from 'zod'
import { countOf, countText } from '@/components/ui/count-text'
import { searchCharsMax } from '@/lib/leads/filter'
import type { Result } from '@/lib/result'

/** What the page asks to be deleted: chosen leads, or all that match a search (`expected`: how many were shown). */
export const deletionSchema = z.union([
  z.strictObject({ leadIds: z.array(z.uuid()).min(1).max(1_000), permanently: z.boolean() }),
  z.strictObject({
    search: z.string().max(searchCharsMax),
    expected: z.int().positive(),
    permanently: z.boolean(),
  }),
])
export type Deletion = z.infer<typeof deletionSchema>
export type DeleteLeads = (deletion: Deletion) => Promise<Result<{ deleted: number }>>

/** Counts the leads that match a search, exactly: needed to delete them all, and slower than a page may be. */
export type CountMatching = (search: string) => Promise<number>

/** The label of the button that deletes. */
export function deleteLabel(count: number, permanently: boolean): string {
  return `${permanently ? 'Permanently delete' : 'Delete'} ${countOf(count, 'lead')}`
}

/** What was done, for the page. */
export function deletedSentence(count: number, permanently: boolean): string {
  return `${countOf(count, 'lead')} ${permanently ? 'permanently deleted' : 'deleted'}.`
}

/** What that means for the next import. */
export function deletedConsequence(count: number, permanently: boolean): string {
  const emails = count === 1 ? 'Its email' : 'Their emails'
  return permanently
    ? `${emails} will be rejected on import with “Email was permanently deleted”.`
    : `${emails} can be imported again.`
}

/** "12 selected on this page", or that all of them are. */
export function selectedSentence(selected: { count: number } | { all: number; search: string }): string {
  if ('count' in selected) return `${countText(selected.count)} selected on this page`
  const one = selected.search === '' ? 'lead' : 'matching lead'
  return `All ${countOf(selected.all, one)} selected`
}

/** The label of the button that goes on from a page to all that match; `total` null: not counted yet. */
export function selectAllLabel(total: number | null, search: string): string {
  if (total === null) return 'Select all matching'
  return search === '' ? `Select all ${countOf(total, 'lead')}` : `Select all ${countText(total)} matching`
}
