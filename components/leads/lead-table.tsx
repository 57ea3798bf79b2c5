import Link from 'next/link'
import type { ReactNode } from 'react'
import { RowCheckbox } from '@/components/ui/checkbox'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { columnLabel, type LeadColumn } from './columns'
import { EmailStatusMark } from './email-status-mark'
import { EmailText } from './email-text'
import type { LeadLine } from './lead-line'
import { SelectPage } from './select-page'
import { SourceLink } from './source-link'
import { TagList } from './tag-list'

type LeadTableProps = {
  slug: string
  leads: readonly LeadLine[]
  columns: readonly LeadColumn[]
  isSelected: (id: string) => boolean
  onSelect: (id: string, selected: boolean) => void
  onSelectPage: (selected: boolean) => void
}

/** One page of leads, each with its box. */
export function LeadTable({ slug, leads, columns, isSelected, onSelect, onSelectPage }: LeadTableProps) {
  const page = { selected: leads.filter((lead) => isSelected(lead.id)).length, of: leads.length }
  return (
    <>
      <SelectPage {...page} onChange={onSelectPage} className="self-start px-2 sm:hidden" labelShown />
      <Table caption="Leads">
        <TableHead>
          <tr>
            <ColumnHead className="w-8">
              <span className="sr-only sm:hidden">Select</span>
              <SelectPage {...page} onChange={onSelectPage} className="max-sm:hidden" />
            </ColumnHead>
            <ColumnHead>Email</ColumnHead>
            {columns.map((column) => (
              <ColumnHead key={column} className="max-w-56 truncate">
                {columnLabel(column)}
              </ColumnHead>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {leads.map((lead) => (
            <LeadRow
              key={lead.id}
              slug={slug}
              lead={lead}
              columns={columns}
              selected={isSelected(lead.id)}
              onSelect={(selected) => onSelect(lead.id, selected)}
            />
          ))}
        </TableBody>
      </Table>
    </>
  )
}

type LeadRowProps = {
  slug: string
  lead: LeadLine
  columns: readonly LeadColumn[]
  selected: boolean
  onSelect: (selected: boolean) => void
}

function LeadRow({ slug, lead, columns, selected, onSelect }: LeadRowProps) {
  return (
    <TableRow className={selected ? 'sm:bg-paper-2' : undefined}>
      <Cell className="w-8">
        <RowCheckbox
          label={`Select ${lead.email}`}
          checked={selected}
          onChange={(event) => onSelect(event.target.checked)}
        />
      </Cell>
      <RowHead label="Email" className="max-w-80 wrap-anywhere lg:min-w-64">
        <Link href={`/${slug}/leads/${lead.id}`} className="link" prefetch={false}>
          <EmailText email={lead.email} />
        </Link>
      </RowHead>
      {columns.map((column) => (
        <LeadCell key={column} slug={slug} lead={lead} column={column} />
      ))}
    </TableRow>
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
        <OptionalCell label={label} empty={lead.tags.length === 0}>
          <TagList tags={lead.tags} />
        </OptionalCell>
      )
    case 'campaigns':
      return (
        <OptionalCell label={label} empty={lead.campaigns.length === 0}>
          <Text>{lead.campaigns.map(({ name }) => name).join(', ')}</Text>
        </OptionalCell>
      )
    default: {
      const text = textOf(lead, column)
      return (
        <OptionalCell label={label} empty={text === ''}>
          <Text>{text}</Text>
        </OptionalCell>
      )
    }
  }
}

type TextColumn = Exclude<LeadColumn, 'email_status' | 'added' | 'source' | 'tags' | 'campaigns'>

function textOf(lead: LeadLine, column: TextColumn): string {
  if (column === 'name' || column === 'company' || column === 'title' || column === 'phone')
    return lead[column]
  const name = column.slice('custom.'.length)
  return Object.hasOwn(lead.custom, name) ? (lead.custom[name] ?? '') : ''
}

function OptionalCell({ label, empty, children }: { label: string; empty: boolean; children: ReactNode }) {
  return (
    <Cell label={label} className={empty ? 'max-sm:hidden' : undefined}>
      {empty ? null : children}
    </Cell>
  )
}

/** A value as stored; long ones are cut to two lines, the whole stands in the title. */
function Text({ children }: { children: string }) {
  return (
    <span title={children} className="line-clamp-2 max-w-56 break-words">
      {children}
    </span>
  )
}
