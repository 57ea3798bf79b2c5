'use client'
import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { PasswordInput } from '@/components/ui/password-input'
import { passwordCharsMin } from '@/lib/auth/password-problem'
import type { FormState } from '@/lib/form'
import { Said } from './said'

export type ChangeState = FormState & { changed?: true }

type ChangePasswordProps = {
  email: string
  change: (state: ChangeState, form: FormData) => Promise<ChangeState>
}

/** The password one has, and the one to have from now on. */
export function ChangePassword({ email, change }: ChangePasswordProps) {
  const [state, send, pending] = useActionState(change, {})
  return (
    <form action={send} noValidate className="flex max-w-form flex-col gap-4">
      <ErrorSummary reason={state.reason} fields={state.fields} pending={pending} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field id="current" label="Current password" error={state.fields?.current}>
        {(control) => <PasswordInput {...control} name="current" autoComplete="current-password" />}
      </Field>
      <Field
        id="password"
        label="New password"
        helper={`At least ${passwordCharsMin} characters. Your other sessions end.`}
        error={state.fields?.password}
      >
        {(control) => <PasswordInput {...control} name="password" autoComplete="new-password" />}
      </Field>
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton variant="secondary">Change password</SubmitButton>
        {state.changed && !pending ? <Said>Password changed. Your other sessions have ended.</Said> : null}
      </div>
    </form>
  )
}
