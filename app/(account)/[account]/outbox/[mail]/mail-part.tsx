import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { MailMessage } from '@/lib/mail/message'

export const mailViews = ['html', 'text', 'headers'] as const
export type MailView = (typeof mailViews)[number]

/** One part of a kept mail, as a mail program would get it. */
export function MailPart({
  view,
  message,
  sentAt,
}: {
  view: MailView
  message: MailMessage
  sentAt: Date | null
}) {
  switch (view) {
    case 'html':
      return <HtmlPart html={message.html} />
    case 'text':
      return <TextPart text={message.text} />
    case 'headers':
      return <Headers message={message} sentAt={sentAt} />
  }
}

/** The mail in a frame of its own, which runs no script and is nobody's origin; its links open beside it. */
function HtmlPart({ html }: { html: string }) {
  return (
    <iframe
      title="The mail as HTML"
      srcDoc={html}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      className="h-[75vh] min-h-120 w-full rounded-md border border-control"
    />
  )
}

function TextPart({ text }: { text: string }) {
  return (
    <section
      aria-label="The mail as text"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-control p-4"
    >
      <pre className="font-mono text-sm whitespace-pre-wrap">{text}</pre>
    </section>
  )
}

function Headers({ message, sentAt }: { message: MailMessage; sentAt: Date | null }) {
  const { from, to, subject, messageId, headers } = message
  const lines = {
    From: mailbox(from),
    To: mailbox(to),
    Subject: subject,
    ...(sentAt ? { Date: sentAt.toUTCString() } : {}),
    'Message-ID': messageId,
    ...headers,
  }
  return (
    <Table caption="Headers">
      <TableHead>
        <tr>
          <ColumnHead>Header</ColumnHead>
          <ColumnHead>Value</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {Object.entries(lines).map(([name, value]) => (
          <TableRow key={name}>
            <RowHead label="Header" className="whitespace-nowrap">
              {name}
            </RowHead>
            <Cell label="Value" className="wrap-anywhere">
              {value}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function mailbox({ name, address }: MailMessage['from']): string {
  return name === '' ? address : `${name} <${address}>`
}
