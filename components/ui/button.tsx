'use client'
import clsx from 'clsx'
import Link from 'next/link'
import type { ComponentProps, MouseEvent } from 'react'
import { useFormStatus } from 'react-dom'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class'
import { Spinner } from './spinner'

type Look = { variant?: ButtonVariant; size?: ButtonSize }

export type ButtonProps = ComponentProps<'button'> &
  Look & {
    /** Work is going on: the label stays, a spinner joins it, clicks do nothing, focus is kept. */
    pending?: boolean
  }

/** A button. Its label is a verb and what it acts on ("Delete 12 leads"). */
export function Button({ variant, size, pending = false, className, onClick, type, ...rest }: ButtonProps) {
  function click(event: MouseEvent<HTMLButtonElement>) {
    if (pending || rest['aria-disabled'] === true) return event.preventDefault()
    onClick?.(event)
  }
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      onClick={click}
      aria-disabled={pending || rest['aria-disabled'] || undefined}
      aria-busy={pending || undefined}
      className={clsx(buttonClass(variant, size), className)}
    >
      {pending ? <Spinner /> : null}
      {rest.children}
    </button>
  )
}

/** The button that sends the form it stands in; pending while the form's action runs. */
export function SubmitButton({ variant = 'primary', pending = false, ...rest }: ButtonProps) {
  const status = useFormStatus()
  return <Button {...rest} variant={variant} type="submit" pending={pending || status.pending} />
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ variant, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={clsx(buttonClass(variant, size), 'no-underline', className)} />
}
