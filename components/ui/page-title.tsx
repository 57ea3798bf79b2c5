import type { ReactNode } from 'react'
import { countText } from './count-text'

type PageTitleProps = {
  title: ReactNode
  /** The number of things on the page's list, beside the title. */
  count?: number
  /** One line beneath: who, when, what. */
  children?: ReactNode
  /** At the right; at most one primary button. */
  actions?: ReactNode
}

/** The h1 row of a page. Focus can be sent to it (`#page-title`). */
export function PageTitle({ title, count, children, actions }: PageTitleProps) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 id="page-title" tabIndex={-1} className="text-xl font-semibold">
          {title}
          {count === undefined ? null : (
            <>
              {' '}
              <span className="font-normal text-ink-3">{countText(count)}</span>
            </>
          )}
        </h1>
        {children ? <div className="mt-1 text-ink-2">{children}</div> : null}
      </div>
      {actions ? <div className="print-hidden flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  )
}
