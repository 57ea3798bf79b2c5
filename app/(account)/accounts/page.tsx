import type { Metadata } from 'next'
import Link from 'next/link'
import { Wordmark } from '@/components/shell/wordmark'
import { Badge } from '@/components/ui/badge'
import { ButtonLink, SubmitButton } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { accountsOf } from '@/lib/accounts/queries'
import { requireUser } from '@/lib/auth/session'
import { plans } from '@/lib/plans/plan'
import { signOutAction } from '../sign-out'

export const metadata: Metadata = { title: 'My accounts' }

export default async function AccountsPage() {
  const user = await requireUser()
  const accounts = await accountsOf(user.userId)
  const newAccount = (
    <ButtonLink variant="primary" href="/accounts/new">
      New account
    </ButtonLink>
  )
  return (
    <main id="main" className="mx-auto flex max-w-column flex-col gap-6 px-4 py-12">
      <Wordmark />
      <div>
        <PageTitle title="My accounts" count={accounts.length} actions={newAccount} />
        {accounts.length === 0 ? (
          <EmptyState title="You are not in any account.">
            Create one, or ask an admin of an account to add {user.email}.
          </EmptyState>
        ) : (
          <Accounts accounts={accounts} />
        )}
      </div>
      <form action={signOutAction} className="flex flex-wrap items-center gap-3 text-ink-2">
        <span className="min-w-0">Signed in as {user.email}</span>
        <SubmitButton variant="secondary">Sign out</SubmitButton>
      </form>
    </main>
  )
}

function Accounts({ accounts }: { accounts: Awaited<ReturnType<typeof accountsOf>> }) {
  return (
    <Table caption="My accounts">
      <TableHead>
        <TableRow>
          <ColumnHead>Account</ColumnHead>
          <ColumnHead>Your role</ColumnHead>
          <ColumnHead>Plan</ColumnHead>
          <ColumnHead align="right">Leads</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {accounts.map((account) => (
          <TableRow key={account.slug}>
            <RowHead label="Account">
              <Link
                href={`/${account.slug}/leads`}
                className="link inline-flex min-h-6 items-center break-words"
              >
                {account.name}
              </Link>
            </RowHead>
            <Cell label="Your role">{account.role === 'admin' ? 'Admin' : 'Member'}</Cell>
            <Cell label="Plan">
              <Badge>{plans[account.plan].name}</Badge>
            </Cell>
            <Cell label="Leads" align="right">
              {countOf(account.leadCount, 'lead')}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
