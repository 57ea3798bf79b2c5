'use client'
import { useState, useTransition } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Result } from '@/lib/result'
import { browserOf } from './browser-of'
import { Said } from './said'

type SessionShown = {
  id: string
  userAgent: string | null
  address: string | null
  since: Date
  seenAt: Date
}

type SessionListProps = {
  sessions: readonly SessionShown[]
  /** The one this page is shown in. */
  here: string | null
  endOthers: () => Promise<Result<{ ended: number }>>
}

/** Where one is signed in, and the way to end it everywhere else. */
export function SessionList({ sessions, here, endOthers }: SessionListProps) {
  const [result, setResult] = useState<Result<{ ended: number }>>()
  const [pending, startTransition] = useTransition()
  const end = () =>
    startTransition(async () => {
      const answer = await endOthers()
      startTransition(() => setResult(answer))
    })
  return (
    <>
      <ErrorSummary reason={result?.kind === 'refused' ? result.reason : undefined} pending={pending} />
      <Table caption="Sessions">
        <TableHead>
          <TableRow>
            <ColumnHead>Browser</ColumnHead>
            <ColumnHead>Address</ColumnHead>
            <ColumnHead>Since</ColumnHead>
          </TableRow>
        </TableHead>
        <TableBody>
          {sessions.map((session) => (
            <TableRow key={session.id}>
              <RowHead label="Browser">
                <span>
                  {browserOf(session.userAgent)} {session.id === here ? <Badge>This one</Badge> : null}
                </span>
              </RowHead>
              <Cell label="Address" className="break-all">
                {session.address ?? 'Unknown'}
              </Cell>
              <Cell label="Since">
                <Time at={session.since} />
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <div className="flex flex-wrap items-center gap-4">
        {sessions.length > 1 ? (
          <Button pending={pending} onClick={end}>
            End all other sessions
          </Button>
        ) : null}
        {result?.kind === 'done' && !pending ? (
          <Said>{`${countOf(result.value.ended, 'session')} ended.`}</Said>
        ) : null}
      </div>
    </>
  )
}
