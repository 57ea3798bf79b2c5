import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MailTable } from '@/components/mail-table'
import { Wordmark } from '@/components/shell/wordmark'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { env } from '@/lib/env'
import { listPersonMails } from '@/lib/mail/queries'
import { isLocalMode } from '@/lib/mail/transport-choice'

export const metadata: Metadata = { title: 'Mailbox' }
export const dynamic = 'force-dynamic'

/** Local mode only: mails to persons of this machine, which nobody needs to be signed in for. */
export default async function MailboxPage() {
  if (!isLocalMode(env())) notFound()
  const mails = await listPersonMails()
  return (
    <main id="main" className="mx-auto flex max-w-column flex-col gap-6 px-4 py-12">
      <Wordmark />
      <div>
        <PageTitle title="Mailbox" actions={<ButtonLink href="/sign-in">Sign in</ButtonLink>}>
          Fairlead runs for this machine alone and sends no mail. Links to new passwords land here, for a day.
          Reports and invitations are in the outbox of their account.
        </PageTitle>
        {mails.length === 0 ? (
          <EmptyState title="No mails.">
            Reload the page when you expect one; it takes a few seconds.
          </EmptyState>
        ) : (
          <MailTable mails={mails.map((mail) => ({ ...mail, href: `/mailbox/${mail.id}` }))} />
        )}
      </div>
    </main>
  )
}
