import { z } from 'zod'
import { countOf, countText } from '@/components/ui/count-text'
import { type EmailStatus, emailStatusLabels } from '@/lib/leads/email-status'

/** The email statuses that a campaign can reject, in the order they are offered. */
export const rejectable = ['invalid', 'risky', 'unknown', 'not_verified'] as const
export type Rejectable = (typeof rejectable)[number]

export const rejectsSchema = z.array(z.enum(rejectable)).max(rejectable.length)

/** What is chosen when “Reject leads that are not valid” is switched on. */
export const rejectsFirst: readonly Rejectable[] = ['invalid']

/** "Invalid, Risky", or that none is rejected. */
export function rejectsText(rejects: readonly EmailStatus[]): string {
  const words = rejectable.filter((status) => rejects.includes(status)).map((one) => emailStatusLabels[one])
  return words.length === 0 ? 'None' : words.join(', ')
}

/**
 * What a setting would do to the leads that are in the campaign, in a sentence: nothing, but it would not take some of
 * them today. `counts`: how many of them have which email status.
 */
export function effectText(rejects: readonly Rejectable[], counts: Record<EmailStatus, number>): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (all === 0) return 'No lead is in this campaign yet. The setting counts for leads added from now on.'
  if (rejects.length === 0)
    return `Every lead that is added or imported joins, whatever its email status. ${inIt(all)}.`
  const parts = rejectable.filter((status) => rejects.includes(status) && counts[status] > 0)
  const out = parts.reduce((sum, status) => sum + counts[status], 0)
  if (out === 0) return `This would leave out none of ${countOf(all, 'lead')} in this campaign.`
  const split = parts.map((status) => `${countText(counts[status])} ${emailStatusLabels[status]}`).join(', ')
  return `This would leave out ${countText(out)} of ${countOf(all, 'lead')} in this campaign (${split}). They are not removed: the setting counts for leads added from now on.`
}

function inIt(all: number): string {
  return `${countOf(all, 'lead')} ${all === 1 ? 'is' : 'are'} in this campaign now`
}
