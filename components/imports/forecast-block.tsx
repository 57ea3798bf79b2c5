import clsx from 'clsx'
import Link from 'next/link'
import { countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { ForecastCause } from '@/lib/imports/forecast-causes'
import type { Report } from '@/lib/imports/report'
import { causeSentence, differenceText, forecastLines } from './forecast-lines'

type ForecastBlockProps = {
  slug: string
  /** When the check was made, and what it said. */
  at: Date
  forecast: Report
  actual: Report
  /** What happened between the check and the end of the import; more than `causesMax` are cut. */
  causes: readonly ForecastCause[]
  causesMax: number
  /** Rows were not processed, because it was cancelled or failed. */
  stopped: boolean
}

/** What the check had said beside what came out, and what happened in between. */
export function ForecastBlock({
  slug,
  at,
  forecast,
  actual,
  causes,
  causesMax,
  stopped,
}: ForecastBlockProps) {
  const lines = forecastLines(forecast, actual)
  const differs = lines.some((line) => line.forecast !== line.actual)
  return (
    <section aria-labelledby="forecast-title" className="flex max-w-column flex-col gap-3">
      <h2 id="forecast-title" className="text-lg font-semibold">
        Forecast and actual
      </h2>
      <p>
        {differs ? 'Some of it came another way than the check said' : 'Everything came as the check said'},{' '}
        <Time at={at} show="datetime" />.
      </p>
      {differs ? <Causes slug={slug} causes={causes} causesMax={causesMax} stopped={stopped} /> : null}
      <details open={differs}>
        <summary className="target py-1 text-ink-2">Number by number</summary>
        <Table caption="Forecast and actual">
          <TableHead>
            <tr>
              <ColumnHead className="w-1/2">Rows</ColumnHead>
              <ColumnHead align="right">Forecast</ColumnHead>
              <ColumnHead align="right">Actual</ColumnHead>
              <ColumnHead align="right">Difference</ColumnHead>
            </tr>
          </TableHead>
          <TableBody>
            {lines.map((line) => (
              <TableRow key={line.label}>
                <RowHead label="Rows">{line.label}</RowHead>
                <Cell label="Forecast" align="right">
                  {countText(line.forecast)}
                </Cell>
                <Cell label="Actual" align="right">
                  {countText(line.actual)}
                </Cell>
                <Cell
                  label="Difference"
                  align="right"
                  className={clsx(line.forecast === line.actual ? 'text-ink-3' : 'font-semibold')}
                >
                  {differenceText(line)}
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </details>
    </section>
  )
}

type CausesProps = Pick<ForecastBlockProps, 'slug' | 'causes' | 'causesMax' | 'stopped'>

function Causes({ slug, causes, causesMax, stopped }: CausesProps) {
  return (
    <>
      <p className="font-medium">Between the check and the end of the import:</p>
      <ul className="list-disc pl-5">
        {causes.slice(0, causesMax).map((cause) => (
          <CauseLine
            key={`${cause.kind} ${cause.at.getTime()} ${causeSentence(cause).text}`}
            slug={slug}
            cause={cause}
          />
        ))}
        {causes.length > causesMax ? <li>and more</li> : null}
        {stopped ? <li>The import was stopped before its last row.</li> : null}
        {causes.length === 0 && !stopped ? <li>Nothing that is kept in the account’s history.</li> : null}
      </ul>
    </>
  )
}

function CauseLine({ slug, cause }: { slug: string; cause: ForecastCause }) {
  const { text, importNumber } = causeSentence(cause)
  return (
    <li>
      {text}{' '}
      {importNumber === null ? null : (
        <>
          <Link href={`/${slug}/imports/${importNumber}`} className="link">
            import #{importNumber}
          </Link>{' '}
        </>
      )}
      <span className="text-ink-2">
        at <Time at={cause.at} show="datetime" />
      </span>
    </li>
  )
}
