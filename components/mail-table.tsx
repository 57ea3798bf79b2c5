import Link from 'next/link'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'

export type MailLine = { id: string; href: string; subject: string; to: string; at: Date; status?: string }

/** Mails, each leading to itself; with their status where they have one. */
export function MailTable({ mails }: { mails: readonly MailLine[] }) {
  const withStatus = mails.some((mail) => mail.status !== undefined)
  return (
    <Table caption="Mails">
      <TableHead>
        <TableRow>
          <ColumnHead>Subject</ColumnHead>
          <ColumnHead>To</ColumnHead>
          {withStatus ? <ColumnHead>Status</ColumnHead> : null}
          <ColumnHead>When</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {mails.map((mail) => (
          <TableRow key={mail.id}>
            <RowHead label="Subject" className="max-w-120">
              <Link href={mail.href} className="link wrap-anywhere">
                {mail.subject}
              </Link>
            </RowHead>
            <Cell label="To" className="wrap-anywhere">
              {mail.to}
            </Cell>
            {withStatus ? <Cell label="Status">{mail.status}</Cell> : null}
            <Cell label="When">
              <Time at={mail.at} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
