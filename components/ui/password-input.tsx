'use client'
import clsx from 'clsx'
import { type ComponentProps, useState } from 'react'
import { Input } from './input'

/** A password field with a button that shows what was typed. */
export function PasswordInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <Input
        {...rest}
        type={shown ? 'text' : 'password'}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={clsx('pr-16', className)}
      />
      <button
        type="button"
        aria-controls={rest.id}
        aria-label={shown ? 'Hide password' : 'Show password'}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 min-w-14 rounded-md px-2 text-sm font-medium text-ink-2 hover:text-ink"
      >
        {shown ? 'Hide' : 'Show'}
      </button>
    </div>
  )
}
