import Link from 'next/link'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { OutboxMail } from '@/lib/mail/queries'

const statusWords = { queued: 'Waiting', sent: 'Sent', failed: 'Failed', unknown: 'Unknown' } as const

/** The mails of the outbox, latest first; each leads to itself. */
export function OutboxTable({ slug, mails }: { slug: string; mails: readonly OutboxMail[] }) {
  return (
    <Table caption="Mails">
      <TableHead>
        <tr>
          <ColumnHead>Subject</ColumnHead>
          <ColumnHead>To</ColumnHead>
          <ColumnHead>Status</ColumnHead>
          <ColumnHead>When</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {mails.map((mail) => (
          <TableRow key={mail.id}>
            <RowHead label="Subject" className="max-w-120">
              <Link href={`/${slug}/outbox/${mail.id}`} className="link wrap-anywhere">
                {mail.subject}
              </Link>
            </RowHead>
            <Cell label="To" className="break-all">
              {mail.to}
            </Cell>
            <Cell label="Status">{statusWords[mail.status]}</Cell>
            <Cell label="When">
              <Time at={mail.sentAt ?? mail.createdAt} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
