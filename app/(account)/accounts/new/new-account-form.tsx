'use client'
import { ButtonLink, SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useServerForm } from '@/components/use-server-form'
import { newAccountSchema } from '@/lib/accounts/schema'
import { newAccountAction } from './action'

export function NewAccountForm() {
  const form = useServerForm({ action: newAccountAction, schema: newAccountSchema, names: ['name'] })
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <ErrorSummary {...form.summaryProps} />
      <Field id="name" label="Account name" helper="You can rename it later." error={form.errors.name}>
        {(control) => <Input {...control} {...form.inputProps('name')} autoComplete="organization" />}
      </Field>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={form.pending}>Create account</SubmitButton>
        <ButtonLink href="/accounts">Back to my accounts</ButtonLink>
      </div>
    </form>
  )
}
