import { countOf, countText } from '@/components/ui/count-text'
import type { CampaignOffer } from '@/lib/campaigns/add-leads'
import { emailStatuses, emailStatusLabels } from '@/lib/leads/email-status'

/** "82 leads added to Q4 outbound." */
export function offerTitle({ added }: CampaignOffer, campaign: string): string {
  return `${added === 0 ? 'No lead' : countOf(added, 'lead')} added to ${campaign}.`
}

/** The sum behind it: "87 offered = 82 added + 3 already in it + 2 rejected (Lead is not valid: 2 risky)." */
export function offerSum({ offered, added, alreadyIn, rejected }: CampaignOffer): string {
  const why = emailStatuses.flatMap((status) => {
    const count = rejected[status] ?? 0
    return count === 0
      ? []
      : [{ count, text: `${countText(count)} ${emailStatusLabels[status].toLowerCase()}` }]
  })
  const turnedAway = why.reduce((sum, { count }) => sum + count, 0)
  const parts = [`${countText(added)} added`]
  if (alreadyIn > 0) parts.push(`${countText(alreadyIn)} already in it`)
  if (turnedAway > 0)
    parts.push(
      `${countText(turnedAway)} rejected (Lead is not valid: ${why.map(({ text }) => text).join(', ')})`,
    )
  return `${countText(offered)} offered = ${parts.join(' + ')}.`
}
