'use client'
import { Checkbox } from '@/components/ui/checkbox'
import { emailStatusLabels } from '@/lib/leads/email-status'
import { type Rejectable, rejectable } from './rejects'

type RejectsFieldProps = {
  rejects: readonly Rejectable[]
  /** What is chosen when the box is ticked. */
  first: readonly Rejectable[]
  onChange: (rejects: readonly Rejectable[]) => void
}

const helpers: Record<Rejectable, string> = {
  invalid: 'Mail to it would bounce.',
  risky: 'A desk such as info@, a throw-away domain, or a server that accepts everything.',
  unknown: 'It was verified, and nobody could tell.',
  not_verified: 'Nobody has verified it yet.',
}

/** The box “Reject leads that are not valid”, and under it which email statuses that means. */
export function RejectsField({ rejects, first, onChange }: RejectsFieldProps) {
  const on = rejects.length > 0
  function choose(status: Rejectable, chosen: boolean) {
    onChange(rejectable.filter((one) => (one === status ? chosen : rejects.includes(one))))
  }
  return (
    <div className="flex flex-col gap-1">
      <Checkbox
        id="reject-not-valid"
        label={<strong className="font-semibold">Reject leads that are not valid</strong>}
        helper="Leads whose email is not valid are left out of this campaign. They stay in the account and are listed in the import report under Campaign."
        checked={on}
        onChange={(event) => onChange(event.target.checked ? first : [])}
      />
      {on ? (
        <fieldset className="ml-6">
          <legend className="sr-only">Which email statuses are rejected</legend>
          {rejectable.map((status) => (
            <Checkbox
              key={status}
              id={`reject-${status}`}
              label={emailStatusLabels[status]}
              helper={helpers[status]}
              checked={rejects.includes(status)}
              onChange={(event) => choose(status, event.target.checked)}
            />
          ))}
        </fieldset>
      ) : null}
    </div>
  )
}
