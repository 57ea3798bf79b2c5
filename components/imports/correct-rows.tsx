'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { countOf } from '@/components/ui/count-text'
import { ErrorSummary } from '@/components/ui/error-summary'
import { FieldError } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { Result } from '@/lib/result'

/** A row whose email is to be corrected. `around`: its other cells. */
export type RowShown = {
  row: number
  email: string
  cause: string
  suggestion: string | null
  around: string
}

type CorrectRowsProps = {
  rows: readonly RowShown[]
  importsHref: string
  reportHref: string
  nextHref: string | null
  correct: (emails: Record<string, string>) => Promise<Result<{ number: number }>>
}

/** The emails of rejected rows as fields; those that were corrected run again, the others stay as they are. */
export function CorrectRows({ rows, importsHref, reportHref, nextHref, correct }: CorrectRowsProps) {
  const router = useRouter()
  const [emails, setEmails] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem>({ attempt: 0 })
  const [pending, startTransition] = useTransition()
  const count = Object.keys(emails).length

  function set({ row, email: original }: RowShown, value: string) {
    const { [row]: _, ...others } = emails
    setEmails(value.trim() === '' || value === original ? others : { ...others, [row]: value })
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (count === 0 || pending) return
    startTransition(async () => {
      const result = await correct(emails)
      if (result.kind === 'done') return router.push(`${importsHref}/${result.value.number}`)
      setProblem((before) => ({ ...problemOf(result), attempt: before.attempt + 1 }))
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <ErrorSummary {...problem} pending={pending} />
      <Suggestions rows={rows} emails={emails} use={(all) => setEmails({ ...emails, ...all })} />
      <Table caption="Rows to correct">
        <TableHead>
          <tr>
            <ColumnHead className="w-20">Row</ColumnHead>
            <ColumnHead className="w-1/4">In the file</ColumnHead>
            <ColumnHead className="w-1/4">Cause</ColumnHead>
            <ColumnHead>Email to import</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <CorrectedRow
              key={row.row}
              row={row}
              value={emails[row.row] ?? ''}
              error={problem.fields?.[fieldId(row.row)]}
              onChange={(value) => set(row, value)}
            />
          ))}
        </TableBody>
      </Table>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" type="submit" pending={pending} aria-disabled={count === 0 || undefined}>
          {count === 0 ? 'Re-run corrected rows' : `Re-run ${countOf(count, 'corrected row')}`}
        </Button>
        <ButtonLink href={reportHref}>Back to the report</ButtonLink>
        {nextHref ? <ButtonLink href={nextHref}>Next rows</ButtonLink> : null}
        <p className="text-ink-2">
          {count === 0
            ? 'Rows you leave empty stay rejected.'
            : `${countOf(count, 'email')} corrected here; the others stay rejected.`}
        </p>
      </div>
    </form>
  )
}

type Problem = { reason?: string; fields?: Record<string, string>; attempt: number }

function problemOf(result: Exclude<Result<unknown>, { kind: 'done' }>): Omit<Problem, 'attempt'> {
  if (result.kind === 'refused') return { reason: result.reason }
  return {
    fields: Object.fromEntries(
      Object.entries(result.fields).map(([row, text]) => [fieldId(Number(row)), text]),
    ),
  }
}

function fieldId(row: number): string {
  return `row-${row}`
}

type SuggestionsProps = {
  rows: readonly RowShown[]
  emails: Record<string, string>
  use: (emails: Record<string, string>) => void
}

function Suggestions({ rows, emails, use }: SuggestionsProps) {
  const open = rows.flatMap(({ row, suggestion }) =>
    suggestion && emails[row] === undefined ? [[String(row), suggestion] as const] : [],
  )
  if (open.length < 2) return null
  return (
    <div>
      <Button onClick={() => use(Object.fromEntries(open))}>
        Use the {open.length} suggestions on this page
      </Button>
    </div>
  )
}

type CorrectedRowProps = {
  row: RowShown
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

function CorrectedRow({ row, value, error, onChange }: CorrectedRowProps) {
  const id = fieldId(row.row)
  return (
    <TableRow>
      <RowHead label="Row">{row.row}</RowHead>
      <Cell label="In the file" className="wrap-anywhere">
        <div>
          {row.email === '' ? <span className="text-ink-3">(empty)</span> : row.email}
          {row.around ? <p className="text-sm break-normal text-ink-3">{row.around}</p> : null}
        </div>
      </Cell>
      <Cell label="Cause">{row.cause}</Cell>
      <Cell label="Email to import">
        <span className="flex flex-wrap items-center gap-2">
          <Input
            id={id}
            aria-label={`Email to import for row ${row.row}`}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
            className="min-w-40 flex-1"
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {row.suggestion && value !== row.suggestion ? (
            <Button size="small" onClick={() => onChange(row.suggestion ?? '')}>
              Use {row.suggestion}
            </Button>
          ) : null}
        </span>
        <FieldError id={`${id}-error`} error={error} />
      </Cell>
    </TableRow>
  )
}
