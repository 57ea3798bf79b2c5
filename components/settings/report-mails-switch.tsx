'use client'
import { useOptimistic, useState, useTransition } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { Result } from '@/lib/result'
import { Said } from './said'

type ReportMailsSwitchProps = { on: boolean; turn: (on: boolean) => Promise<Result> }

/** Whether admins get the report of every import. Saved with the click. */
export function ReportMailsSwitch({ on, turn }: ReportMailsSwitchProps) {
  const [shown, show] = useOptimistic(on)
  const [result, setResult] = useState<Result>()
  const [pending, startTransition] = useTransition()
  function change(next: boolean) {
    startTransition(async () => {
      show(next)
      const answer = await turn(next)
      startTransition(() => setResult(answer))
    })
  }
  return (
    <div className="flex flex-col gap-2">
      <ErrorSummary reason={result?.kind === 'refused' ? result.reason : undefined} pending={pending} />
      <Checkbox
        id="report-mails"
        role="switch"
        aria-checked={shown}
        label="Email the import report to the account’s admins"
        helper="Whoever runs an import gets its report in any case. Nobody gets it twice."
        checked={shown}
        onChange={(event) => change(event.target.checked)}
      />
      {result?.kind === 'done' && !pending ? (
        <Said>{on ? 'Saved: admins get the report.' : 'Saved: admins do not get the report.'}</Said>
      ) : null}
    </div>
  )
}
