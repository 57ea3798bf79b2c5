'use client'
import { type FormEvent, Suspense, use, useState, useTransition } from 'react'
import { Said } from '@/components/settings/said'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { EmailStatus } from '@/lib/leads/email-status'
import type { Result } from '@/lib/result'
import { effectText, type Rejectable, rejectsFirst, rejectsText } from './rejects'
import { RejectsField } from './rejects-field'

type RejectsFormProps = {
  rejects: readonly Rejectable[]
  /** How many of the campaign's leads have which email status; counted while the form is there already. */
  counts: Promise<Record<EmailStatus, number>>
  save: (rejects: Rejectable[]) => Promise<Result<{ rejects: Rejectable[] }>>
}

/** Whom the campaign rejects. What a choice would do is said before it is saved. */
export function RejectsForm({ rejects, counts, save }: RejectsFormProps) {
  const [chosen, setChosen] = useState(rejects)
  const [answer, setAnswer] = useState<Result<{ rejects: Rejectable[] }>>()
  const [pending, startTransition] = useTransition()
  const changed = rejectsText(chosen) !== rejectsText(rejects)
  const saved = answer?.kind === 'done' && !changed && !pending

  function submit(event: FormEvent) {
    event.preventDefault()
    if (pending) return
    startTransition(async () => {
      const result = await save([...chosen])
      startTransition(() => setAnswer(result))
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <ErrorSummary reason={answer?.kind === 'refused' ? answer.reason : undefined} pending={pending} />
      <RejectsField rejects={chosen} first={rejectsFirst} onChange={setChosen} />
      <p className="max-w-prose border-l-2 border-control pl-3" aria-live="polite" data-testid="effect">
        <Suspense fallback="Counting whom this would leave out…">
          <Effect chosen={chosen} counts={counts} />
        </Suspense>
      </p>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" pending={pending} aria-disabled={!changed || undefined}>
          Save setting
        </Button>
        {saved ? <Said>{savedText(rejects)}</Said> : null}
      </div>
    </form>
  )
}

function Effect({ chosen, counts }: Pick<RejectsFormProps, 'counts'> & { chosen: readonly Rejectable[] }) {
  return effectText(chosen, use(counts))
}

function savedText(rejects: readonly Rejectable[]): string {
  return rejects.length === 0
    ? 'Saved: the campaign takes every lead.'
    : `Saved: the campaign rejects ${rejectsText(rejects)}.`
}
