import Link from 'next/link'
import { campaignHref } from '@/components/campaigns/campaign-view'
import { ButtonLink } from '@/components/ui/button'
import { countText } from '@/components/ui/count-text'
import { FigureNumber } from '@/components/ui/figure-number'
import { campaignRejectionFix } from '@/lib/imports/reasons'
import type { CampaignReport } from '@/lib/imports/report'
import { type EmailStatus, emailStatusLabels } from '@/lib/leads/email-status'
import { rowsHref } from './report-tabs'
import type { Why } from './why'
import { WhyNumber } from './why-number'

type CampaignBlockProps = {
  campaign: CampaignReport
  /** Where its rows are listed and the campaign is; left out where several reports are one. */
  place?: { slug: string; number: number; campaignId: string }
  why?: Why | null
}

/** What the campaign did with the leads it was offered. Its rejections are no rejections of the account. */
export function CampaignBlock({ campaign, place, why = null }: CampaignBlockProps) {
  const { name, offered, added, already_in, rejected } = campaign
  const to = (view?: 'added' | 'already_in' | 'rejected') =>
    place && rowsHref(place, { tab: 'campaign', view })
  return (
    <section aria-labelledby="campaign-title" className="flex flex-col gap-3">
      <h2 id="campaign-title" className="text-lg font-semibold wrap-anywhere">
        Campaign {place ? <Link href={campaignHref(place.slug, place.campaignId)}>{name}</Link> : name}
      </h2>
      <dl className="flex flex-wrap gap-x-6 gap-y-4 border-y border-rule py-4 max-sm:*:min-w-[calc(50%-12px)] sm:gap-x-8">
        <FigureNumber
          sign="+"
          value={added}
          label="Added"
          href={to('added')}
          className={tone(added, 'text-added')}
          question={why ? <WhyNumber why={why} of="Added to the campaign" /> : null}
        >
          to the campaign
        </FigureNumber>
        <FigureNumber
          sign="="
          value={already_in}
          label="Already in it"
          href={to('already_in')}
          className={tone(already_in, 'text-unchanged')}
        >
          {already_in === 0 ? 'none was before' : 'they stay where they are'}
        </FigureNumber>
        <FigureNumber
          sign="×"
          value={rejected}
          label="Rejected by it"
          href={to('rejected')}
          className={tone(rejected, 'text-rejected')}
        >
          by the campaign only
        </FigureNumber>
        <FigureNumber
          sign="="
          value={offered}
          label={offered === 1 ? 'lead offered' : 'leads offered'}
          href={to()}
        >
          each lead of this import once
        </FigureNumber>
      </dl>
      {campaign.rejections.map(({ code, message, count, causes }) => (
        <div key={code} className="flex flex-col gap-2">
          <p>
            <span className="font-semibold">{message}</span>: {countText(count)} ({causesText(causes)}){' '}
            <Link
              href={`/help/import-report#${code}`}
              className="link inline-flex sm:ml-2 min-h-6 items-center text-sm"
            >
              What this means<span className="sr-only">: {message}</span>
            </Link>
          </p>
          <p className="max-w-prose">
            <span className="font-medium">Fix: </span>
            {campaignRejectionFix}
          </p>
          {place ? (
            <div className="print-hidden flex flex-wrap gap-2">
              <ButtonLink href={`${campaignHref(place.slug, place.campaignId)}/settings`}>
                Campaign settings
              </ButtonLink>
              <ButtonLink variant="quiet" href={to('rejected') ?? ''}>
                Show these leads
              </ButtonLink>
            </div>
          ) : null}
        </div>
      ))}
      <p className="max-w-prose">
        Leads rejected by a campaign are in your account. They are not counted in <strong>Rejected</strong>{' '}
        above.
      </p>
    </section>
  )
}

function tone(value: number, color: string): string {
  return value > 0 ? color : 'text-ink-3'
}

/** "3 Risky, 2 Invalid" */
function causesText(causes: Record<string, number>): string {
  return Object.entries(causes)
    .map(([status, count]) => `${countText(count)} ${emailStatusLabels[status as EmailStatus] ?? status}`)
    .join(', ')
}
