import clsx from 'clsx'
import type { ComponentProps } from 'react'

/** The classes of everything one types or chooses in. */
export const inputClass = clsx(
  'target text-input w-full rounded-md border border-control bg-paper px-2 py-1 text-ink placeholder:text-ink-3',
  'aria-invalid:border-danger aria-invalid:shadow-[inset_0_0_0_1px_var(--danger)]',
  'disabled:cursor-not-allowed disabled:bg-paper-2 disabled:text-ink-3',
)

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={clsx(inputClass, className)} />
}
