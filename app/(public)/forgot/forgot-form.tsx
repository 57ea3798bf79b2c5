'use client'
import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Announce } from '@/components/ui/status-region'
import type { FormState } from '@/lib/form'
import { forgotAction } from './action'

export type ForgotState = FormState & { askedFor?: string }

export function ForgotForm({ mailbox }: { mailbox: boolean }) {
  const [state, send, pending] = useActionState(forgotAction, {})
  const said = `If ${state.askedFor} has a password here, a link to a new one is on its way.`
  return (
    <form action={send} noValidate className="flex flex-col gap-4">
      <ErrorSummary reason={state.reason} fields={state.fields} pending={pending} />
      {state.askedFor && !pending ? (
        <Banner kind="done">
          <Announce text={said} />
          <p className="wrap-anywhere">{said} It works once, within an hour.</p>
          {mailbox ? (
            <p>
              Local mode:{' '}
              <a href="/mailbox" className="link">
                open the mailbox
              </a>
            </p>
          ) : null}
        </Banner>
      ) : null}
      <Field id="email" label="Email" error={state.fields?.email}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={state.values?.email}
          />
        )}
      </Field>
      <SubmitButton pending={pending}>Send the link</SubmitButton>
    </form>
  )
}
