'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { type FormEvent, startTransition, useActionState } from 'react'
import { type FieldValues, type Path, useForm } from 'react-hook-form'
import type { z } from 'zod'
import type { FormState } from '@/lib/form'

type ServerForm<Values extends FieldValues> = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  /** Checked in the browser first; the action checks it again. */
  schema: z.ZodType<Values, Values>
  /** The fields in the order of the page; their ids are their names. */
  names: readonly Path<Values>[]
}

/**
 * A form that works twice: without script it posts to the server action; with script it is checked first, sent in
 * a transition, and keeps what was typed. It has no default values, so that what was typed before the script came
 * stays.
 */
export function useServerForm<Values extends FieldValues>({ action, schema, names }: ServerForm<Values>) {
  const [state, send, pending] = useActionState(action, {})
  const form = useForm<Values>({ resolver: zodResolver(schema), shouldFocusError: false })

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const typed = new FormData(event.currentTarget)
    void form.handleSubmit(() => startTransition(() => send(typed)))(event)
  }

  const errors: Record<string, string> = {}
  for (const name of names) {
    const error = form.formState.errors[name]?.message ?? state.fields?.[name]
    if (typeof error === 'string') errors[name] = error
  }
  return {
    pending,
    errors,
    formProps: { action: send, onSubmit, noValidate: true },
    summaryProps: { reason: state.reason, fields: errors, pending, attempt: form.formState.submitCount },
    inputProps: (name: Path<Values>) => ({ ...form.register(name), defaultValue: state.values?.[name] }),
  }
}
