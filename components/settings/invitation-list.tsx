'use client'
import { useState, useTransition } from 'react'
import { EmailText } from '@/components/leads/email-text'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { dateText, Time } from '@/components/ui/time'
import type { Role } from '@/lib/db/generated/enums'
import type { Result } from '@/lib/result'
import { Said } from './said'

type InvitationShown = {
  id: string
  email: string
  role: Role
  invitedBy: string | null
  expiresAt: Date
  expired: boolean
  sentAt: Date | null
  trouble: string | null
}

type InvitationListProps = {
  invitations: readonly InvitationShown[]
  /** Null: they can be read only. */
  change: ((input: { id: string; deed: 'again' | 'withdraw' }) => Promise<Result>) | null
}

/** Invitations nobody has accepted yet, and what became of their mails. */
export function InvitationList({ invitations, change }: InvitationListProps) {
  const [said, setSaid] = useState<Result<string>>()
  const [pending, startTransition] = useTransition()
  function run({ id, email }: InvitationShown, deed: 'again' | 'withdraw') {
    startTransition(async () => {
      const answer = await change?.({ id, deed })
      const sentence =
        deed === 'again' ? `${email} gets a new link. The one before is void.` : `Withdrawn: ${email}.`
      startTransition(() => setSaid(answer?.kind === 'done' ? { kind: 'done', value: sentence } : answer))
    })
  }
  return (
    <>
      <ErrorSummary reason={said?.kind === 'refused' ? said.reason : undefined} pending={pending} />
      {said?.kind === 'done' && !pending ? <Said>{said.value}</Said> : null}
      <Table caption="Invitations">
        <TableHead>
          <TableRow>
            <ColumnHead>Email</ColumnHead>
            <ColumnHead>Role</ColumnHead>
            <ColumnHead>Invited by</ColumnHead>
            <ColumnHead>State</ColumnHead>
            {change ? (
              <ColumnHead>
                <span className="sr-only">Changes</span>
              </ColumnHead>
            ) : null}
          </TableRow>
        </TableHead>
        <TableBody>
          {invitations.map((invitation) => (
            <TableRow key={invitation.id}>
              <RowHead label="Email" className="wrap-anywhere">
                <EmailText email={invitation.email} />
              </RowHead>
              <Cell label="Role">{invitation.role === 'admin' ? 'Admin' : 'Member'}</Cell>
              <Cell label="Invited by">{invitation.invitedBy ?? 'Somebody who is gone'}</Cell>
              <Cell label="State">
                <State {...invitation} />
              </Cell>
              {change ? (
                <Cell>
                  <div className="flex flex-wrap justify-end gap-2 max-sm:justify-start sm:whitespace-nowrap md:flex-nowrap">
                    <Button size="small" pending={pending} onClick={() => run(invitation, 'again')}>
                      Send again<span className="sr-only"> to {invitation.email}</span>
                    </Button>
                    <Button size="small" pending={pending} onClick={() => run(invitation, 'withdraw')}>
                      Withdraw<span className="sr-only"> the invitation of {invitation.email}</span>
                    </Button>
                  </div>
                </Cell>
              ) : null}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  )
}

function State({ sentAt, trouble, expired, expiresAt }: InvitationShown) {
  if (expired) return <>Expired on {dateText(expiresAt)}</>
  if (trouble) return <>Not delivered: {trouble}</>
  if (!sentAt) return <>Being sent</>
  return (
    <span>
      Sent <Time at={sentAt} />, valid until <Time at={expiresAt} show="date" />
    </span>
  )
}
