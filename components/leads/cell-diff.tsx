import { excerptsOf } from '@/lib/excerpt'
import type { FieldChange } from '@/lib/leads/edits'
import { type EmailStatus, emailStatusLabels } from '@/lib/leads/email-status'
import { fieldLabel } from '@/lib/leads/fields'

type CellDiffProps = {
  changes: readonly FieldChange[]
  /** What the list is of, for who hears it. */
  label?: string
}

/** Of a longer value only the part where it changed is shown. */
const charactersShown = 200

/** What changed in a lead: per field the old value and the new one, told by words and strokes, not by colour alone. */
export function CellDiff({ changes, label = 'Changes' }: CellDiffProps) {
  return (
    <dl aria-label={label} className="flex flex-col gap-0.5">
      {changes.map((change) => {
        const { from, to } = excerptsOf(shown(change, change.from), shown(change, change.to), charactersShown)
        return (
          <div key={change.field} className="flex flex-wrap items-baseline gap-x-1">
            <dt className="text-ink-3">{fieldLabel(change.field)}:</dt>{' '}
            <dd className="min-w-0 wrap-anywhere">
              <Value text={from} old /> <span aria-hidden="true">→</span>{' '}
              <span className="sr-only">became</span> <Value text={to} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function shown({ field }: FieldChange, text: string): string {
  return field === 'email_status' ? emailStatusLabels[(text || 'not_verified') as EmailStatus] : text
}

function Value({ text, old = false }: { text: string; old?: boolean }) {
  if (text === '') return <span className="text-ink-3">(empty)</span>
  return old ? (
    <del className="text-ink-2">{text}</del>
  ) : (
    <ins className="font-medium no-underline">{text}</ins>
  )
}
