import clsx from 'clsx'
import { CircleCheck, Info, OctagonX, TriangleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

export type BannerKind = 'info' | 'done' | 'warn' | 'danger'

const looks = {
  info: { icon: Info, class: 'border-control bg-paper-2', iconClass: 'text-ink-2' },
  done: { icon: CircleCheck, class: 'border-control bg-paper-2', iconClass: 'text-ink' },
  warn: { icon: TriangleAlert, class: 'border-warn bg-warn-tint', iconClass: 'text-warn' },
  danger: { icon: OctagonX, class: 'border-danger bg-rejected-tint', iconClass: 'text-danger' },
} as const satisfies Record<BannerKind, { icon: typeof Info; class: string; iconClass: string }>

type BannerProps = Omit<ComponentProps<'div'>, 'title'> & {
  kind?: BannerKind
  title?: ReactNode
  /** Buttons or links, after the text. */
  actions?: ReactNode
}

/** A message that stays on the page until it no longer applies. Give `role="status"` when it appears after a deed. */
export function Banner({ kind = 'info', title, actions, children, className, ...rest }: BannerProps) {
  const look = looks[kind]
  return (
    <div
      {...rest}
      className={clsx(
        'flex flex-wrap items-start gap-x-4 gap-y-2 rounded-md border p-3',
        look.class,
        className,
      )}
    >
      <div className="flex min-w-0 flex-1 basis-60 gap-2">
        <look.icon aria-hidden="true" className={clsx('mt-0.5 size-4 shrink-0', look.iconClass)} />
        <div className="min-w-0">
          {title ? <p className="font-semibold">{title}</p> : null}
          {children}
        </div>
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  )
}
