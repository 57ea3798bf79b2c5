'use client'
import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { FormState } from '@/lib/form'
import { Said } from './said'

export type RenameState = FormState & { renamedTo?: string }

type NameFormProps = {
  /** What has the name, and so whose it is called: "Account name", "The account is now called Acme." */
  of: 'account' | 'campaign'
  name: string
  helper: string
  rename: (state: RenameState, form: FormData) => Promise<RenameState>
}

/** The name of an account or a campaign, to be changed. */
export function NameForm({ of, name, helper, rename }: NameFormProps) {
  const [state, send, pending] = useActionState(rename, {})
  return (
    <form action={send} noValidate className="flex max-w-form flex-col gap-4">
      <ErrorSummary reason={state.reason} fields={state.fields} pending={pending} />
      <Field
        id="name"
        label={of === 'account' ? 'Account name' : 'Campaign name'}
        helper={helper}
        error={state.fields?.name}
      >
        {(control) => (
          <Input
            {...control}
            // A saved name becomes what the field starts from.
            key={name}
            name="name"
            defaultValue={state.values?.name ?? name}
            maxLength={100}
            autoComplete={of === 'account' ? 'organization' : 'off'}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton variant="secondary">Save name</SubmitButton>
        {state.renamedTo && !pending ? <Said>{`The ${of} is now called ${state.renamedTo}.`}</Said> : null}
      </div>
    </form>
  )
}
