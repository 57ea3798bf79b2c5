'use client'
import clsx from 'clsx'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import type { Result } from '@/lib/result'
import { type CheckReading, checkingDone, checkingText, isChecking } from './check-reading'
import { useCheckReading } from './use-check-reading'

/** The check of what is chosen now. */
export type CheckState = CheckReading & { id: string; failure: string | null }

type CheckAreaProps = {
  /** Where the progress of a check is read: this and its id. */
  url: string
  rows: number
  /** Null: what is chosen was not checked yet. */
  check: CheckState | null
  /** Differs when something else is chosen. */
  chosen: string
  start: (again: boolean) => Promise<Result<{ checkId: string }>>
  cancel: (checkId: string) => Promise<Result>
  /** What the check came to; null while it is not done. */
  children: ReactNode
}

/** Has what is chosen checked, shows how far that is, and then what came out. Before that, what came out last. */
export function CheckArea({ url, rows, check, chosen, start, cancel, children }: CheckAreaProps) {
  const { begin, stop, pending, refusal } = useCheck({ check, chosen, start, cancel })
  const reading = useCheckReading(url, check)
  const shown = useLast(children)
  const checking = reading !== null && isChecking(reading)
  const stopped = stoppedText(check, refusal)
  return (
    <section
      aria-labelledby="check-title"
      aria-busy={checking || check === null}
      className="flex flex-col gap-6"
    >
      <h3 id="check-title" className="text-md font-semibold">
        If you import now
      </h3>
      {checking || (check === null && !stopped) ? (
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-60">
            <Progress
              label="Checking the file"
              {...checkingDone(reading ?? notBegun, rows)}
              text={checkingText(rows, reading?.stage ?? 'waiting')}
            />
          </div>
          <Button size="small" pending={pending} onClick={stop}>
            Cancel check
          </Button>
          <p className="w-full text-sm text-ink-3">
            Nothing is imported yet. You can also import without the check.
          </p>
        </div>
      ) : null}
      {stopped ? (
        <Banner
          role="status"
          kind={check?.status === 'cancelled' ? 'info' : 'warn'}
          title={stopped}
          actions={
            <Button pending={pending} onClick={() => begin(true)}>
              Check again
            </Button>
          }
        />
      ) : null}
      {shown && !stopped ? (
        <div className={clsx('transition-opacity', children === null && 'opacity-55')}>{shown}</div>
      ) : null}
    </section>
  )
}

const notBegun: CheckReading = { status: 'queued', stage: 'waiting', rowsDone: 0 }

function stoppedText(check: CheckState | null, refusal: string | undefined): string | null {
  if (refusal) return refusal
  if (check?.status === 'failed') return check.failure ?? 'The check stopped. Nothing was imported.'
  return check?.status === 'cancelled' ? 'The check was cancelled. Nothing was imported.' : null
}

type CheckHook = Pick<CheckAreaProps, 'check' | 'chosen' | 'start' | 'cancel'>

/** Starts a check by itself whenever there is none of what is chosen. */
function useCheck({ check, chosen, start, cancel }: CheckHook) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [refused, setRefused] = useState<{ chosen: string; reason: string }>()

  function begin(again: boolean) {
    startTransition(async () => {
      const result = await start(again)
      setRefused(result.kind === 'refused' ? { chosen, reason: result.reason } : undefined)
      startTransition(() => router.refresh())
    })
  }
  function stop() {
    if (check === null) return
    startTransition(async () => {
      await cancel(check.id) // one that has ended meanwhile is shown by the refresh
      startTransition(() => router.refresh())
    })
  }
  const unchecked = check === null
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each thing that is chosen and was not checked
  useEffect(() => {
    if (unchecked) begin(false)
  }, [unchecked, chosen])
  return { begin, stop, pending, refusal: refused?.chosen === chosen ? refused.reason : undefined }
}

/** The last of them that was something. */
function useLast(children: ReactNode): ReactNode {
  const last = useRef<ReactNode>(null)
  useEffect(() => {
    if (children !== null) last.current = children
  })
  return children ?? last.current
}
