'use client'
import { CircleHelp, CircleUser, LayoutList, LogOut, UserPen } from 'lucide-react'
import { startTransition, useOptimistic } from 'react'
import { Menu, MenuChoice, MenuItem, MenuLink, MenuSeparator } from '../ui/menu'

type UserMenuProps = {
  user: { name: string; email: string }
  theme: 'system' | 'light' | 'dark'
  chooseTheme: (theme: string) => Promise<void>
  signOut: () => Promise<void>
}

const themes = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/** Who is signed in; behind it the theme, profile, help and Sign out. */
export function UserMenu({ user, theme, chooseTheme, signOut }: UserMenuProps) {
  const [themeShown, showTheme] = useOptimistic<string>(theme)
  function choose(chosen: string) {
    startTransition(async () => {
      showTheme(chosen)
      await chooseTheme(chosen)
    })
  }
  return (
    <Menu
      side="top"
      trigger={
        <button
          type="button"
          title={user.email}
          className="target flex min-w-0 shrink-0 items-center gap-2 rounded-md px-2 py-1 text-left hover:bg-unchanged-tint sm:max-lg:justify-center"
        >
          <CircleUser aria-hidden="true" className="size-5 shrink-0 text-ink-2" />
          <span className="sr-only">Signed in as </span>
          <span className="min-w-0 max-lg:sr-only">
            <span className="block truncate font-medium">{user.name}</span>
            <span className="block truncate text-sm text-ink-3">{user.email}</span>
          </span>
        </button>
      }
    >
      <p className="max-w-64 truncate px-2 py-1 text-sm text-ink-3">{user.email}</p>
      <MenuSeparator />
      <MenuChoice label="Theme" value={themeShown} onChange={choose} choices={themes} />
      <MenuSeparator />
      <MenuLink href="/profile">
        <UserPen aria-hidden="true" />
        Your profile
      </MenuLink>
      <MenuLink href="/accounts">
        <LayoutList aria-hidden="true" />
        My accounts
      </MenuLink>
      <MenuLink href="/help/import-report">
        <CircleHelp aria-hidden="true" />
        Help
      </MenuLink>
      <MenuItem onClick={() => startTransition(() => signOut())}>
        <LogOut aria-hidden="true" />
        Sign out
      </MenuItem>
    </Menu>
  )
}
