import type { Metadata } from 'next'
import { pageOf, type Query } from '@/components/imports/view-params'
import { type MailLine, MailTable } from '@/components/mail-table'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { Pagination } from '@/components/ui/pagination'
import { requireMember } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { listOutbox, type OutboxMail } from '@/lib/mail/queries'
import { transportChoice } from '@/lib/mail/transport-choice'

export const metadata: Metadata = { title: 'Outbox' }

const size = 50

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }

export default async function OutboxPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const member = await requireMember(slug)
  const way = transportChoice(env())
  if (way !== 'outbox') return <MailGoesOut slug={slug} way={way} />
  const page = pageOf(await searchParams)
  const { mails, total } = await listOutbox(member.accountId, { page, size, role: member.role })
  if (total === 0) {
    return (
      <>
        <PageTitle title="Outbox" />
        <EmptyState
          title="No mails yet."
          actions={
            <ButtonLink variant="primary" href={`/${slug}/imports/new`}>
              Import leads
            </ButtonLink>
          }
        >
          No mail provider is set up, so mails are kept here instead of being sent. Each import writes its
          report.
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <PageTitle title="Outbox" count={total}>
        No mail provider is set up, so mails are kept here instead of being sent.
      </PageTitle>
      {mails.length > 0 ? (
        <MailTable mails={mails.map((mail) => lineOf(slug, mail))} />
      ) : (
        <p>There is no such page.</p>
      )}
      <Pagination
        page={page}
        size={size}
        total={total}
        label="mails"
        href={(to) => `/${slug}/outbox?page=${to}`}
      />
    </>
  )
}

const statusWords = { queued: 'Waiting', sent: 'Sent', failed: 'Failed', unknown: 'Unknown' } as const

function lineOf(slug: string, { id, subject, to, status, sentAt, createdAt }: OutboxMail): MailLine {
  const href = `/${slug}/outbox/${id}`
  return { id, href, subject, to, status: statusWords[status], at: sentAt ?? createdAt }
}

function MailGoesOut({ slug, way }: { slug: string; way: string }) {
  return (
    <>
      <PageTitle title="Outbox" />
      <EmptyState
        title={`Mail goes out through ${way}.`}
        actions={<ButtonLink href={`/${slug}/imports`}>Open imports</ButtonLink>}
      >
        It is not kept here. Each import says whether its report was sent.
      </EmptyState>
    </>
  )
}
