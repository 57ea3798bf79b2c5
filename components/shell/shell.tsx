import type { ReactNode } from 'react'
import type { Plan } from '@/lib/db/generated/enums'
import { SkipLink } from '../ui/skip-link'
import { AccountSwitcher, type SwitcherAccount } from './account-switcher'
import { Navigation } from './navigation'
import { Usage } from './usage'
import { UserMenu } from './user-menu'

type ShellProps = {
  account: { slug: string; name: string }
  accounts: SwitcherAccount[]
  usage: { plan: Plan; leadCount: number; leadsMax: number | null } | null
  user: { name: string; email: string }
  theme: 'system' | 'light' | 'dark'
  chooseTheme: (theme: string) => Promise<void>
  signOut: () => Promise<void>
  children: ReactNode
}

/**
 * What surrounds every page of an account. From 1024 px a rail of 224 px; from 640 a rail of icons; under 640 a
 * row on top and the navigation in a bar at the bottom.
 */
export function Shell({ account, accounts, usage, user, theme, chooseTheme, signOut, children }: ShellProps) {
  return (
    <div className="sm:flex">
      <SkipLink />
      <header
        className={
          'print-hidden flex shrink-0 items-center gap-2 border-b border-rule bg-paper-2 p-2 ' +
          'sm:sticky sm:top-0 sm:h-dvh sm:w-14 sm:flex-col sm:items-stretch sm:overflow-y-auto sm:border-r sm:border-b-0 lg:w-rail lg:p-3'
        }
      >
        <AccountSwitcher current={account} accounts={accounts} />
        <Navigation slug={account.slug} />
        <div className="flex flex-col gap-2 sm:mt-auto">
          {usage ? <Usage slug={account.slug} {...usage} /> : null}
          <UserMenu user={user} theme={theme} chooseTheme={chooseTheme} signOut={signOut} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 pb-24 sm:px-6 sm:pb-12 lg:px-8">
        <div className="mx-auto max-w-content">{children}</div>
      </main>
    </div>
  )
}
