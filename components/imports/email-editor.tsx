'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState, useTransition } from 'react'
import { Button, SubmitButton } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useAnnounce } from '@/components/ui/status-region'
import type { EditEmail } from './check-groups'

type EmailEditorProps = {
  row: number
  /** As the file has it. */
  email: string
  suggestion: string | null
  column: number
  edit: EditEmail
}

/** A wrong email with the ways to correct it: take the suggestion, or write another. */
export function EmailEditor({ row, email, suggestion, column, edit }: EmailEditorProps) {
  const [editing, setEditing] = useState(false)
  const { save, pending, problem, forget } = useSave((value) => edit({ row, column, value }), row)
  const button = useRef<HTMLButtonElement>(null)

  function close() {
    setEditing(false)
    forget()
    requestAnimationFrame(() => button.current?.focus())
  }
  if (editing)
    return <EmailForm {...{ row, pending, problem, save }} first={suggestion ?? email} onCancel={close} />
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {email === '' ? <span className="text-ink-3">(empty)</span> : <span>{email}</span>}
      <span className="flex flex-wrap gap-2">
        {suggestion === null ? null : (
          <Button size="small" pending={pending} onClick={() => save(suggestion)} className="break-all">
            Use {suggestion}
          </Button>
        )}
        <Button ref={button} size="small" variant="quiet" onClick={() => setEditing(true)}>
          Edit<span className="sr-only"> the email of row {row}</span>
        </Button>
      </span>
    </span>
  )
}

type EmailFormProps = {
  row: number
  first: string
  pending: boolean
  problem: string | undefined
  save: (value: string) => void
  onCancel: () => void
}

function EmailForm({ row, first, pending, problem, save, onCancel }: EmailFormProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.select(), [])
  const id = `email-of-${row}`
  function submit(event: FormEvent) {
    event.preventDefault()
    save(input.current?.value ?? '')
  }
  return (
    <form onSubmit={submit} noValidate className="flex w-full flex-col gap-1">
      <span className="flex flex-wrap gap-2">
        <Input
          ref={input}
          id={id}
          aria-label={`Email of row ${row}`}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-error` : undefined}
          defaultValue={first}
          maxLength={254}
          autoComplete="off"
          spellCheck={false}
          className="min-w-0 flex-1 basis-40"
          onKeyDown={(event) => (event.key === 'Escape' ? onCancel() : undefined)}
        />
        <SubmitButton size="small" pending={pending}>
          Save
        </SubmitButton>
        <Button size="small" variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </span>
      <FieldError id={`${id}-error`} error={problem} />
    </form>
  )
}

/** Saves a cell, says why it cannot be, and has the page checked anew. */
function useSave(save: (value: string) => ReturnType<EditEmail>, row: number) {
  const router = useRouter()
  const announce = useAnnounce()
  const [pending, startTransition] = useTransition()
  const [problem, setProblem] = useState<string>()
  return {
    pending,
    problem,
    forget: () => setProblem(undefined),
    save: (value: string) =>
      startTransition(async () => {
        const result = await save(value)
        if (result.kind !== 'done')
          return setProblem(result.kind === 'refused' ? result.reason : result.fields.email)
        setProblem(undefined)
        announce(`The email of row ${row} is corrected. Checking again.`)
        startTransition(() => router.refresh())
      }),
  }
}
