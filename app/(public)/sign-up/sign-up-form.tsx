'use client'
import { SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PasswordInput } from '@/components/ui/password-input'
import { useServerForm } from '@/components/use-server-form'
import { passwordCharsMin } from '@/lib/auth/password-problem'
import { signUpSchema } from '@/lib/auth/schema'
import { signUpAction } from './action'

const names = ['email', 'password', 'accountName'] as const

export function SignUpForm() {
  const form = useServerForm({ action: signUpAction, schema: signUpSchema, names })
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <ErrorSummary {...form.summaryProps} />
      <Field id="email" label="Email" error={form.errors.email}>
        {(control) => (
          <Input {...control} {...form.inputProps('email')} type="email" autoComplete="username" />
        )}
      </Field>
      <Field
        id="password"
        label="Password"
        helper={`At least ${passwordCharsMin} characters. A few words make a good one.`}
        error={form.errors.password}
      >
        {(control) => (
          <PasswordInput {...control} {...form.inputProps('password')} autoComplete="new-password" />
        )}
      </Field>
      <Field
        id="accountName"
        label="Account name"
        helper="You can rename it later."
        error={form.errors.accountName}
      >
        {(control) => <Input {...control} {...form.inputProps('accountName')} autoComplete="organization" />}
      </Field>
      <SubmitButton pending={form.pending}>Create account</SubmitButton>
    </form>
  )
}
