'use client'
import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PasswordInput } from '@/components/ui/password-input'
import { passwordCharsMin } from '@/lib/auth/password-problem'
import { joinAsNewAction } from './actions'

type NewPersonFormProps = { token: string; email: string; accountName: string }

/** For who has no password here yet: the address is the invited one, so a password is all there is to choose. */
export function NewPersonForm({ token, email, accountName }: NewPersonFormProps) {
  const [state, join, pending] = useActionState(joinAsNewAction.bind(null, token), {})
  return (
    <form action={join} noValidate className="flex flex-col gap-4">
      <ErrorSummary reason={state.reason} fields={state.fields} pending={pending} />
      <Field id="email" label="Email" error={state.fields?.email}>
        {(control) => <Input {...control} type="email" readOnly value={email} autoComplete="username" />}
      </Field>
      <Field
        id="password"
        label="Choose a password"
        helper={`At least ${passwordCharsMin} characters. A few words make a good one.`}
        error={state.fields?.password}
      >
        {(control) => <PasswordInput {...control} name="password" autoComplete="new-password" />}
      </Field>
      <SubmitButton pending={pending}>Join {accountName}</SubmitButton>
    </form>
  )
}
