'use client'
import { Popover as Base } from '@base-ui/react/popover'
import Link from 'next/link'
import type { ReactElement, ReactNode } from 'react'
import { menuItemClass, popupClass } from './menu-class'

type PopoverProps = { trigger: ReactElement; label: string; children: ReactNode }

/** Anything behind a button: for what a menu may not hold, such as a field. Tab moves, Esc closes. */
export function Popover({ trigger, label, children }: PopoverProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align="start" side="bottom" sideOffset={4} className="z-40 outline-none">
          <Base.Popup aria-label={label} className={popupClass}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

type PopoverLinkProps = { href: string; current?: boolean; children: ReactNode }

/** A link that looks as in a menu, and closes the popover. Its role is said because a Close is a button otherwise. */
export function PopoverLink({ href, current, children }: PopoverLinkProps) {
  return (
    <Base.Close
      nativeButton={false}
      render={<Link href={href} aria-current={current ? 'true' : undefined} role="link" />}
      className={`${menuItemClass} hover:bg-unchanged-tint focus-visible:bg-unchanged-tint`}
    >
      {children}
    </Base.Close>
  )
}
