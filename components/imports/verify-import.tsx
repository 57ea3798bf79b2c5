'use client'
import { CircleCheck, CircleDashed, CircleX } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { ErrorSummary } from '@/components/ui/error-summary'
import { useAnnounce } from '@/components/ui/status-region'
import type { Result } from '@/lib/result'

/** One thing that must be true of an import (lib/imports/verdict.ts). */
export type VerdictShown = { name: string; holds: boolean; checked: boolean; found: string }

export type VerifyImportProps = {
  /** The hash that stands for file, options and outcomes; the mail carries it too. */
  receipt: string | null
  verify: () => Promise<Result<VerdictShown[]>>
}

/** Recounts the import on demand and says whether everything holds, check by check. */
export function VerifyImport({ receipt, verify }: VerifyImportProps) {
  const announce = useAnnounce()
  const [pending, startTransition] = useTransition()
  const [verdicts, setVerdicts] = useState<VerdictShown[]>()
  const [refusal, setRefusal] = useState<string>()

  function run() {
    startTransition(async () => {
      setRefusal(undefined)
      const result = await verify()
      if (result.kind !== 'done') return setRefusal(result.kind === 'refused' ? result.reason : undefined)
      setVerdicts(result.value)
      announce(verdictText(result.value))
    })
  }

  return (
    <section aria-labelledby="verify-title" className="flex flex-col gap-2">
      <h2 id="verify-title" className="text-lg font-semibold">
        Verify
      </h2>
      <p className="max-w-column text-ink-2">
        Counts everything again, apart from the import: the file with another parser, row by row, the leads,
        the campaign, the account and the mails.
      </p>
      {receipt ? (
        <p className="max-w-column text-ink-2">
          Receipt over file, options and outcomes, as in the mail:{' '}
          <code className="break-all text-sm text-ink">{receipt}</code>
        </p>
      ) : null}
      <ErrorSummary reason={refusal} />
      <div>
        <Button pending={pending} onClick={run}>
          {verdicts ? 'Verify again' : 'Verify this report'}
        </Button>
      </div>
      {verdicts ? <Verdicts verdicts={verdicts} /> : null}
    </section>
  )
}

/** "It holds: all 21 checks." */
export function verdictText(verdicts: readonly VerdictShown[]): string {
  const broken = verdicts.filter((verdict) => !verdict.holds).length
  const skipped = verdicts.filter((verdict) => !verdict.checked).length
  if (broken > 0) return `It does not hold: ${countOf(broken, 'check')} of ${verdicts.length} failed.`
  const made = verdicts.length - skipped
  return `It holds: ${skipped === 0 ? `all ${countOf(made, 'check')}` : `${countOf(made, 'check')}, ${skipped} could not be made`}.`
}

function Verdicts({ verdicts }: { verdicts: readonly VerdictShown[] }) {
  const broken = verdicts.some((verdict) => !verdict.holds)
  return (
    <>
      <p className="font-medium">{verdictText(verdicts)}</p>
      <details open={broken}>
        <summary className="target py-1">The checks</summary>
        <ul className="flex flex-col gap-2 pt-1">
          {verdicts.map((verdict) => (
            <VerdictLine key={verdict.name} verdict={verdict} />
          ))}
        </ul>
      </details>
    </>
  )
}

function VerdictLine({ verdict: { name, holds, checked, found } }: { verdict: VerdictShown }) {
  const Icon = !holds ? CircleX : checked ? CircleCheck : CircleDashed
  const word = !holds ? 'Does not hold' : checked ? 'Holds' : 'Not checked'
  return (
    <li className="flex gap-2">
      <Icon aria-label={word} className={`mt-0.5 size-4 shrink-0 ${holds ? 'text-ink-2' : 'text-danger'}`} />
      <span className="min-w-0 break-words">
        {name} <span className="text-sm text-ink-3">({found})</span>
      </span>
    </li>
  )
}
