import { Cell } from '@/components/ui/table'

/** A value as stored; long ones are cut to two lines, the whole stands in the title. Left out of a stacked row when empty. */
export function TextCell({ label, text }: { label: string; text: string }) {
  return (
    <Cell label={label} className={text === '' ? 'max-sm:hidden' : undefined}>
      {text === '' ? null : (
        <span title={text} className="line-clamp-2 max-w-56 break-words">
          {text}
        </span>
      )}
    </Cell>
  )
}
