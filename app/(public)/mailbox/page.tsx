import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Wordmark } from '@/components/shell/wordmark'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageTitle } from '@/components/ui/page-title'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
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
          <Table caption="Mails">
            <TableHead>
              <TableRow>
                <ColumnHead>Subject</ColumnHead>
                <ColumnHead>To</ColumnHead>
                <ColumnHead>When</ColumnHead>
              </TableRow>
            </TableHead>
            <TableBody>
              {mails.map((mail) => (
                <TableRow key={mail.id}>
                  <RowHead label="Subject">
                    <Link href={`/mailbox/${mail.id}`} className="link wrap-anywhere">
                      {mail.subject}
                    </Link>
                  </RowHead>
                  <Cell label="To" className="break-all">
                    {mail.to}
                  </Cell>
                  <Cell label="When">
                    <Time at={mail.at} />
                  </Cell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </div>
    </main>
  )
}
