import clsx from 'clsx'
import { useId } from 'react'
import { countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { RejectionCode } from '@/lib/imports/outcome'
import { rejectionMessage } from '@/lib/imports/reasons'
import type { TrendPeriod, TrendUnit } from '@/lib/imports/trends'
import { outcomeLooks } from './outcome-mark'
import { periodText, rateText, reasonsIn, trendSentence } from './trend-text'

type TrendsProps = { unit: TrendUnit; periods: readonly TrendPeriod[] }

/** Rows and rejection rates over time, drawn, told in a sentence, and as a table with the same numbers. */
export function Trends({ unit, periods }: TrendsProps) {
  const reasons = reasonsIn(periods)
  return (
    <div className="flex flex-col gap-8">
      <figure className="flex flex-col gap-3">
        <h2 className="text-md font-semibold">Rows read per {unit}</h2>
        <RowsChart unit={unit} periods={periods} />
        <Legend />
        <figcaption className="max-w-prose text-ink-2">{trendSentence(unit, periods)}</figcaption>
      </figure>
      {reasons.length === 0 ? null : (
        <section aria-labelledby="rates-title" className="flex flex-col gap-4">
          <h2 id="rates-title" className="text-md font-semibold">
            Share of rows rejected, by reason
          </h2>
          <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
            {reasons.map((code) => (
              <RateChart key={code} unit={unit} periods={periods} code={code} />
            ))}
          </div>
        </section>
      )}
      <TrendTable unit={unit} periods={periods} reasons={reasons} />
    </div>
  )
}

const rowsHeight = 160
const stacked = ['added', 'modified', 'rejected'] as const

/** A bar per period: added at the foot, then modified, then rejected; what was not processed is not drawn. */
function RowsChart({ unit, periods }: TrendsProps) {
  const id = useId()
  const most = Math.max(1, ...periods.map((period) => period.added + period.modified + period.rejected))
  return (
    <Frame unit={unit} periods={periods} height={rowsHeight} top={countText(most)}>
      <TrendPatterns id={id} />
      {periods.map((period, at) => {
        let below = 0
        return stacked.map((kind) => {
          const height = (period[kind] / most) * rowsHeight
          below += height
          return period[kind] === 0 ? null : (
            <rect
              key={kind}
              {...place(at, periods.length)}
              y={rowsHeight - below}
              height={Math.max(1, height)}
              className={outcomeLooks[kind].color}
              fill={kind === 'added' ? 'currentColor' : `url(#${id}-${kind})`}
              stroke="currentColor"
              strokeWidth="1"
            />
          )
        })
      })}
    </Frame>
  )
}

const rateHeight = 56

/** How much of what was read was rejected for one reason. */
function RateChart({ unit, periods, code }: TrendsProps & { code: RejectionCode }) {
  const id = useId()
  const rates = periods.map(({ read, rejections }) => (read === 0 ? 0 : (rejections[code] ?? 0) / read))
  const most = Math.max(...rates)
  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <figcaption className="font-medium">{reasonText(code)}</figcaption>
      <Frame unit={unit} periods={periods} height={rateHeight} top={rateText(most, 1)}>
        <TrendPatterns id={id} />
        {rates.map((rate, at) =>
          rate === 0 ? null : (
            <rect
              key={periods[at]?.from.getTime()}
              {...place(at, periods.length)}
              y={rateHeight - (rate / most) * rateHeight}
              height={Math.max(1, (rate / most) * rateHeight)}
              className="text-rejected"
              fill={`url(#${id}-rejected)`}
              stroke="currentColor"
              strokeWidth="1"
            />
          ),
        )}
      </Frame>
    </figure>
  )
}

/** Where the bar of a period stands; hundredths of the width. */
function place(at: number, count: number): { x: string; width: string } {
  const step = 100 / count
  return { x: `${(at * step + step * 0.15).toFixed(3)}%`, width: `${(step * 0.7).toFixed(3)}%` }
}

