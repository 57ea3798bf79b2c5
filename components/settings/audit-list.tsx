'use client'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { type CleanUndone, cleanUndoneText } from '@/lib/deleted-emails/clean-undone'
import type { Result } from '@/lib/result'
import { Said } from './said'

type EntryShown = {
  id: string
  at: Date
  who: { name: string; email: string } | null
  what: string
  undoable: boolean
}

type AuditListProps = {
  entries: readonly EntryShown[]
  undoClean: (auditId: string) => Promise<Result<CleanUndone>>
}

/** Who did what when. A Clean List of the last 30 days can be undone from here. */
export function AuditList({ entries, undoClean }: AuditListProps) {
  const [result, setResult] = useState<Result<CleanUndone>>()
  const [pending, startTransition] = useTransition()
  const undo = (id: string) =>
    startTransition(async () => {
      const answer = await undoClean(id)
      startTransition(() => setResult(answer))
    })
  return (
    <>
      <ErrorSummary reason={result?.kind === 'refused' ? result.reason : undefined} pending={pending} />
      {result?.kind === 'done' && !pending ? <Said>{cleanUndoneText(result.value)}</Said> : null}
      <Table caption="Audit">
        <TableHead>
          <TableRow>
            <ColumnHead>When</ColumnHead>
            <ColumnHead>Who</ColumnHead>
            <ColumnHead>What</ColumnHead>
          </TableRow>
        </TableHead>
        <TableBody>
          {entries.map(({ id, at, who, what, undoable }) => (
            <TableRow key={id}>
              <RowHead label="When" className="font-normal">
                <Time at={at} show="datetime" />
              </RowHead>
              <Cell label="Who" className="wrap-anywhere">
                <span title={who?.email}>{who?.name ?? 'The command line'}</span>
              </Cell>
              <Cell label="What" className="wrap-anywhere">
                <span className="inline-flex flex-wrap items-center gap-2">
                  {what}
                  {undoable ? (
                    <Button size="small" pending={pending} onClick={() => undo(id)}>
                      Undo<span className="sr-only"> Clean List</span>
                    </Button>
                  ) : null}
                </span>
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  )
}
