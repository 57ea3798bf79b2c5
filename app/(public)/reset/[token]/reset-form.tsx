'use client'
import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { PasswordInput } from '@/components/ui/password-input'
import { passwordCharsMin } from '@/lib/auth/password-problem'
import { resetAction } from './action'

export function ResetForm({ token, email }: { token: string; email: string }) {
  const [state, reset, pending] = useActionState(resetAction.bind(null, token), {})
  return (
    <form action={reset} noValidate className="flex flex-col gap-4">
      <ErrorSummary reason={state.reason} fields={state.fields} pending={pending} />
      {/* So that password managers know whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field
        id="password"
        label="New password"
        helper={`At least ${passwordCharsMin} characters. A few words make a good one.`}
        error={state.fields?.password}
      >
        {(control) => <PasswordInput {...control} name="password" autoComplete="new-password" />}
      </Field>
      <SubmitButton pending={pending}>Set new password</SubmitButton>
    </form>
  )
}
