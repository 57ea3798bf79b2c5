import clsx from 'clsx'
import Link from 'next/link'
import { useId } from 'react'
import { countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { type BarMark, type Bridge, type BridgeLine, type LinesTo, runningTotals, signOf } from './bridge'
import { type Bar, waterfallBars } from './waterfall-bars'

type WaterfallProps = {
  bridge: Bridge
  /** Heads the numbers: "Leads", "Rows". */
  unit: string
  drawn?: 'chart' | 'table'
  /** Where a line's rows or leads are listed; left out where they are not yet. */
  hrefOf?: (to: LinesTo) => string | undefined
}

/**
 * A ledger from one total to another, at most eight lines: as bars that hang from the amount before, each with its sign,
 * number and label, or as a table with the amount after each line. The caption is the same as a sentence.
 */
export function Waterfall({ bridge, unit, drawn = 'chart', hrefOf = nowhere }: WaterfallProps) {
  const id = useId()
  return (
    <figure className="flex min-w-0 flex-col gap-2" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className="font-semibold wrap-anywhere">
        {bridge.title}
      </h3>
      {drawn === 'chart' ? (
        <BarChart id={id} bridge={bridge} hrefOf={hrefOf} />
      ) : (
        <LineTable bridge={bridge} unit={unit} hrefOf={hrefOf} />
      )}
      <figcaption className="max-w-prose text-ink-2 wrap-anywhere">{bridge.sentence}</figcaption>
    </figure>
  )
}

const nowhere = () => undefined

type PartProps = Required<Pick<WaterfallProps, 'bridge' | 'hrefOf'>>

function BarChart({ id, bridge, hrefOf }: PartProps & { id: string }) {
  const bars = waterfallBars(bridge.lines)
  return (
    <>
      <BarPatterns id={id} />
      <ol aria-label={bridge.title} className="border-y border-rule py-1">
        {bars.map((bar, at) => (
          <BarRow
            key={bar.line.label}
            bar={bar}
            first={at === 0}
            last={at === bars.length - 1}
            patterns={id}
            href={bar.line.to === null ? undefined : hrefOf(bar.line.to)}
          />
        ))}
      </ol>
    </>
  )
}

const colors: Record<BarMark, string> = {
  plain: 'text-ink-3',
  added: 'text-added',
  modified: 'text-modified',
  rejected: 'text-rejected',
  not_processed: 'text-unchanged',
}

type BarRowProps = { bar: Bar; first: boolean; last: boolean; patterns: string; href: string | undefined }

function BarRow({ bar, first, last, patterns, href }: BarRowProps) {
  const { line } = bar
  const isTotal = line.kind === 'total'
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_5.5rem]">
      <span className={clsx('min-w-0 py-1', isTotal && 'font-semibold')}>{line.label}</span>
      <svg
        aria-hidden="true"
        className={clsx('block h-9 w-full max-sm:order-last max-sm:col-span-2 max-sm:h-6', colors[line.mark])}
      >
        {last ? null : (
          <line x1={`${bar.end}%`} x2={`${bar.end}%`} y1="50%" y2="100%" className="stroke-control" />
        )}
        {first ? null : (
          <line x1={`${bar.start}%`} x2={`${bar.start}%`} y1="0" y2="50%" className="stroke-control" />
        )}
        <rect
          x={`${bar.from}%`}
          width={`${bar.to - bar.from}%`}
          y="20%"
          height="60%"
          fill={fillOf(line, patterns)}
          stroke="currentColor"
          strokeWidth={line.amount > 0 ? 1 : 0}
          strokeDasharray={line.mark === 'not_processed' ? '2 2' : undefined}
        />
      </svg>
      <Amount line={line} first={first} href={href} />
    </li>
  )
}

function Amount({ line, first, href }: { line: BridgeLine; first: boolean; href: string | undefined }) {
  const text = `${first ? '' : `${signOf(line)} `}${countText(line.amount)}`
  return (
    <span
      className={clsx('text-right whitespace-nowrap tabular-nums', line.kind === 'total' && 'font-semibold')}
    >
      {href && line.amount > 0 ? (
        <Link href={href} className="link inline-flex min-h-6 items-center">
          {text}
          <span className="sr-only"> {line.label}</span>
        </Link>
      ) : (
        text
      )}
    </span>
  )
}

function LineTable({ bridge, unit, hrefOf }: PartProps & { unit: string }) {
  const running = runningTotals(bridge.lines)
  return (
    <Table caption={bridge.title}>
      <TableHead>
        <tr>
          <ColumnHead>Step</ColumnHead>
          <ColumnHead align="right">{unit}</ColumnHead>
          <ColumnHead align="right">Running total</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {bridge.lines.map((line, at) => (
          <TableRow key={line.label}>
            <RowHead label="Step" className={line.kind === 'total' ? undefined : 'font-normal'}>
              {line.label}
            </RowHead>
            <Cell label={unit} align="right">
              <Amount line={line} first={at === 0} href={line.to === null ? undefined : hrefOf(line.to)} />
            </Cell>
            <Cell label="Running total" align="right" className="tabular-nums">
              {countText(running[at] ?? 0)}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function fillOf(line: BridgeLine, patterns: string): string {
  switch (line.mark) {
    case 'added':
      return 'currentColor'
    case 'modified':
      return `url(#${patterns}-diagonal)`
    case 'rejected':
      return `url(#${patterns}-cross)`
    case 'not_processed':
      return 'none'
    case 'plain':
      return line.kind === 'total' ? 'var(--unchanged-tint)' : 'none'
  }
}

/** The fills that tell outcomes apart without hue, each in its outcome's colour. */
function BarPatterns({ id }: { id: string }) {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      <defs>
        <pattern id={`${id}-diagonal`} width="5" height="5" patternUnits="userSpaceOnUse">
          <path d="M-1 6 L6 -1" className="stroke-modified" strokeWidth="2" />
        </pattern>
        <pattern id={`${id}-cross`} width="5" height="5" patternUnits="userSpaceOnUse">
          <path d="M0 0 L5 5 M5 0 L0 5" className="stroke-rejected" strokeWidth="1.2" />
        </pattern>
      </defs>
    </svg>
  )
}
