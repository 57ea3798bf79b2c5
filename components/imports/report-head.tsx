import { Fragment, type ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import type { Counts } from '@/lib/imports/report'
import type { ImportStatus } from './progress-reading'
import { resultText, stopText } from './result-text'
import { spanText } from './times'

type ReportFacts = {
  startedBy: string
  /** From taken up to ended; null when it never ran. */
  ran: { from: Date; to: Date } | null
  update: boolean
  blankCells: 'keep' | 'clear'
  campaignName: string | null
  tag: string | null
}

/** Who, when, with which options, in one line. */
export function ReportFacts({ startedBy, ran, update, blankCells, campaignName, tag }: ReportFacts) {
  const facts = [
    startedBy,
    ...(ran ? [spanText(ran.from, ran.to)] : []),
    `Update lead if it exists: ${update ? 'On' : 'Off'}`,
    ...(update ? [`Blank cells: ${blankCells}`] : []),
    ...(campaignName === null ? [] : [`Campaign: ${campaignName}`]),
    ...(tag === null ? [] : [`Tag: ${tag}`]),
  ]
  return (
    <ul className="flex flex-wrap gap-x-2">
      {facts.map((fact, at) => (
        <li key={fact} className="min-w-0 break-words">
          {fact}
          {at < facts.length - 1 ? (
            <span aria-hidden="true" className="ml-2 text-ink-3">
              ·
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

type ResultBannerProps = {
  status: ImportStatus
  counts: Counts
  failure: string | null
  /** The first row that was not processed. */
  stoppedAt: number | null
  /** Where the file is imported again. */
  againHref: string
  /** Imports the rows that were not processed. */
  rest: ReactNode
  /** Why the rest is not offered, where it is not. */
  restRefusal: string | null
}

/** How it came out, in a line; what stopped it, when something did. */
export function ResultBanner(props: ResultBannerProps) {
  const { status, counts, failure, stoppedAt, againHref, rest, restRefusal } = props
  const stop = stopText(status, counts, stoppedAt)
  return (
    <>
      {stop ? (
        <Banner
          kind={status === 'failed' ? 'warn' : 'info'}
          title={stop.title}
          actions={
            <>
              {rest}
              <ButtonLink href={againHref}>Import the file again</ButtonLink>
            </>
          }
        >
          {failure ? <p>{failure}</p> : null}
          <p>{stop.text}</p>
          {restRefusal && restRefusal !== failure ? <p>{restRefusal}</p> : null}
        </Banner>
      ) : null}
      <p className="text-md font-medium">
        <InOnePiece text={resultText(counts)} />
      </p>
    </>
  )
}

/** "Added 87 new leads · Modified 0 leads": no line ends within a part. */
function InOnePiece({ text }: { text: string }) {
  const parts = text.split(' · ')
  if (parts.length === 1) return <>{text}</>
  return (
    <>
      {parts.map((part, at) => (
        <Fragment key={part}>
          {at > 0 ? ' ' : null}
          <span className="whitespace-nowrap">{at < parts.length - 1 ? `${part} ·` : part}</span>
        </Fragment>
      ))}
    </>
  )
}
