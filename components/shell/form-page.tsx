import type { ReactNode } from 'react'
import { Wordmark } from './wordmark'

/** One column of 400 px: signing in, signing up, a new account. */
export function FormPage({
  title,
  intro,
  children,
}: {
  title: string
  intro?: ReactNode
  children: ReactNode
}) {
  return (
    <main id="main" className="mx-auto flex w-full max-w-form flex-col gap-6 px-4 py-12 sm:py-24">
      <Wordmark />
      <div>
        <h1 className="text-xl font-semibold">{title}</h1>
        {intro ? <p className="mt-1 text-ink-2">{intro}</p> : null}
      </div>
      {children}
    </main>
  )
}
