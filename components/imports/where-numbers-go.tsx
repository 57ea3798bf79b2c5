import clsx from 'clsx'
import Link from 'next/link'
import { campaignHref } from '@/components/campaigns/campaign-view'
import { buttonClass } from '@/components/ui/button-class'
import { Tabs } from '@/components/ui/tabs'
import type { Report } from '@/lib/imports/report'
import type { CampaignHistory, LeadsSince } from '@/lib/imports/since'
import {
  accountBridge,
  campaignNowBridge,
  type FileOf,
  fileBridge,
  fileToCampaignBridge,
  type LinesTo,
} from './bridge'
import { numbersHref, type ReportView, rowsHref } from './report-tabs'
import { SinceList } from './since-list'
import { Waterfall } from './waterfall'

type WhereNumbersGoProps = {
  slug: string
  number: number
  file: FileOf
  report: Report
  since: LeadsSince
  campaign: { id: string; history: CampaignHistory | null } | null
  view: Pick<ReportView, 'numbers' | 'drawn'>
}

/** The two bridges: from the file to the account and from the file to the campaign, drawn or as tables. */
export function WhereNumbersGo(props: WhereNumbersGoProps) {
  const { report, campaign, view } = props
  return (
    <section id="numbers" aria-labelledby="bridge-title" className="flex scroll-mt-4 flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 id="bridge-title" className="text-lg font-semibold">
          Where the numbers go
        </h2>
        <DrawnAs {...props} />
      </div>
      {report.campaign && campaign ? <Sides {...props} name={report.campaign.name} /> : null}
      {view.numbers === 'campaign' && report.campaign && campaign ? (
        <CampaignBridges {...props} />
      ) : (
        <AccountBridges {...props} />
      )}
    </section>
  )
}

function Sides({ slug, number, view, name }: WhereNumbersGoProps & { name: string }) {
  const tab = (numbers: ReportView['numbers'], label: string) => ({
    href: numbersHref({ slug, number }, { ...view, numbers }),
    label,
    current: view.numbers === numbers,
  })
  return <Tabs label="Where to" tabs={[tab('account', 'Account'), tab('campaign', `Campaign ${name}`)]} />
}

function DrawnAs({ slug, number, view }: WhereNumbersGoProps) {
  return (
    <nav aria-label="Drawn as" className="print-hidden">
      <ul className="flex">
        {(['chart', 'table'] as const).map((drawn, at) => (
          <li key={drawn}>
            <Link
              href={numbersHref({ slug, number }, { ...view, drawn })}
              aria-current={view.drawn === drawn ? 'true' : undefined}
              className={clsx(
                buttonClass('secondary', 'small'),
                'no-underline',
                at === 0 ? 'rounded-r-none' : '-ml-px rounded-l-none',
                view.drawn === drawn && 'bg-unchanged-tint font-semibold',
              )}
            >
              {drawn === 'chart' ? 'Chart' : 'Table'}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function AccountBridges({ file, report, since, view, ...place }: WhereNumbersGoProps) {
  const hrefOf = hrefs(place)
  return (
    <>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        <Waterfall bridge={fileBridge(file, report.counts)} unit="Rows" drawn={view.drawn} hrefOf={hrefOf} />
        <Waterfall bridge={accountBridge(report, since)} unit="Leads" drawn={view.drawn} hrefOf={hrefOf} />
      </div>
      <SinceList slug={place.slug} events={since.events} what="account" />
    </>
  )
}

function CampaignBridges({ file, report, campaign, view, ...place }: WhereNumbersGoProps) {
  if (!report.campaign || !campaign) return null
  const { history, id } = campaign
  const hrefOf = hrefs({ ...place, campaignId: id })
  return (
    <>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        <Waterfall
          bridge={fileToCampaignBridge(file, report, report.campaign)}
          unit="Rows"
          drawn={view.drawn}
          hrefOf={hrefOf}
        />
        {history ? (
          <Waterfall
            bridge={campaignNowBridge(report.campaign, history)}
            unit="Leads"
            drawn={view.drawn}
            hrefOf={hrefOf}
          />
        ) : (
          <p className="text-ink-3">What the campaign held before this import was not written down.</p>
        )}
      </div>
      {history ? <SinceList slug={place.slug} events={history.since.events} what="campaign" /> : null}
    </>
  )
}

function hrefs({ slug, number, campaignId }: { slug: string; number: number; campaignId?: string }) {
  return (to: LinesTo): string | undefined => {
    if (to === 'leads') return `/${slug}/leads`
    if (to === 'campaign') return campaignId ? campaignHref(slug, campaignId) : undefined
    if (to === 'since') return '#since'
    return rowsHref({ slug, number }, to)
  }
}
