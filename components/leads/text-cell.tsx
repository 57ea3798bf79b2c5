import { Cell } from '@/components/ui/table'
import { excerpt } from '@/lib/excerpt'
import { tableTextMax } from '@/lib/leads/table-text'

/**
 * The beginning of a value as stored, of which two lines are seen; the title holds more of it. Left
 * out of a stacked row when empty.
 */
export function TextCell({ label, text }: { label: string; text: string }) {
  const shown = excerpt(text, tableTextMax)
  return (
    <Cell label={label} className={shown === '' ? 'max-sm:hidden' : undefined}>
      {shown === '' ? null : (
        <span title={shown} className="line-clamp-2 max-w-56 break-words">
          {shown}
        </span>
      )}
    </Cell>
  )
}
