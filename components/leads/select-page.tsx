'use client'
import clsx from 'clsx'
import { useEffect, useRef } from 'react'

type SelectPageProps = {
  /** How many leads of this page are selected, of how many. */
  selected: number
  of: number
  onChange: (selected: boolean) => void
  labelShown?: boolean
  className?: string
}

/** The box that selects every lead of the page; half-ticked when some are. */
export function SelectPage({ selected, of, onChange, labelShown = false, className }: SelectPageProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = selected > 0 && selected < of
  }, [selected, of])
  return (
    <label className={clsx('inline-flex min-h-8 min-w-8 items-center justify-center gap-2', className)}>
      <input
        ref={box}
        type="checkbox"
        checked={of > 0 && selected === of}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-primary"
      />
      <span className={labelShown ? undefined : 'sr-only'}>Select all {of} on this page</span>
    </label>
  )
}
