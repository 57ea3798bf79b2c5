'use client'
import Link from 'next/link'
import { useActionState } from 'react'
import { ButtonLink, SubmitButton } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Input, inputClass } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { dateText } from '@/components/ui/time'
import type { FormState } from '@/lib/form'
import { emailStatuses, emailStatusLabels } from '@/lib/leads/email-status'
import type { FieldKey } from '@/lib/leads/fields'
import { Said } from '../settings/said'
import type { FormObstacle, LeadFormField } from './lead-fields'

export type LeadFormState = FormState & {
  /** What stands in the way of the email. */
  obstacle?: FormObstacle
  /** The lead was saved; said until the next try. */
  saved?: string
}

type LeadFormProps = {
  slug: string
  fields: readonly LeadFormField[]
  /** The lead's values as they are shown; none for a new one. */
  values: Partial<Record<FieldKey, string>>
  save: (state: LeadFormState, form: FormData) => Promise<LeadFormState>
  label: string
  cancelHref: string
}

/** The fields of a lead, to be filled in or changed. What was shown is sent along, so that only what was touched is saved. */
export function LeadForm({ slug, fields, values, save, label, cancelHref }: LeadFormProps) {
  const [state, send, pending] = useActionState(save, {})
  const errors: Record<string, string> = {}
  for (const { field, id } of fields) {
    const error = state.fields?.[field]
    if (error) errors[id] = error
  }
  return (
    <form action={send} noValidate className="flex max-w-column flex-col gap-4">
      {state.obstacle ? <ObstacleSummary slug={slug} obstacle={state.obstacle} pending={pending} /> : null}
      <ErrorSummary reason={state.reason} fields={errors} pending={pending} />
      <div className="grid gap-4 sm:grid-cols-2">
        {fields.map((one) => (
          <LeadField
            key={`${one.field} ${values[one.field] ?? ''}`}
            field={one}
            seen={values[one.field] ?? ''}
            typed={state.values?.[one.field]}
            error={errors[one.id]}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton>{label}</SubmitButton>
        <ButtonLink href={cancelHref}>Cancel</ButtonLink>
        {state.saved && !pending ? <Said>{state.saved}</Said> : null}
      </div>
    </form>
  )
}

type LeadFieldProps = {
  field: LeadFormField
  seen: string
  typed: string | undefined
  error: string | undefined
}

function LeadField({ field: { field, id, label, helper }, seen, typed, error }: LeadFieldProps) {
  const value = typed ?? seen
  return (
    <Field id={id} label={label} helper={helper} error={error}>
      {(control) => (
        <>
          <input type="hidden" name={`seen.${field}`} value={seen} />
          {field === 'email_status' ? (
            <Select {...control} name={field} defaultValue={value || 'not_verified'}>
              {emailStatuses.map((status) => (
                <option key={status} value={status}>
                  {emailStatusLabels[status]}
                </option>
              ))}
            </Select>
          ) : value.includes('\n') ? (
            // A line of its own would be lost in an input.
            <textarea {...control} name={field} rows={3} defaultValue={value} className={inputClass} />
          ) : (
            <Input
              {...control}
              name={field}
              type={field === 'email' ? 'email' : 'text'}
              autoComplete="off"
              defaultValue={value}
            />
          )}
        </>
      )}
    </Field>
  )
}

type ObstacleSummaryProps = { slug: string; obstacle: FormObstacle; pending: boolean }

/** What stands in the way, and the way on: the lead that has the email, the deleted list, or the plans. */
function ObstacleSummary({ slug, obstacle, pending }: ObstacleSummaryProps) {
  const { sentence, link } = obstacleWords(slug, obstacle)
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="w-full">
        <ErrorSummary reason={sentence} pending={pending} />
      </div>
      <Link href={link.href} className="link inline-flex min-h-6 items-center">
        {link.label}
      </Link>
    </div>
  )
}

function obstacleWords(slug: string, obstacle: FormObstacle) {
  switch (obstacle.kind) {
    case 'email_taken':
      return {
        sentence: `${obstacle.email} already belongs to a lead within the account, since ${dateText(obstacle.since)}.`,
        link: { href: `/${slug}/leads/${obstacle.leadId}`, label: 'Open that lead' },
      }
    case 'permanently_deleted':
      return {
        sentence: `${obstacle.email} was permanently deleted on ${dateText(obstacle.since)}. An admin can release it in Settings → General.`,
        link: { href: `/${slug}/settings/general#deleted`, label: 'Permanently deleted leads' },
      }
    case 'full':
      return {
        sentence: `Max number of leads reached (${obstacle.leadsMax}). Delete leads or choose a larger plan.`,
        link: { href: `/${slug}/settings/billing`, label: 'Choose Plan' },
      }
  }
}
