import { CircleCheck, CircleHelp, History, TriangleAlert } from 'lucide-react'
import { Checkbox } from '@/components/ui/checkbox'
import type { MappingTarget } from '@/lib/imports/mapping-target'
import { matchWords } from './columns'
import type { ColumnMatch } from './received-file'

const looks = {
  exact: { icon: CircleCheck, class: 'text-ink-2' },
  likely: { icon: CircleHelp, class: 'text-ink-2' },
  guess: { icon: TriangleAlert, class: 'text-warn' },
  remembered: { icon: History, class: 'text-ink-2' },
} as const

type MatchMarkProps = {
  /** What the column is imported as now. */
  field: MappingTarget | null
  match: ColumnMatch | undefined
  looked: boolean
}

/** How sure the match is, as icon and word, with the reason; or whose choice it is. */
export function MatchMark({ field, match, looked }: MatchMarkProps) {
  if (field !== (match?.field ?? null)) return <span>{field === null ? 'Not imported' : 'Your choice'}</span>
  if (!match?.confidence) return <span className="text-ink-3">Not imported. {match?.reason}.</span>
  const isChecked = match.confidence === 'guess' && looked
  const look = looks[isChecked ? 'exact' : match.confidence]
  return (
    <span className="flex items-start gap-1">
      <look.icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${look.class}`} />
      <span className="min-w-0 break-words">
        {isChecked ? 'Checked' : matchWords[match.confidence]}
        {match.confidence === 'exact' ? null : (
          <span className="text-ink-3">
            {match.confidence === 'guess' ? ':' : ' –'} {match.reason}
          </span>
        )}
      </span>
    </span>
  )
}

type LooksRightProps = {
  column: number
  /** What the box confirms: "“Tel” is Phone". */
  says: string
  looked: boolean
  onLook: (looked: boolean) => void
  error: boolean
}

/** The box that says a guess was looked at. */
export function LooksRight({ column, says, looked, onLook, error }: LooksRightProps) {
  return (
    <Checkbox
      id={looksRightId(column)}
      label="Looks right"
      aria-label={`Looks right: ${says}`}
      checked={looked}
      onChange={(event) => onLook(event.target.checked)}
      aria-invalid={error || undefined}
      aria-describedby={error ? columnErrorId(column) : undefined}
    />
  )
}

/** The id of the box; the error summary links to it. */
export function looksRightId(column: number): string {
  return `looks-right-${column}`
}

export function columnErrorId(column: number): string {
  return `column-${column}-error`
}
