import type { Metadata } from 'next'
import { pageOf, type Query } from '@/components/imports/view-params'
import { AdminsOnly } from '@/components/settings/admins-only'
import { AuditFilter } from '@/components/settings/audit-filter'
import { AuditList } from '@/components/settings/audit-list'
import { auditQuery, auditViewOf } from '@/components/settings/audit-view'
import { ButtonLink } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { Announce } from '@/components/ui/status-region'
import { membersOf } from '@/lib/accounts/queries'
import { listAudit, peopleInAudit } from '@/lib/audit/queries'
import { auditSentence } from '@/lib/audit/sentence'
import { requireMember } from '@/lib/auth/session'
import type { AccountId } from '@/lib/db/ids'
import { undoCleanListAction } from '../general/actions'

export const metadata: Metadata = { title: 'Audit' }

const size = 50

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }

/** Who did what, for admins: it holds where people signed in from. */
export default async function AuditPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const { accountId, role } = await requireMember(slug)
  if (role !== 'admin') return <ForAdmins accountId={accountId} />
  const query = await searchParams
  const view = auditViewOf(query)
  const page = pageOf(query)
  const here = `/${slug}/settings/audit`
  const [{ entries, total }, people] = await Promise.all([
    listAudit(accountId, view, { page, size }),
    peopleInAudit(accountId),
  ])
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <AuditFilter action={here} people={people} {...view} />
        <ButtonLink href={`/api/${slug}/audit.csv${auditQuery(view)}`} prefetch={false} download>
          Export
        </ButtonLink>
      </div>
      <Announce text={countOf(total, 'entry', 'entries')} />
      {entries.length > 0 ? (
        <AuditList
          entries={entries.map(({ kind, details, ...entry }) => ({
            ...entry,
            what: auditSentence(kind, details),
          }))}
          undoClean={undoCleanListAction.bind(null, slug)}
        />
      ) : (
        <EmptyState
          title={view.subject || view.userId ? 'Nothing matches.' : 'Nothing happened yet.'}
          actions={view.subject || view.userId ? <ButtonLink href={here}>Clear filters</ButtonLink> : null}
        >
          Sign-ins, changes of members, imports, deletions, Clean List, the plan and exports are written down
          here. Entries are never changed.
        </EmptyState>
      )}
      <Pagination
        page={page}
        size={size}
        total={total}
        label="the audit"
        href={(to) => `${here}${auditQuery(view, to)}`}
      />
    </div>
  )
}

async function ForAdmins({ accountId }: { accountId: AccountId }) {
  const members = await membersOf(accountId)
  return (
    <EmptyState title="The audit is for admins.">
      It says who signed in, imported, deleted and changed what.{' '}
      <AdminsOnly may="see" admins={members.filter(({ role }) => role === 'admin').map(({ name }) => name)} />
    </EmptyState>
  )
}
