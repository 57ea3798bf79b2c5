'use client'
import { Check, ChevronsUpDown, Plus } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { type ReactElement, useState } from 'react'
import { Badge } from '../ui/badge'
import { countOf } from '../ui/count-text'
import { Input } from '../ui/input'
import { Menu, MenuLink, MenuSeparator } from '../ui/menu'
import { Popover, PopoverLink } from '../ui/popover'

export type SwitcherAccount = { slug: string; name: string; plan: string; role: string; leadCount: number }

type AccountSwitcherProps = { current: { slug: string; name: string }; accounts: SwitcherAccount[] }

/** The account's name; behind it the person's other accounts, opened at the same section, and New account. */
export function AccountSwitcher({ current, accounts }: AccountSwitcherProps) {
  const plan = accounts.find((account) => account.slug === current.slug)?.plan
  const trigger = (
    <button
      type="button"
      title={current.name}
      className="target flex min-w-0 items-center gap-2 rounded-md px-2 py-1 text-left hover:bg-unchanged-tint max-sm:flex-1 sm:max-lg:justify-center sm:max-lg:px-0"
    >
      <span
        aria-hidden="true"
        className="hidden size-6 shrink-0 place-items-center rounded-sm border border-control font-semibold sm:max-lg:grid"
      >
        {[...current.name][0]?.toUpperCase()}
      </span>
      <span className="sr-only">Account </span>
      <span className="truncate font-semibold sm:max-lg:sr-only">{current.name}</span>
      <span className="sm:max-lg:hidden">{plan ? <Badge>{plan}</Badge> : null}</span>
      <span className="sr-only">Switch account</span>
      <ChevronsUpDown aria-hidden="true" className="ml-auto size-4 shrink-0 text-ink-3 sm:max-lg:hidden" />
    </button>
  )
  const Accounts = accounts.length > searchedFrom ? SearchedAccounts : ListedAccounts
  return <Accounts trigger={trigger} current={current} accounts={accounts} />
}

type AccountsProps = AccountSwitcherProps & { trigger: ReactElement }

function ListedAccounts({ trigger, current, accounts }: AccountsProps) {
  const section = sectionOf(usePathname())
  return (
    <Menu trigger={trigger}>
      {accounts.map((account) => (
        <MenuLink
          key={account.slug}
          href={`/${account.slug}/${section}`}
          current={account.slug === current.slug}
        >
          <AccountLine account={account} current={account.slug === current.slug} />
        </MenuLink>
      ))}
      <MenuSeparator />
      <MenuLink href="/accounts/new">
        <NewAccount />
      </MenuLink>
    </Menu>
  )
}

/** A menu may not hold a field, so many accounts open in a popover. */
function SearchedAccounts({ trigger, current, accounts }: AccountsProps) {
  const section = sectionOf(usePathname())
  const [sought, seek] = useState('')
  const found = accounts.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()))
  return (
    <Popover trigger={trigger} label="Accounts">
      <Input
        type="search"
        aria-label="Find an account"
        placeholder="Find an account"
        autoComplete="off"
        value={sought}
        onChange={(event) => seek(event.target.value)}
        className="mb-1"
      />
      {found.length === 0 ? <p className="px-2 py-1 text-ink-3">No account is called so.</p> : null}
      {found.map((account) => (
        <PopoverLink
          key={account.slug}
          href={`/${account.slug}/${section}`}
          current={account.slug === current.slug}
        >
          <AccountLine account={account} current={account.slug === current.slug} />
        </PopoverLink>
      ))}
      <hr className="my-1 border-rule" />
      <PopoverLink href="/accounts/new">
        <NewAccount />
      </PopoverLink>
    </Popover>
  )
}

function AccountLine({ account, current }: { account: SwitcherAccount; current: boolean }) {
  return (
    <>
      <span className="size-4 shrink-0">{current ? <Check aria-hidden="true" /> : null}</span>
      <span className="min-w-0">
        <span className="block truncate font-medium">{account.name}</span>
        <span className="block text-sm text-ink-3">
          {account.role} · {account.plan} · {countOf(account.leadCount, 'lead')}
        </span>
      </span>
    </>
  )
}

function NewAccount() {
  return (
    <>
      <Plus aria-hidden="true" />
      New account
    </>
  )
}

/** With this many accounts a list is still quicker read than searched. */
const searchedFrom = 6

/** "/acme/settings/billing" → "settings/billing"; "/acme/imports/41" → "imports": a number is of one account only. */
function sectionOf(path: string): string {
  const [, , section = 'leads', page] = path.split('/')
  return section === 'settings' && page ? `${section}/${page}` : section
}
