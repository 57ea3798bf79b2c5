import type { ReactNode } from 'react'

/** Nothing here yet, or nothing matches: what is so, what it means, the direct way on. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="flex flex-col items-start gap-3 ruled py-12">
      <h2 className="text-md font-semibold">{title}</h2>
      {children ? <div className="max-w-prose text-ink-2">{children}</div> : null}
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  )
}
