import { z } from 'zod'
import { countOf, countText } from '@/components/ui/count-text'
import type { LeadFilter } from '@/lib/leads/filter'
import { leadFilterSchema } from './leads-view'

/** The leads a deed is for: those of the boxes, or all that match (`expected`: how many were shown). */
export const chosenSchema = z.union([
  z.strictObject({ leadIds: z.array(z.uuid()).min(1).max(1_000) }),
  z.strictObject({ filter: leadFilterSchema, expected: z.int().positive() }),
])
export type Chosen = z.infer<typeof chosenSchema>

/** Counts the leads that match, exactly: needed to do something with them all, and slower than a page may be. */
export type CountMatching = (filter: LeadFilter) => Promise<number>

/** "12 selected on this page", or that all of them are. */
export function selectedSentence(selected: { count: number } | { all: number; filtered: boolean }): string {
  if ('count' in selected) return `${countText(selected.count)} selected on this page`
  return `All ${countOf(selected.all, selected.filtered ? 'matching lead' : 'lead')} selected`
}

/** The label of the button that goes on from a page to all that match; `total` null: not counted yet. */
export function selectAllLabel(total: number | null, filtered: boolean): string {
  if (total === null) return 'Select all matching'
  return filtered ? `Select all ${countText(total)} matching` : `Select all ${countOf(total, 'lead')}`
}
