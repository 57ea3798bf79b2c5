import { ForecastBlock } from '@/components/imports/forecast-block'
import type { AccountId } from '@/lib/db/ids'
import { getForecast } from '@/lib/imports/checks'
import { causesMax, forecastCauses } from '@/lib/imports/forecast-causes'
import type { ImportView } from '@/lib/imports/queries'

type Props = { slug: string; accountId: AccountId; view: ImportView }

/** The forecast beside the report; nothing for an import that was started without a check. */
export async function ForecastPart({ slug, accountId, view: { number, report } }: Props) {
  const forecast = await getForecast(accountId, number)
  if (!forecast) return null
  return (
    <ForecastBlock
      slug={slug}
      at={new Date(forecast.at)}
      forecast={forecast.report}
      actual={report}
      causes={await forecastCauses(accountId, number, forecast)}
      causesMax={causesMax}
      stopped={report.counts.not_processed > 0}
    />
  )
}
