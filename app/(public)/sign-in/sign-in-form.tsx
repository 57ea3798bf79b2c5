'use client'
import { SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PasswordInput } from '@/components/ui/password-input'
import { useServerForm } from '@/components/use-server-form'
import { signInSchema } from '@/lib/auth/schema'
import { signInAction } from './action'

export function SignInForm({ next }: { next: string }) {
  const form = useServerForm({ action: signInAction, schema: signInSchema, names: ['email', 'password'] })
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <ErrorSummary {...form.summaryProps} />
      <input type="hidden" name="next" value={next} />
      <Field id="email" label="Email" error={form.errors.email}>
        {(control) => (
          <Input {...control} {...form.inputProps('email')} type="email" autoComplete="username" />
        )}
      </Field>
      <Field id="password" label="Password" error={form.errors.password}>
        {(control) => (
          <PasswordInput {...control} {...form.inputProps('password')} autoComplete="current-password" />
        )}
      </Field>
      <SubmitButton pending={form.pending}>Sign in</SubmitButton>
    </form>
  )
}
