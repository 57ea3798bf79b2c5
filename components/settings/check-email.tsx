'use client'
import { useActionState, useEffect, useRef } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Announce } from '@/components/ui/status-region'
import { dateText } from '@/components/ui/time'
import type { FormState } from '@/lib/form'

/** What is known of the email that was typed last. */
type EmailCheck =
  | { kind: 'listed'; email: string; since: Date }
  | { kind: 'not_listed'; email: string }
  | { kind: 'released'; email: string }
export type CheckState = FormState & { check?: EmailCheck }
type CheckAction = (state: CheckState, form: FormData) => Promise<CheckState>

type CheckEmailProps = {
  /** Looks `email` up; with the `deed` release it takes it off. */
  act: CheckAction
  mayRelease: boolean
}

/** Asks whether one email is on the deleted list. Who may, takes it off by itself. */
export function CheckEmail({ act, mayRelease }: CheckEmailProps) {
  const [state, send, pending] = useActionState(act, {})
  const { check } = state
  return (
    <div className="flex max-w-form flex-col gap-3">
      <form action={send} noValidate className="flex flex-col gap-3">
        <ErrorSummary reason={state.reason} fields={state.fields} pending={pending} />
        <Field id="email" label="Check an email" error={state.fields?.email}>
          {(control) => (
            <div className="flex gap-2">
              <Input
                {...control}
                name="email"
                type="email"
                inputMode="email"
                autoComplete="off"
                defaultValue={state.values?.email}
              />
              <SubmitButton variant="secondary">Check</SubmitButton>
            </div>
          )}
        </Field>
      </form>
      {check ? (
        <>
          <Announce text={answer(check)} />
          <Answer key={check.kind} check={check} />
        </>
      ) : null}
      {check?.kind === 'listed' && mayRelease ? (
        // A form of its own: it releases the email of the answer, whatever stands in the field by now.
        <form action={send}>
          <input type="hidden" name="email" value={check.email} />
          <input type="hidden" name="deed" value="release" />
          <SubmitButton variant="secondary">Release this email</SubmitButton>
        </form>
      ) : null}
    </div>
  )
}

/** Takes focus after a release, since the button that led to it is gone. */
function Answer({ check }: { check: EmailCheck }) {
  const sentence = useRef<HTMLParagraphElement>(null)
  const released = check.kind === 'released'
  useEffect(() => {
    if (released) sentence.current?.focus()
  }, [released])
  return (
    <p ref={sentence} tabIndex={-1} className="wrap-anywhere">
      {answer(check)}
    </p>
  )
}

function answer(check: EmailCheck): string {
  switch (check.kind) {
    case 'listed':
      return `Yes: ${check.email} is on the list since ${dateText(check.since)}.`
    case 'not_listed':
      return `No: ${check.email} is not on the list. It can be imported.`
    case 'released':
      return `${check.email} is off the list. It can be imported again.`
  }
}
