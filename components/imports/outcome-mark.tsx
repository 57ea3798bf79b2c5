import clsx from 'clsx'
import { CircleDashed, CirclePlus, Equal, OctagonX, SquarePen } from 'lucide-react'
import type { Counts } from '@/lib/imports/report'

export type OutcomeKind = 'added' | 'modified' | 'unchanged' | 'rejected' | 'not_processed'

/** Each outcome has sign, word, icon, hue and fill, so that none of them has to carry the meaning alone. */
export const outcomeLooks = {
  added: { sign: '+', word: 'Added', icon: CirclePlus, color: 'text-added', fill: 'fill-solid' },
  modified: { sign: '~', word: 'Modified', icon: SquarePen, color: 'text-modified', fill: 'fill-diagonal' },
  unchanged: { sign: '=', word: 'Up to date', icon: Equal, color: 'text-unchanged', fill: 'fill-outline' },
  rejected: { sign: '×', word: 'Rejected', icon: OctagonX, color: 'text-rejected', fill: 'fill-cross' },
  not_processed: {
    sign: '○',
    word: 'Not processed',
    icon: CircleDashed,
    color: 'text-unchanged',
    fill: 'fill-dotted',
  },
} as const satisfies Record<
  OutcomeKind,
  { sign: string; word: string; icon: typeof Equal; color: string; fill: string }
>

/** An outcome as icon and word. */
export function OutcomeMark({ kind, className }: { kind: OutcomeKind; className?: string }) {
  const { icon: Icon, word, color } = outcomeLooks[kind]
  return (
    <span
      className={clsx('inline-flex items-baseline gap-1 font-medium whitespace-nowrap', color, className)}
    >
      <Icon aria-hidden="true" className="size-4 shrink-0 self-center" />
      {word}
    </span>
  )
}

const barKinds = ['added', 'modified', 'rejected', 'not_processed'] as const

/** The outcomes of an import as one stacked bar, 120 px wide. Drawn only: the numbers stand beside it. */
export function OutcomeBar({ counts }: { counts: Counts }) {
  if (counts.read === 0) return null
  return (
    <span
      aria-hidden="true"
      className="inline-flex h-3 w-[120px] shrink-0 gap-px [print-color-adjust:exact] forced-colors:hidden"
    >
      {barKinds.map((kind) =>
        counts[kind] === 0 ? null : (
          <span
            key={kind}
            className={clsx('h-full min-w-1', outcomeLooks[kind].color, outcomeLooks[kind].fill)}
            style={{ flexGrow: counts[kind], flexBasis: 0 }}
          />
        ),
      )}
    </span>
  )
}
