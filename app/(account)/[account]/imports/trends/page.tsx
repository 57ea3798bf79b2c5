import clsx from 'clsx'
import type { Metadata } from 'next'
import Link from 'next/link'
import { HistoryTabs } from '@/components/imports/history-tabs'
import { Trends } from '@/components/imports/trend-chart'
import type { Query } from '@/components/imports/view-params'
import { ButtonLink } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { requireMember } from '@/lib/auth/session'
import { importTrends, type TrendUnit, trendPeriods, trendUnits } from '@/lib/imports/trends'

export const metadata: Metadata = { title: 'Import trends' }

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }

/** Rows and rejections over time: `?per=day|week|month`. */
export default async function TrendsPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const { accountId } = await requireMember(slug)
  const query = await searchParams
  const unit = trendUnits.find((known) => known === query.per) ?? 'week'
  const periods = await importTrends(accountId, unit)
  return (
    <>
      <PageTitle
        title="Imports"
        actions={
          <ButtonLink variant="primary" href={`/${slug}/imports/new`}>
            Import leads
          </ButtonLink>
        }
      />
      <HistoryTabs slug={slug} here="trends" />
      <Units slug={slug} here={unit} />
      {periods.some(({ imports }) => imports > 0) ? (
        <Trends unit={unit} periods={periods} />
      ) : (
        <EmptyState title={`No imports in the last ${trendPeriods[unit]} ${unit}s.`}>
          What is imported adds up here.
        </EmptyState>
      )}
    </>
  )
}

function Units({ slug, here }: { slug: string; here: TrendUnit }) {
  return (
    <nav aria-label="Add up per" className="mb-6">
      <ul className="flex flex-wrap gap-2">
        {trendUnits.map((unit) => (
          <li key={unit}>
            <Link
              href={`/${slug}/imports/trends?per=${unit}`}
              aria-current={unit === here ? 'true' : undefined}
              className={clsx(
                buttonClass('secondary', 'small'),
                'no-underline',
                unit === here && 'border-ink bg-unchanged-tint font-semibold',
              )}
            >
              Per {unit}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
