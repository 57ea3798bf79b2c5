'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { FieldError } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Spinner } from '@/components/ui/spinner'
import { useAnnounce } from '@/components/ui/status-region'
import type { Chosen, FileFacts } from '@/lib/imports/file-facts'
import type { Result } from '@/lib/result'
import { type ReadingChoice, readingChoices, withChosen } from './reading-choices'

/** Reads the file again as chosen: `rereadFileAction`, bound to account and file. */
export type RereadFile = (chosen: Chosen) => Promise<Result>

type ReadingFormProps = { facts: FileFacts; reread: RereadFile }

/** How the file is read: our guess or a person's choice of encoding, separator, header row and sheet. */
export function ReadingForm({ facts, reread }: ReadingFormProps) {
  const { choose, pending, refusal } = useReread(facts, reread)
  return (
    <div className="flex flex-col gap-2" aria-busy={pending || undefined}>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-[2fr_1.2fr_1fr]">
        {readingChoices(facts).map((choice) => (
          <ReadingSelect
            key={choice.key}
            choice={choice}
            disabled={pending}
            onChoose={(value) => choose(choice.key, value)}
          />
        ))}
      </div>
      <FieldError id="reading-error" error={refusal} />
      <p className="flex min-h-5 items-center gap-2 text-sm text-ink-3">
        {pending ? (
          <>
            <Spinner /> Reading the file again…
          </>
        ) : (
          'If the rows below look wrong, choose how the file is read.'
        )}
      </p>
    </div>
  )
}

type ReadingSelectProps = { choice: ReadingChoice; disabled: boolean; onChoose: (value: string) => void }

function ReadingSelect({ choice, disabled, onChoose }: ReadingSelectProps) {
  const id = `reading-${choice.key}`
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-sm font-medium">
          {choice.label}
        </label>
        <span id={`${id}-whose`} className="text-sm text-ink-3">
          {choice.isChosen ? 'chosen' : 'guessed'}
        </span>
      </span>
      <Select
        id={id}
        aria-describedby={`${id}-whose`}
        aria-disabled={disabled || undefined}
        value={choice.value}
        onChange={(event) => {
          if (!disabled) onChoose(event.target.value)
        }}
      >
        {choice.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </div>
  )
}

function useReread(facts: FileFacts, reread: RereadFile) {
  const router = useRouter()
  const announce = useAnnounce()
  const [pending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string>()
  function choose(key: ReadingChoice['key'], value: string) {
    startTransition(async () => {
      const result = await reread(withChosen(facts.chosen, key, value))
      setRefusal(result.kind === 'refused' ? result.reason : undefined)
      if (result.kind === 'refused') announce(result.reason)
      if (result.kind === 'done') {
        announce('The file was read again.')
        startTransition(() => router.refresh())
      }
    })
  }
  return { choose, pending, refusal }
}
