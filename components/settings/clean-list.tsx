'use client'
import { useEffect, useRef, useState, useTransition } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { countOf, countText } from '@/components/ui/count-text'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { Result } from '@/lib/result'

type CleanListProps = {
  /** Emails on the list. */
  count: number
  /** Id of the text that says why the button does nothing when the list is empty. */
  emptyTextId: string
  clean: () => Promise<Result<{ cleared: number }>>
}

/** The button "Clean List" with its question in place. */
export function CleanList({ count, emptyTextId, clean }: CleanListProps) {
  const [asking, setAsking] = useState(false)
  const [result, setResult] = useState<Result<{ cleared: number }>>()
  const [pending, startTransition] = useTransition()
  const button = useRef<HTMLButtonElement>(null)

  function keep() {
    setAsking(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  function confirm() {
    startTransition(async () => {
      const answer = await clean()
      // A transition again, so that the answer appears together with the new count.
      startTransition(() => {
        setResult(answer)
        setAsking(false)
      })
    })
  }
  return (
    <div className="flex flex-col items-start gap-3">
      <ErrorSummary reason={result?.kind === 'refused' ? result.reason : undefined} pending={pending} />
      {result?.kind === 'done' && !asking ? <Cleared cleared={result.value.cleared} /> : null}
      {asking ? (
        <Question count={count} pending={pending} onKeep={keep} onClean={confirm} />
      ) : (
        <Button
          ref={button}
          aria-disabled={count === 0 || undefined}
          aria-describedby={count === 0 ? emptyTextId : undefined}
          onClick={() => setAsking(true)}
        >
          Clean List
        </Button>
      )}
    </div>
  )
}

type QuestionProps = { count: number; pending: boolean; onKeep: () => void; onClean: () => void }

function Question({ count, pending, onKeep, onClean }: QuestionProps) {
  const question = useRef<HTMLParagraphElement>(null)
  useEffect(() => question.current?.focus(), [])
  const all = count === 1 ? 'Clear the one email? It' : `Clear all ${countText(count)}? They`
  return (
    <fieldset className="flex flex-wrap items-center gap-3">
      <legend className="sr-only">Clean List</legend>
      <p ref={question} tabIndex={-1} className="font-medium">
        {all} can then be imported again.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onKeep} aria-disabled={pending || undefined}>
          Keep list
        </Button>
        <Button variant="danger" pending={pending} onClick={onClean}>
          Clean List
        </Button>
      </div>
    </fieldset>
  )
}

function Cleared({ cleared }: { cleared: number }) {
  const banner = useRef<HTMLDivElement>(null)
  useEffect(() => banner.current?.focus(), [])
  return (
    <Banner ref={banner} kind="done" role="status" tabIndex={-1} className="self-stretch">
      List cleared. {countOf(cleared, 'email')} can be imported again.
    </Banner>
  )
}
