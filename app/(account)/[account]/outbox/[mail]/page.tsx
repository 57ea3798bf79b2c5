import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { Tabs } from '@/components/ui/tabs'
import { Time } from '@/components/ui/time'
import { requireMember } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { getOutboxMail } from '@/lib/mail/queries'
import { transportChoice } from '@/lib/mail/transport-choice'
import { MailPart, mailViews } from './mail-part'

type Props = {
  params: Promise<{ account: string; mail: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The mail of the path, for a member of its account, where mails are kept; else a 404. Looked up once per request. */
const mailOf = cache(async (slug: string, id: string) => {
  const member = await requireMember(slug)
  const kept = transportChoice(env()) === 'outbox' && z.uuid().safeParse(id).success
  return (kept ? await getOutboxMail(member.accountId, { id, role: member.role }) : null) ?? notFound()
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account, mail } = await params
  return { title: (await mailOf(account, mail)).subject }
}

export default async function OutboxMailPage({ params, searchParams }: Props) {
  const { account: slug, mail: id } = await params
  const mail = await mailOf(slug, id)
  const view = z
    .enum(mailViews)
    .catch('html')
    .parse((await searchParams).view)
  const tabs = mailViews.map((each) => ({
    label: { html: 'HTML', text: 'Text', headers: 'Headers' }[each],
    href: `/${slug}/outbox/${id}?view=${each}`,
    current: each === view,
  }))
  return (
    <>
      <Breadcrumb above={[{ href: `/${slug}/outbox`, label: 'Outbox' }]} here="Mail" />
      <PageTitle title={<span className="wrap-anywhere">{mail.subject}</span>}>
        To <span className="wrap-anywhere">{mail.to}</span>
        {' · '}
        <Time at={mail.sentAt ?? mail.createdAt} show="datetime" />
      </PageTitle>
      {mail.message ? (
        <>
          <Tabs label="Parts of the mail" tabs={tabs} />
          <MailPart view={view} message={mail.message} sentAt={mail.sentAt} />
        </>
      ) : (
        <EmptyState
          title={mail.status === 'queued' ? 'This mail is not written yet.' : 'This mail was not kept.'}
        >
          {mail.lastError ?? 'The worker writes it within a few seconds. Reload the page.'}
        </EmptyState>
      )}
    </>
  )
}
