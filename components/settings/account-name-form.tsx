'use client'
import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { FormState } from '@/lib/form'
import { Said } from './said'

export type RenameState = FormState & { renamedTo?: string }

type AccountNameFormProps = {
  name: string
  rename: (state: RenameState, form: FormData) => Promise<RenameState>
}

/** The account's name, to be changed. */
export function AccountNameForm({ name, rename }: AccountNameFormProps) {
  const [state, send, pending] = useActionState(rename, {})
  return (
    <form action={send} noValidate className="flex max-w-form flex-col gap-4">
      <ErrorSummary reason={state.reason} fields={state.fields} pending={pending} />
      <Field
        id="name"
        label="Account name"
        helper="Links to the account stay as they are."
        error={state.fields?.name}
      >
        {(control) => (
          <Input
            {...control}
            // A saved name becomes what the field starts from.
            key={name}
            name="name"
            defaultValue={state.values?.name ?? name}
            autoComplete="organization"
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton variant="secondary">Save name</SubmitButton>
        {state.renamedTo && !pending ? <Said>{`The account is now called ${state.renamedTo}.`}</Said> : null}
      </div>
    </form>
  )
}
