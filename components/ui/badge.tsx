import clsx from 'clsx'
import type { ReactNode } from 'react'

export type BadgeTone = 'plain' | 'warn' | 'added' | 'modified' | 'rejected' | 'unchanged'

const tones: Record<BadgeTone, string> = {
  plain: 'border-control text-ink-2',
  warn: 'border-transparent bg-warn-tint text-warn',
  added: 'border-transparent bg-added-tint text-added',
  modified: 'border-transparent bg-modified-tint text-modified',
  rejected: 'border-transparent bg-rejected-tint text-rejected',
  unchanged: 'border-unchanged text-unchanged',
}

/** A small tag: always a word; sign or icon may stand before it. Coloured tones are for outcomes only. */
export function Badge({
  tone = 'plain',
  icon,
  children,
}: {
  tone?: BadgeTone
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 rounded-sm border px-1 text-xs font-medium whitespace-nowrap [&_svg]:size-3',
        tones[tone],
      )}
    >
      {icon}
      {children}
    </span>
  )
}
