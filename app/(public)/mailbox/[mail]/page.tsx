import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MailPart } from '@/app/(account)/[account]/outbox/[mail]/mail-part'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { Time } from '@/components/ui/time'
import { env } from '@/lib/env'
import { listPersonMails } from '@/lib/mail/queries'
import { isLocalMode } from '@/lib/mail/transport-choice'

export const metadata: Metadata = { title: 'Mail' }

type Props = { params: Promise<{ mail: string }> }

/** Local mode only: one mail to a person of this machine. */
export default async function MailboxMailPage({ params }: Props) {
  const { mail: id } = await params
  const mail = isLocalMode(env()) ? (await listPersonMails()).find((each) => each.id === id) : undefined
  if (!mail) notFound()
  return (
    <main id="main" className="mx-auto flex max-w-column flex-col gap-4 px-4 py-12">
      <Breadcrumb above={[{ href: '/mailbox', label: 'Mailbox' }]} here="Mail" />
      <PageTitle title={mail.subject}>
        To <span className="wrap-anywhere">{mail.to}</span>
        {' · '}
        <Time at={mail.at} show="datetime" />
      </PageTitle>
      {mail.message ? (
        <MailPart view="html" message={mail.message} sentAt={mail.at} />
      ) : (
        <EmptyState title="This mail is not written yet.">
          The worker writes it within a few seconds. Reload the page.
        </EmptyState>
      )}
    </main>
  )
}
