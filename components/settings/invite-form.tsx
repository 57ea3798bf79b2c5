'use client'
import Link from 'next/link'
import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { inputClass } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { FormState } from '@/lib/form'
import { Said } from './said'

/** `sent`: whom the last try invited, and who was a member already. */
export type InviteState = FormState & { sent?: { invited: string[]; members: string[] } }

type InviteFormProps = {
  /** Where mails are kept when none go out. */
  outbox: string | null
  invite: (state: InviteState, form: FormData) => Promise<InviteState>
}

/** Emails, as many as one likes, and what they become. */
export function InviteForm({ outbox, invite }: InviteFormProps) {
  const [state, send, pending] = useActionState(invite, {})
  const { sent } = state
  return (
    <form action={send} noValidate className="flex max-w-form flex-col gap-4">
      <ErrorSummary reason={state.reason} fields={state.fields} pending={pending} />
      <Field
        id="emails"
        label="Emails"
        helper="One or several, with commas, spaces or lines between them."
        error={state.fields?.emails}
      >
        {(control) => (
          <textarea
            {...control}
            name="emails"
            rows={3}
            spellCheck={false}
            autoComplete="off"
            className={`${inputClass} py-1.5`}
            defaultValue={state.values?.emails}
          />
        )}
      </Field>
      <Field id="role" label="Role" error={state.fields?.role}>
        {(control) => (
          <Select
            {...control}
            name="role"
            key={state.values?.role}
            defaultValue={state.values?.role || 'member'}
          >
            <option value="member">Member: imports leads and reads reports</option>
            <option value="admin">Admin: also members, plan and settings</option>
          </Select>
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton variant="secondary">Send invitations</SubmitButton>
        {sent && !pending ? <Said>{sentText(sent)}</Said> : null}
      </div>
      {outbox ? (
        <p className="text-sm text-ink-2">
          No mail provider is set up, so invitations are kept in the{' '}
          <Link href={outbox} className="link">
            outbox
          </Link>
          , where only admins see them.
        </p>
      ) : (
        <p className="text-sm text-ink-2">Each gets a link of their own. It works once, for seven days.</p>
      )}
    </form>
  )
}

/** "2 people invited. ana@acme.test is a member already." */
function sentText({ invited, members }: { invited: string[]; members: string[] }): string {
  const first = `${countOf(invited.length, 'person', 'people')} invited.`
  if (members.length === 0) return first
  const already =
    members.length === 1 ? `${members[0]} is a member already.` : `${members.join(', ')} are members already.`
  return invited.length === 0 ? already : `${first} ${already}`
}
