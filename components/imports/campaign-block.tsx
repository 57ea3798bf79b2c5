import { countText } from '@/components/ui/count-text'
import type { CampaignReport } from '@/lib/imports/report'
import type { EmailStatus } from '@/lib/leads/email-status'
import { campaignBridge } from './bridge'
import { Waterfall } from './waterfall'

const statusWords: Record<EmailStatus, string> = {
  not_verified: 'not verified',
  valid: 'valid',
  risky: 'risky',
  unknown: 'unknown',
  invalid: 'invalid',
}

/** What the campaign did with the leads it was offered. Its rejections are no rejections of the account. */
export function CampaignBlock({ campaign }: { campaign: CampaignReport }) {
  return (
    <section aria-labelledby="campaign-title" className="flex max-w-column flex-col gap-3">
      <h2 id="campaign-title" className="text-lg font-semibold">
        Campaign
      </h2>
      <Waterfall bridge={campaignBridge(campaign)} unit="Leads" />
      {campaign.rejections.map(({ code, message, count, causes }) => (
        <p key={code}>
          <span className="font-medium">{message}</span>: {countText(count)} ({causesText(causes)})
        </p>
      ))}
      <p className="max-w-prose">
        Leads rejected by a campaign are in your account. They are not counted in <strong>Rejected</strong>{' '}
        above.
      </p>
    </section>
  )
}

/** "3 risky, 2 invalid" */
function causesText(causes: Record<string, number>): string {
  return Object.entries(causes)
    .map(([status, count]) => `${countText(count)} ${statusWords[status as EmailStatus] ?? status}`)
    .join(', ')
}
