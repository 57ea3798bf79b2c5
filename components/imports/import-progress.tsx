'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'
import { countText } from '@/components/ui/count-text'
import { Progress as ProgressBar } from '@/components/ui/progress'
import { useAnnounce } from '@/components/ui/status-region'
import type { Result } from '@/lib/result'
import { CancelImport } from './cancel-import'
import { OutcomeMark, outcomeLooks } from './outcome-mark'
import {
  announcement,
  documentTitle,
  endText,
  isUnderWay,
  type Progress,
  rowsText,
  stateText,
} from './progress-reading'
import { useProgress } from './use-progress'

type ImportProgressProps = {
  url: string
  fileName: string
  first: Progress
  /** Where the report will be sent. */
  emailedTo: string
  cancel: () => Promise<Result>
}

/** A running import, live: the bar, the figures so far, Cancel. When it ends, the page becomes the report. */
export function ImportProgress({ url, fileName, first, emailedTo, cancel }: ImportProgressProps) {
  const router = useRouter()
  const announce = useAnnounce()
  const [, startTransition] = useTransition()
  const { progress, lost } = useProgress(url, first, (before, now) => {
    const said = announcement(before, now)
    if (said) announce(said)
    if (!isUnderWay(now.status)) startTransition(() => router.refresh())
  })
  useWindowTitle(documentTitle(progress, fileName))
  const underWay = isUnderWay(progress.status)
  useEffect(() => {
    // The button that had the focus is gone with the import's end.
    if (!underWay && document.activeElement === document.body)
      document.getElementById('page-title')?.focus({ preventScroll: true })
  }, [underWay])

  return (
    <div className="flex max-w-column flex-col gap-6">
      <div className="flex flex-col gap-1">
        <ProgressBar
          label={`Importing ${fileName}`}
          value={progress.rowsDone}
          max={Math.max(1, progress.rowsTotal)}
          text={rowsText(progress)}
        />
        <p className="min-h-5 font-medium">{lineText(progress, lost)}</p>
      </div>
      <LiveFigures progress={progress} />
      {underWay ? (
        <>
          <p>You can close this page. The report will be emailed to {emailedTo}.</p>
          <CancelImport rowsDone={progress.rowsDone} requested={progress.cancelRequested} cancel={cancel} />
        </>
      ) : null}
    </div>
  )
}

/** What stands under the bar besides the rows. */
function lineText(progress: Progress, lost: boolean): string {
  if (!isUnderWay(progress.status)) return `${endText(progress)} Opening the report…`
  if (lost) return 'The connection is lost. The import goes on; trying to reach it again…'
  const state = stateText(progress)
  return state === rowsText(progress) ? '' : state
}

const liveKinds = ['added', 'modified', 'rejected'] as const

function LiveFigures({ progress: { counts } }: { progress: Progress }) {
  return (
    <dl className="flex flex-wrap gap-x-12 gap-y-3">
      {liveKinds.map((kind) => (
        <div key={kind} className="flex flex-col">
          <dt className="order-2">
            <OutcomeMark kind={kind} />
          </dt>
          <dd className={`order-1 text-2xl font-semibold ${outcomeLooks[kind].color}`}>
            <span aria-hidden="true" className="font-normal">
              {outcomeLooks[kind].sign}
            </span>
            {countText(counts[kind])}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Shows the percent in the window's title; the report that follows sets its own. */
function useWindowTitle(title: string) {
  useEffect(() => {
    document.title = title
  }, [title])
}
