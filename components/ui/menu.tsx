'use client'
import { Menu as Base } from '@base-ui/react/menu'
import clsx from 'clsx'
import { Check } from 'lucide-react'
import Link from 'next/link'
import type { ReactElement, ReactNode } from 'react'
import { menuItemClass, popupClass } from './menu-class'

type MenuProps = {
  trigger: ReactElement
  align?: 'start' | 'end'
  side?: 'top' | 'bottom'
  children: ReactNode
}

/** A list of deeds and links behind a button. Arrow keys move, typing finds, Esc closes. */
export function Menu({ trigger, align = 'start', side = 'bottom', children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-40 outline-none">
          <Base.Popup className={popupClass}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

type MenuItemProps = { onClick?: () => void; disabled?: boolean; children: ReactNode }

export function MenuItem({ onClick, disabled, children }: MenuItemProps) {
  return (
    <Base.Item onClick={onClick} disabled={disabled} className={clsx(menuItemClass, 'cursor-pointer')}>
      {children}
    </Base.Item>
  )
}

export function MenuLink({
  href,
  current,
  children,
}: {
  href: string
  current?: boolean
  children: ReactNode
}) {
  return (
    <Base.LinkItem
      render={<Link href={href} aria-current={current ? 'true' : undefined} />}
      closeOnClick
      className={menuItemClass}
    >
      {children}
    </Base.LinkItem>
  )
}

type MenuChoiceProps = {
  label: string
  value: string
  onChange: (value: string) => void
  choices: readonly { value: string; label: string }[]
}

/** One of several, inside a menu. */
export function MenuChoice({ label, value, onChange, choices }: MenuChoiceProps) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1 text-sm text-ink-3">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(chosen) => onChange(String(chosen))}>
        {choices.map((choice) => (
          <Base.RadioItem
            key={choice.value}
            value={choice.value}
            className={clsx(menuItemClass, 'cursor-pointer')}
          >
            <span className="size-4 shrink-0">
              <Base.RadioItemIndicator>
                <Check aria-hidden="true" />
              </Base.RadioItemIndicator>
            </span>
            {choice.label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-rule" />
}
