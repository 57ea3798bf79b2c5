import type { Change } from '@/lib/imports/outcome'
import { fieldLabel } from '@/lib/leads/fields'

type CellDiffProps = {
  changes: readonly Change[]
  /** What the list is of, for who hears it. */
  label?: string
}

/** What changed in a lead: per field the old value and the new one, told by words and strokes, not by colour alone. */
export function CellDiff({ changes, label = 'Changes' }: CellDiffProps) {
  return (
    <dl aria-label={label} className="flex flex-col gap-0.5">
      {changes.map(({ field, from, to }) => (
        <div key={field} className="flex flex-wrap items-baseline gap-x-1">
          <dt className="text-ink-3">{fieldLabel(field)}:</dt>{' '}
          <dd className="min-w-0 break-words">
            <Value text={from} old /> <span aria-hidden="true">→</span>{' '}
            <span className="sr-only">became</span> <Value text={to} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ text, old = false }: { text: string; old?: boolean }) {
  if (text === '') return <span className="text-ink-3">(empty)</span>
  return old ? (
    <del className="text-ink-2">{text}</del>
  ) : (
    <ins className="font-medium no-underline">{text}</ins>
  )
}
