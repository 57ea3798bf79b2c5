import { countOf, countText } from '@/components/ui/count-text'
import { FigureNumber } from '@/components/ui/figure-number'
import type { Report } from '@/lib/imports/report'
import { outcomeLooks } from './outcome-mark'
import { type RowsTab, rowsHref } from './report-tabs'
import type { Why } from './why'
import { WhyNumber } from './why-number'

type Kind = 'added' | 'modified' | 'rejected' | 'not_processed'

type ReportFiguresProps = {
  report: Report
  /** "Update lead if it exists" was on. */
  update: boolean
  /** What stands under Modified when it was not. */
  boxOff?: string
  /** Where the rows are listed; left out where several reports are one. */
  place?: { slug: string; number: number }
  why?: Partial<Record<Kind | 'read', Why | null>>
}

/** The outcomes as big numbers that add up to the rows read; each leads to its rows and says why it is what it is. */
export function ReportFigures({
  report,
  update,
  boxOff = 'the box was off',
  place,
  why = {},
}: ReportFiguresProps) {
  const { counts, rejections } = report
  const to = (tab: RowsTab) => place && rowsHref(place, { tab })
  return (
    // Two beside each other on a phone, unless a number is too long for its half.
    <dl className="flex flex-wrap gap-x-6 gap-y-4 border-y border-rule py-4 max-sm:*:min-w-[calc(50%-12px)] sm:gap-x-8">
      <Figure kind="added" value={counts.added} href={to('added')} why={why.added}>
        {counts.added === 1 ? 'new lead' : 'new leads'}
      </Figure>
      <Figure kind="modified" value={counts.modified} href={to('modified')} why={why.modified}>
        {update ? modifiedText(report) : boxOff}
      </Figure>
      <Figure kind="rejected" value={counts.rejected} href={to('rejected')} why={why.rejected}>
        {rejections.length === 0 ? 'no rows' : countOf(rejections.length, 'reason')}
      </Figure>
      {counts.not_processed > 0 ? (
        <Figure kind="not_processed" value={counts.not_processed} href={to('not_processed')}>
          {counts.not_processed === 1 ? 'row' : 'rows'}
        </Figure>
      ) : null}
      <FigureNumber
        sign="="
        value={counts.read}
        label={counts.read === 1 ? 'row read' : 'rows read'}
        href={to('all')}
        question={why.read ? <WhyNumber why={why.read} of="Rows read" /> : null}
      >
        {countText(counts.rows_in_file)} in file
        {counts.blank > 0 ? ` – ${countOf(counts.blank, 'blank row')} ignored` : ''}
      </FigureNumber>
    </dl>
  )
}

type FigureProps = {
  kind: Kind
  value: number
  href?: string | undefined
  why?: Why | null | undefined
  children: string
}

function Figure({ kind, value, href, why = null, children }: FigureProps) {
  const { sign, word, color } = outcomeLooks[kind]
  return (
    <FigureNumber
      sign={sign}
      value={value}
      label={word}
      href={href}
      className={value > 0 ? color : 'text-ink-3'}
      question={why ? <WhyNumber why={why} of={word} /> : null}
    >
      {children}
    </FigureNumber>
  )
}

function modifiedText({ counts }: Report): string {
  if (counts.modified === 0) return 'no lead was there before'
  return `${countText(counts.modified_changed)} changed · ${countText(counts.modified_unchanged)} already up to date`
}
