import { z } from 'zod'
import { countOf } from '@/components/ui/count-text'
import type { Result } from '@/lib/result'
import { chosenSchema } from './selection'

/** What the page asks to be deleted. */
export const deletionSchema = z.strictObject({ chosen: chosenSchema, permanently: z.boolean() })
export type Deletion = z.infer<typeof deletionSchema>

/** What was deleted; `change` says which deletion it was, to undo it. */
export type Deleted = { deleted: number; change: number; permanently: boolean }
export type DeleteLeads = (deletion: Deletion) => Promise<Result<{ deleted: number; change: number }>>

/** The label of the button that deletes. */
export function deleteLabel(count: number, permanently: boolean): string {
  return `${permanently ? 'Permanently delete' : 'Delete'} ${countOf(count, 'lead')}`
}

/** What was done, for the page. */
export function deletedSentence(count: number, permanently: boolean): string {
  return `${countOf(count, 'lead')} ${permanently ? 'permanently deleted' : 'deleted'}.`
}

/** What that means from now on. */
export function deletedConsequence(count: number, permanently: boolean): string {
  const [emails, they] = count === 1 ? ['Its email', 'It'] : ['Their emails', 'They']
  return permanently
    ? `${emails} will be rejected on import with “Email was permanently deleted”.`
    : `${they} can be restored for 30 days. ${emails} can be imported again.`
}
