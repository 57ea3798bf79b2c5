import type { Metadata } from 'next'
import { pageOf, type Query } from '@/components/imports/view-params'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { Pagination } from '@/components/ui/pagination'
import { requireMember } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { listOutbox } from '@/lib/mail/queries'
import { transportChoice } from '@/lib/mail/transport-choice'
import { OutboxTable } from './outbox-table'

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
      {mails.length > 0 ? <OutboxTable slug={slug} mails={mails} /> : <p>There is no such page.</p>}
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
