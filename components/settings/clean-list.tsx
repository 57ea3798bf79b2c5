'use client'
import { useEffect, useRef, useState, useTransition } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { countOf, countText } from '@/components/ui/count-text'
import { ErrorSummary } from '@/components/ui/error-summary'
import { type Cleaned, type CleanUndone, cleanUndoneText } from '@/lib/deleted-emails/clean-undone'
import type { Result } from '@/lib/result'

/** Rows of the latest report that were rejected for their email being on the list. */
export type Waiting = { rows: number; importNumber: number; href: string }

type CleanListProps = {
  /** Emails on the list. */
  count: number
  /** Id of the text that says why the button does nothing when the list is empty. */
  emptyTextId: string
  waiting: Waiting | null
  clean: () => Promise<Result<Cleaned>>
  undo: (auditId: string) => Promise<Result<CleanUndone>>
}

/** What was done last. */
type Deed = { kind: 'cleaned'; value: Cleaned } | { kind: 'undone'; value: CleanUndone }

/** The button "Clean List" with its question in place, and Undo after it. */
export function CleanList({ count, emptyTextId, waiting, clean, undo }: CleanListProps) {
  const [asking, setAsking] = useState(false)
  const [deed, setDeed] = useState<Deed>()
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const button = useRef<HTMLButtonElement>(null)

  function keep() {
    setAsking(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  function run<T>(act: () => Promise<Result<T>>, deedOf: (value: T) => Deed) {
    startTransition(async () => {
      const answer = await act()
      // A transition again, so that the answer appears together with the new count.
      startTransition(() => {
        setRefusal(answer.kind === 'refused' ? answer.reason : undefined)
        if (answer.kind === 'done') setDeed(deedOf(answer.value))
        setAsking(false)
      })
    })
  }
  const confirm = () => run(clean, (value) => ({ kind: 'cleaned', value }))
  const takeBack = (auditId: string) =>
    run(
      () => undo(auditId),
      (value) => ({ kind: 'undone', value }),
    )
  return (
    <div className="flex flex-col items-start gap-3">
      <ErrorSummary reason={refusal} pending={pending} />
      {deed && !asking ? <Told deed={deed} waiting={waiting} pending={pending} undo={takeBack} /> : null}
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

type ToldProps = {
  deed: Deed
  waiting: Waiting | null
  pending: boolean
  undo: (auditId: string) => void
}

/** What came of it; takes focus, since the button that led to it is gone. */
function Told({ deed, waiting, pending, undo }: ToldProps) {
  const banner = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each deed is told anew
  useEffect(() => banner.current?.focus(), [deed])
  const auditId = deed.kind === 'cleaned' ? deed.value.undo : null
  return (
    <Banner
      ref={banner}
      kind="done"
      role="status"
      tabIndex={-1}
      className="self-stretch"
      actions={
        auditId ? (
          <Button pending={pending} onClick={() => undo(auditId)}>
            Undo
          </Button>
        ) : null
      }
    >
      {deed.kind === 'undone' ? (
        cleanUndoneText(deed.value)
      ) : (
        <>
          <p>List cleared. {countOf(deed.value.cleared, 'email')} can be imported again.</p>
          {waiting ? (
            <p>
              {countOf(waiting.rows, 'row')} in report #{waiting.importNumber}{' '}
              {waiting.rows === 1 ? 'was' : 'were'} rejected for this.{' '}
              <a href={waiting.href} className="link">
                {waiting.rows === 1 ? 'Re-run it' : 'Re-run them'}
              </a>
            </p>
          ) : null}
          <p className="text-sm text-ink-2">Undo is possible for 30 days, later from Settings → Audit.</p>
        </>
      )}
    </Banner>
  )
}
