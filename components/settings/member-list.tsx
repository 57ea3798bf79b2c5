'use client'
import { useState, useTransition } from 'react'
import { EmailText } from '@/components/leads/email-text'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Role } from '@/lib/db/generated/enums'
import type { Result } from '@/lib/result'
import { Said } from './said'

type MemberShown = { userId: string; name: string; email: string; role: Role; seenAt: Date | null }

type MemberListProps = {
  members: readonly MemberShown[]
  /** The one who looks. */
  me: string
  accountName: string
  isAdmin: boolean
  changeRole: (input: { userId: string; role: Role }) => Promise<Result>
  remove: (userId: string) => Promise<Result>
  leave: () => Promise<Result>
}

/** Who belongs to the account. An admin changes roles and removes; everyone may leave. */
export function MemberList({
  members,
  me,
  accountName,
  isAdmin,
  changeRole,
  remove,
  leave,
}: MemberListProps) {
  const [leaving, setLeaving] = useState<MemberShown>()
  const [said, setSaid] = useState<Result<string>>()
  const [pending, startTransition] = useTransition()

  function run(act: () => Promise<Result>, sentence: string) {
    startTransition(async () => {
      const answer = await act()
      startTransition(() => {
        setSaid(answer.kind === 'done' ? { kind: 'done', value: sentence } : answer)
        setLeaving(undefined)
      })
    })
  }
  const turn = ({ userId, name, role }: MemberShown) =>
    role === 'admin'
      ? run(() => changeRole({ userId, role: 'member' }), `${name} is a member now.`)
      : run(() => changeRole({ userId, role: 'admin' }), `${name} is an admin now.`)
  const goes = (member: MemberShown) =>
    member.userId === me
      ? run(leave, 'You left.')
      : run(() => remove(member.userId), `${member.name} was removed.`)
  return (
    <>
      <ErrorSummary reason={said?.kind === 'refused' ? said.reason : undefined} pending={pending} />
      {said?.kind === 'done' && !pending ? <Said>{said.value}</Said> : null}
      <Table caption="Members">
        <TableHead>
          <TableRow>
            <ColumnHead>Name</ColumnHead>
            <ColumnHead>Email</ColumnHead>
            <ColumnHead>Role</ColumnHead>
            <ColumnHead>Last seen</ColumnHead>
            <ColumnHead>
              <span className="sr-only">Changes</span>
            </ColumnHead>
          </TableRow>
        </TableHead>
        <TableBody>
          {members.map((member) => (
            <TableRow key={member.userId}>
              <RowHead label="Name">
                <span className="wrap-anywhere">
                  {member.name} {member.userId === me ? <Badge>You</Badge> : null}
                </span>
              </RowHead>
              <Cell label="Email" className="wrap-anywhere">
                <EmailText email={member.email} />
              </Cell>
              <Cell label="Role">{member.role === 'admin' ? 'Admin' : 'Member'}</Cell>
              <Cell label="Last seen">
                {member.seenAt ? <Time at={member.seenAt} show="date" /> : 'Not yet'}
              </Cell>
              <Cell>
                <div className="flex flex-wrap justify-end gap-2 max-sm:justify-start sm:whitespace-nowrap md:flex-nowrap">
                  {isAdmin ? (
                    <Button size="small" pending={pending} onClick={() => turn(member)}>
                      {member.role === 'admin' ? 'Make member' : 'Make admin'}
                      <span className="sr-only">: {member.name}</span>
                    </Button>
                  ) : null}
                  {isAdmin || member.userId === me ? (
                    <Button size="small" pending={pending} onClick={() => setLeaving(member)}>
                      {member.userId === me ? 'Leave' : 'Remove'}
                      <span className="sr-only">: {member.userId === me ? accountName : member.name}</span>
                    </Button>
                  ) : null}
                </div>
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Dialog
        open={leaving !== undefined}
        onOpenChange={(open) => (open ? null : setLeaving(undefined))}
        title={leaving?.userId === me ? `Leave ${accountName}?` : `Remove ${leaving?.name ?? ''}?`}
        description={
          leaving?.userId === me
            ? 'You lose access at once. What you imported stays. Only an admin can let you in again.'
            : 'They lose access at once, and invitations they sent are withdrawn. What they imported stays.'
        }
      >
        <DialogActions>
          <DialogClose>{leaving?.userId === me ? 'Stay' : 'Keep member'}</DialogClose>
          <Button variant="danger" pending={pending} onClick={() => leaving && goes(leaving)}>
            {leaving?.userId === me ? 'Leave account' : 'Remove member'}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
