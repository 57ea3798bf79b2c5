'use client'
import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { FormState } from '@/lib/form'

type AccountSlugFormProps = {
  slug: string
  /** What stands before it in an address: "fairlead.example". */
  base: string
  change: (state: FormState, form: FormData) => Promise<FormState>
}

/** The part of every address that names the account, to be changed. */
export function AccountSlugForm({ slug, base, change }: AccountSlugFormProps) {
  const [state, send, pending] = useActionState(change, {})
  return (
    <form action={send} noValidate className="flex max-w-form flex-col gap-4">
      <ErrorSummary reason={state.reason} fields={state.fields} pending={pending} />
      <Field
        id="slug"
        label="Address"
        helper={`${base}/${slug}. Small letters, digits and hyphens. Links to the old address keep working.`}
        error={state.fields?.slug}
      >
        {(control) => (
          <Input
            {...control}
            key={slug}
            name="slug"
            defaultValue={state.values?.slug ?? slug}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <SubmitButton variant="secondary" className="self-start">
        Change address
      </SubmitButton>
    </form>
  )
}
