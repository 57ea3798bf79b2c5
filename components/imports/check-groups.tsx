import Link from 'next/link'
import { countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, Table, TableBody, TableHead } from '@/components/ui/table'
import type { CheckResult, SampleRow } from '@/lib/imports/check-result'
import { causeSplit, rowCause } from '@/lib/imports/reasons'
import type { ReasonCount } from '@/lib/imports/report'
import type { Result } from '@/lib/result'
import { EmailEditor } from './email-editor'
import { FileRow } from './file-row'
import { reasonHelpHref } from './reason-links'

/** Corrects the email of one row, or puts it back (null). */
export type EditEmail = (edit: { row: number; column: number; value: string | null }) => Promise<Result>

type CheckGroupsProps = {
  slug: string
  reasons: readonly ReasonCount[]
  samples: CheckResult['samples']
  emailColumn: number
  editEmail: EditEmail
}

/** The rows that would be rejected, by reason: the first of each, with their causes; wrong emails can be corrected. */
export function CheckGroups({ reasons, samples, ...props }: CheckGroupsProps) {
  if (reasons.length === 0) return null
  const most = Math.max(...reasons.map(({ count }) => count))
  return (
    <section aria-labelledby="groups-title" className="flex flex-col">
      <h3 id="groups-title" className="mb-1 text-md font-semibold">
        Rows that would be rejected
      </h3>
      {reasons.map((reason) => (
        <Group
          key={reason.code}
          reason={reason}
          rows={samples[reason.code] ?? []}
          open={reason.count === most}
          {...props}
        />
      ))}
    </section>
  )
}

type GroupProps = Pick<CheckGroupsProps, 'slug' | 'emailColumn' | 'editEmail'> & {
  reason: ReasonCount
  rows: readonly SampleRow[]
  open: boolean
}

function Group({ reason: { code, message, count, causes }, rows, open, ...props }: GroupProps) {
  const split = causeSplit(code, causes)
  return (
    <details open={open} className="border-t border-rule py-2">
      <summary className="target py-1">
        <span className="font-semibold">{message}</span>{' '}
        <span className="font-semibold text-rejected">
          <span aria-hidden="true">×</span>
          {countText(count)}
        </span>
        {split ? <span className="ml-2 text-ink-2">{split}</span> : null}
      </summary>
      <Table caption={`Rows rejected: ${message}`}>
        <TableHead>
          <tr>
            <ColumnHead className="w-16">Row</ColumnHead>
            <ColumnHead className="w-2/5">Email</ColumnHead>
            <ColumnHead>Cause</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <SampleLine key={row.row} row={row} message={message} {...props} />
          ))}
        </TableBody>
      </Table>
      <p className="mt-2 flex flex-wrap justify-between gap-x-4 text-sm text-ink-2">
        <span>
          {count > rows.length
            ? `and ${countText(count - rows.length)} more; the report lists all of them.`
            : ''}
        </span>
        <Link href={reasonHelpHref(code)} className="link inline-flex min-h-6 items-center">
          What this means<span className="sr-only">: {message}</span>
        </Link>
      </p>
    </details>
  )
}

type SampleLineProps = Omit<GroupProps, 'reason' | 'rows' | 'open'> & { row: SampleRow; message: string }

function SampleLine({ slug, row, message, emailColumn, editEmail }: SampleLineProps) {
  const editable = row.code === 'email_invalid' || row.code === 'email_missing'
  return (
    <FileRow
      row={row.row}
      email={
        editable ? (
          <EmailEditor
            row={row.row}
            email={row.email ?? ''}
            suggestion={row.code === 'email_invalid' ? row.detail : null}
            column={emailColumn}
            edit={editEmail}
          />
        ) : (
          row.email
        )
      }
    >
      <Cell label="Cause">
        <span>
          {rowCause(row) ?? message}
          <LeadLink slug={slug} row={row} />
        </span>
      </Cell>
    </FileRow>
  )
}

function LeadLink({ slug, row }: { slug: string; row: SampleRow }) {
  if (row.cause !== 'existing_lead' || row.email === null) return null
  return (
    <>
      {row.addedBy === null ? null : (
        <>
          {' · '}
          <Link href={`/${slug}/imports/${row.addedBy}`} className="link whitespace-nowrap">
            by import #{row.addedBy}
          </Link>
        </>
      )}
      {' · '}
      <Link href={`/${slug}/leads?q=${encodeURIComponent(row.email)}`} className="link whitespace-nowrap">
        See the lead<span className="sr-only"> {row.email}</span>
      </Link>
    </>
  )
}
