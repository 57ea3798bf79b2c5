'use client'
import { useActionState } from 'react'
import { Said } from '@/components/settings/said'
import { SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { FormState } from '@/lib/form'

export type RenameState = FormState & { renamedTo?: string }

type CampaignNameFormProps = {
  name: string
  rename: (state: RenameState, form: FormData) => Promise<RenameState>
}

/** The campaign's name, to be changed. */
export function CampaignNameForm({ name, rename }: CampaignNameFormProps) {
  const [state, send, pending] = useActionState(rename, {})
  return (
    <form action={send} noValidate className="flex max-w-form flex-col gap-4">
      <ErrorSummary reason={state.reason} fields={state.fields} pending={pending} />
      <Field
        id="name"
        label="Campaign name"
        helper="Imports and their reports show it."
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
            autoComplete="off"
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton variant="secondary">Save name</SubmitButton>
        {state.renamedTo && !pending ? <Said>{`The campaign is now called ${state.renamedTo}.`}</Said> : null}
      </div>
    </form>
  )
}
