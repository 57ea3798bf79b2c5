import type { ReactNode } from 'react'
import { Wordmark } from './wordmark'

/** A page that is one message: nothing here, no access, something broke. */
export function Message({
  title,
  actions,
  children,
}: {
  title: ReactNode
  actions?: ReactNode
  children?: ReactNode
}) {
  return (
    <main id="main" className="mx-auto flex max-w-column flex-col gap-4 px-4 py-12 sm:py-24">
      <Wordmark className="mb-2" />
      <h1 className="text-xl font-semibold">{title}</h1>
      {children ? <div className="max-w-prose text-ink-2">{children}</div> : null}
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </main>
  )
}
