import clsx from 'clsx'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { countText } from './count-text'

type FigureNumberProps = {
  value: number
  /** The word under the number. */
  label: ReactNode
  /** "+", "~", "×", "=", "○": read as part of the number's line, not of the number. */
  sign?: string
  /** A colour class such as `text-added`; ink when absent. */
  className?: string
  /** Where what is counted is listed. */
  href?: string | undefined
  children?: ReactNode
  /** What can be asked about the number. */
  question?: ReactNode
}

/** One big plain number with its sign and its word. Put several in a <dl>. */
export function FigureNumber({ value, label, sign, className, href, children, question }: FigureNumberProps) {
  return (
    <div className="flex min-w-0 flex-col max-sm:has-[details[open]]:basis-full">
      <dt className="order-2 text-md font-semibold">{label}</dt>
      <dd className={clsx('order-1 text-figure whitespace-nowrap', className)}>
        {sign ? (
          <span aria-hidden="true" className="mr-0.5 font-normal">
            {sign}
          </span>
        ) : null}
        {href && value > 0 ? (
          <Link href={href} className="decoration-1 underline-offset-8 hover:underline">
            {countText(value)}
          </Link>
        ) : (
          countText(value)
        )}
      </dd>
      {children ? (
        <dd className="order-3 text-ink-2 max-sm:w-0 max-sm:min-w-full sm:max-w-56">{children}</dd>
      ) : null}
      {question ? <dd className="order-4 text-ink-2 max-sm:w-0 max-sm:min-w-full">{question}</dd> : null}
    </div>
  )
}
