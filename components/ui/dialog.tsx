'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { Button } from './button'

type DialogProps = {
  /** The button that opens it; leave it out when `open` is controlled. */
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** A question or a deed: "Delete 12 leads?" */
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
}

/** A modal dialog. Focus goes in, stays in, and returns to the button that opened it; Esc closes. */
export function Dialog({ trigger, open, onOpenChange, title, description, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 bg-[rgb(0_0_0/0.4)] transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={clsx(
            'fixed top-1/2 left-1/2 flex max-h-[calc(100dvh-32px)] w-[480px] max-w-[calc(100vw-32px)] -translate-1/2 flex-col gap-4',
            'overflow-y-auto rounded-lg border border-rule bg-paper p-6 text-ink shadow-pop outline-none',
            'transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0',
          )}
        >
          <Base.Title className="text-lg font-semibold">{title}</Base.Title>
          {description ? <Base.Description className="text-ink-2">{description}</Base.Description> : null}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** The row of buttons at the end of a dialog: the way out first, the deed last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-2 flex flex-wrap justify-end gap-2">{children}</div>
}

/** Closes the dialog and does nothing else ("Keep leads"). */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Base.Close render={<Button />}>{children}</Base.Close>
}
