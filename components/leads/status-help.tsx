import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { roleNames } from '@/lib/leads/address-check'
import type { EmailStatus } from '@/lib/leads/email-status'
import { EmailStatusMark } from './email-status-mark'

const meanings: Record<EmailStatus, { meaning: string; words: string }> = {
  valid: { meaning: 'Mail to it arrives.', words: 'valid, verified, deliverable, ok, safe to send' },
  risky: {
    meaning: 'It may arrive, and may do harm to your name as a sender.',
    words: 'catch-all, accept all, disposable, role, abuse, extrapolated',
  },
  unknown: { meaning: 'It was verified, and nobody could tell.', words: 'unknown, unverifiable, timeout' },
  invalid: {
    meaning: 'Mail to it bounces.',
    words: 'invalid, undeliverable, bounced, spamtrap, do not mail',
  },
  not_verified: { meaning: 'Nobody has verified it yet.', words: 'not verified, pending, an empty cell' },
}

/** From the best to the worst, then the one that is none. */
const statuses = Object.keys(meanings) as EmailStatus[]

/** What the email statuses mean, and where a lead has its status from. */
export function StatusHelp() {
  return (
    <>
      <Table caption="Email statuses and the words of verifiers that stand for them">
        <TableHead>
          <tr>
            <ColumnHead>Status</ColumnHead>
            <ColumnHead>What it means</ColumnHead>
            <ColumnHead>Words of verifiers, such as</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {statuses.map((status) => (
            <TableRow key={status}>
              <RowHead label="Status">
                <EmailStatusMark status={status} />
              </RowHead>
              <Cell label="Meaning">{meanings[status].meaning}</Cell>
              <Cell label="Words">{meanings[status].words}</Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p>A lead has its status from one of two sources:</p>
      <ol className="flex list-decimal flex-col gap-1 pl-5">
        <li>
          From a column of the file that is matched to Email status. The words of ZeroBounce, NeverBounce,
          Hunter, Bouncer, Apollo, MillionVerifier, Kickbox, Emailable and others are understood, whatever
          their case and signs. A word that none of them uses counts as an empty cell.
        </li>
        <li>
          Where the file says nothing, from our own look at the address when the lead is added: an address of
          a desk (info@, sales@, support@, office@ and {roleNames.length - 4} more) or of a domain that gives
          addresses for a few minutes is Risky. Where checks of the DNS are switched on, a domain without a
          mail server is Invalid; one without an MX record that has an address of its own may still receive
          mail, and is Risky. A domain whose servers do not answer is never held against an address.
        </li>
      </ol>
      <p>
        A verifier’s verdict wins over our own look, since a verifier has asked the mail server and we have
        only looked at the address. Our look changes no lead that is there already.
      </p>
    </>
  )
}
