import clsx from 'clsx'
import { useId } from 'react'
import { countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { type BarMark, type Bridge, type BridgeLine, signOf } from './bridge'
import { type Bar, waterfallBars } from './waterfall-bars'

/**
 * A ledger from one total to another: each line of the table has its bar, so chart and table are one. At most
 * eight lines. The caption is the same as a sentence. `unit` heads the numbers: "Leads", "Rows".
 */
export function Waterfall({ bridge, unit }: { bridge: Bridge; unit: string }) {
  const id = useId()
  const bars = waterfallBars(bridge.lines)
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <h3 className="font-semibold">{bridge.title}</h3>
      <BarPatterns id={id} />
      <Table caption={bridge.title}>
        <TableHead>
          <tr>
            <ColumnHead className="w-2/5">Step</ColumnHead>
            <ColumnHead>
              <span className="sr-only">Drawn</span>
            </ColumnHead>
            <ColumnHead align="right">{unit}</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {bars.map((bar, at) => (
            <BarRow key={bar.line.label} bar={bar} first={at === 0} patterns={id} />
          ))}
        </TableBody>
      </Table>
      <figcaption className="max-w-prose text-ink-2">{bridge.sentence}</figcaption>
    </figure>
  )
}

const colors: Record<BarMark, string> = {
  plain: 'text-ink-3',
  added: 'text-added',
  modified: 'text-modified',
  rejected: 'text-rejected',
  not_processed: 'text-unchanged',
}

function BarRow({ bar, first, patterns }: { bar: Bar; first: boolean; patterns: string }) {
  const { line } = bar
  const total = line.kind === 'total'
  return (
    <TableRow
      className={clsx(
        'max-sm:grid max-sm:grid-cols-[1fr_auto]',
        total && !first && 'border-t border-t-control',
      )}
    >
      <RowHead className={total ? undefined : 'font-normal'}>{line.label}</RowHead>
      <Cell className="max-sm:order-last max-sm:col-span-2 max-sm:min-h-6">
        <svg aria-hidden="true" className={clsx('block h-4 w-full', colors[line.mark])}>
          <rect
            x={`${bar.from}%`}
            width={`${bar.to - bar.from}%`}
            y="1"
            height="14"
            fill={fillOf(line, patterns)}
            stroke="currentColor"
            strokeWidth={line.amount > 0 ? 1 : 0}
            strokeDasharray={line.mark === 'not_processed' ? '2 2' : undefined}
          />
        </svg>
      </Cell>
      <Cell align="right" className={clsx('whitespace-nowrap', total && 'font-semibold')}>
        {first ? '' : `${signOf(line)} `}
        {countText(line.amount)}
      </Cell>
    </TableRow>
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