type FrameProps = TrendsProps & { height: number; top: string; children: React.ReactNode }

/** The foot, the highest value, and the first and last period. The table has the numbers, so this is drawn only. */
function Frame({ unit, periods, height, top, children }: FrameProps) {
  const [first, last] = [periods[0], periods.at(-1)]
  return (
    <div aria-hidden="true" className="flex flex-col gap-1 text-xs text-ink-3">
      <div>
        <span className="block border-b border-dashed border-rule pb-0.5">{top}</span>
        <svg className="block w-full overflow-visible border-b border-control" height={height}>
          <title>Drawn</title>
          {children}
        </svg>
      </div>
      <span className="flex justify-between">
        <span>{first ? periodText(unit, first.from) : ''}</span>
        <span>{last ? periodText(unit, last.from) : ''}</span>
      </span>
    </div>
  )
}

function TrendPatterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-modified`} width="5" height="5" patternUnits="userSpaceOnUse">
        <path d="M-1 6 L6 -1" className="stroke-modified" strokeWidth="2" />
      </pattern>
      <pattern id={`${id}-rejected`} width="5" height="5" patternUnits="userSpaceOnUse">
        <path d="M0 0 L5 5 M5 0 L0 5" className="stroke-rejected" strokeWidth="1.2" />
      </pattern>
    </defs>
  )
}

function Legend() {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      {stacked.map((kind) => (
        <li key={kind} className="inline-flex items-center gap-2">
          <span
            aria-hidden="true"
            className={clsx('size-3', outcomeLooks[kind].color, outcomeLooks[kind].fill)}
          />
          {outcomeLooks[kind].word}
        </li>
      ))}
    </ul>
  )
}

const unitHeads: Record<TrendUnit, string> = { day: 'Day', week: 'Week', month: 'Month' }

/** The newest period first; periods without an import are left out. */
function TrendTable({ unit, periods, reasons }: TrendsProps & { reasons: readonly RejectionCode[] }) {
  const shown = periods.filter((period) => period.imports > 0).reverse()
  return (
    <Table caption={`Rows and rejections per ${unit}`} captionShown>
      <TableHead>
        <tr>
          <ColumnHead>{unitHeads[unit]}</ColumnHead>
          {['Imports', 'Rows read', 'Added', 'Modified', 'Rejected'].map((head) => (
            <ColumnHead key={head} align="right">
              {head}
            </ColumnHead>
          ))}
          {reasons.map((code) => (
            <ColumnHead key={code} align="right" className="max-w-36">
              {reasonText(code)}
            </ColumnHead>
          ))}
        </tr>
      </TableHead>
      <TableBody>
        {shown.map((period) => (
          <TableRow key={period.from.getTime()}>
            <RowHead label={unitHeads[unit]} className="sm:whitespace-nowrap">
              {periodText(unit, period.from)}
            </RowHead>
            <Cell label="Imports" align="right">
              {countText(period.imports)}
            </Cell>
            <Cell label="Rows read" align="right">
              {countText(period.read)}
            </Cell>
            <Cell label="Added" align="right">
              {countText(period.added)}
            </Cell>
            <Cell label="Modified" align="right">
              {countText(period.modified)}
            </Cell>
            <Cell label="Rejected" align="right" className="sm:whitespace-nowrap">
              {withRate(period.rejected, period.read)}
            </Cell>
            {reasons.map((code) => (
              <Cell key={code} label={reasonText(code)} align="right" className="sm:whitespace-nowrap">
                {withRate(period.rejections[code] ?? 0, period.read)}
              </Cell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** "17 (16%)" */
function withRate(count: number, of: number): string {
  return count === 0 ? '0' : `${countText(count)} (${rateText(count, of)})`
}

/** The limit has had many numbers over time. */
function reasonText(code: RejectionCode): string {
  return code === 'max_leads_reached' ? 'Max number of leads reached' : rejectionMessage(code, null)
}
