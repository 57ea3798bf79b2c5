import Link from 'next/link'
import { Cell, ColumnHead, RowHead } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { columnLabel, type LeadColumn } from './columns'
import { EmailStatusMark } from './email-status-mark'
import { EmailText } from './email-text'
import type { LeadLine } from './lead-line'
import { SelectableRow, SelectableTable } from './selectable-table'
import { SourceLink } from './source-link'
import { TagList } from './tag-list'
import { TextCell } from './text-cell'
import type { Selection } from './use-selection'

type LeadTableProps = {
  slug: string
  leads: readonly LeadLine[]
  columns: readonly LeadColumn[]
  selection: Selection
}

/** One page of leads, each with its box. */
export function LeadTable({ slug, leads, columns, selection }: LeadTableProps) {
  const heads = columns.map((column) => (
    <ColumnHead key={column} className="max-w-56 truncate">
      {columnLabel(column)}
    </ColumnHead>
  ))
  return (
    <SelectableTable
      caption="Leads"
      selection={selection}
      heads={
        <>
          <ColumnHead>Email</ColumnHead>
          {heads}
        </>
      }
    >
      {leads.map((lead) => (
        <SelectableRow key={lead.id} lead={lead} selection={selection}>
          <RowHead label="Email" className="max-w-80 wrap-anywhere lg:min-w-64">
            <Link href={`/${slug}/leads/${lead.id}`} className="link" prefetch={false}>
              <EmailText email={lead.email} />
            </Link>
          </RowHead>
          {columns.map((column) => (
            <LeadCell key={column} slug={slug} lead={lead} column={column} />
          ))}
        </SelectableRow>
      ))}
    </SelectableTable>
  )
}

/** The cell of a column. Left out of a stacked row when it is empty. */
function LeadCell({ slug, lead, column }: { slug: string; lead: LeadLine; column: LeadColumn }) {
  const label = columnLabel(column)
  switch (column) {
    case 'email_status':
      return (
        <Cell label={label}>
          <EmailStatusMark status={lead.emailStatus} />
        </Cell>
      )
    case 'added':
      return (
        <Cell label={label}>
          <Time at={lead.addedAt} />
        </Cell>
      )
    case 'source':
      return (
        <Cell label={label} className="whitespace-nowrap">
          <SourceLink slug={slug} addedBy={lead.addedBy} />
        </Cell>
      )
    case 'tags':
      return (
        <Cell label={label} className={lead.tags.length === 0 ? 'max-sm:hidden' : undefined}>
          {lead.tags.length === 0 ? null : <TagList tags={lead.tags} />}
        </Cell>
      )
    case 'campaigns':
      return <TextCell label={label} text={lead.campaigns.map(({ name }) => name).join(', ')} />
    default:
      return <TextCell label={label} text={textOf(lead, column)} />
  }
}

type TextColumn = Exclude<LeadColumn, 'email_status' | 'added' | 'source' | 'tags' | 'campaigns'>

function textOf(lead: LeadLine, column: TextColumn): string {
  if (column === 'name' || column === 'company' || column === 'title' || column === 'phone')
    return lead[column]
  const name = column.slice('custom.'.length)
  return Object.hasOwn(lead.custom, name) ? (lead.custom[name] ?? '') : ''
}
