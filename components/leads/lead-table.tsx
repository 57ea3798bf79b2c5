import Link from 'next/link'
import { RowCheckbox } from '@/components/ui/checkbox'
import { countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { EmailStatusMark } from './email-status-mark'
import type { LeadLine } from './lead-line'
import { SelectPage } from './select-page'

type LeadTableProps = {
  slug: string
  leads: readonly LeadLine[]
  isSelected: (id: string) => boolean
  onSelect: (id: string, selected: boolean) => void
  onSelectPage: (selected: boolean) => void
}

/** One page of leads, each with its box. */
export function LeadTable({ slug, leads, isSelected, onSelect, onSelectPage }: LeadTableProps) {
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
            <ColumnHead>Name</ColumnHead>
            <ColumnHead>Company</ColumnHead>
            <ColumnHead>Email status</ColumnHead>
            <ColumnHead>Added</ColumnHead>
            <ColumnHead>Source</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {leads.map((lead) => (
            <LeadRow
              key={lead.id}
              slug={slug}
              lead={lead}
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
  selected: boolean
  onSelect: (selected: boolean) => void
}

function LeadRow({ slug, lead, selected, onSelect }: LeadRowProps) {
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
        <Email email={lead.email} />
      </RowHead>
      <TextCell label="Name" text={lead.name} />
      <TextCell label="Company" text={lead.company} />
      <Cell label="Email status">
        <EmailStatusMark status={lead.emailStatus} />
      </Cell>
      <Cell label="Added">
        <Time at={lead.addedAt} />
      </Cell>
      <Cell label="Source" className="whitespace-nowrap">
        {lead.addedBy ? (
          <Link href={`/${slug}/imports/${lead.addedBy.import}`} className="link">
            Import #{lead.addedBy.import}, row {countText(lead.addedBy.row)}
          </Link>
        ) : (
          'Added by hand'
        )}
      </Cell>
    </TableRow>
  )
}

/** An address that is too long for its line breaks before the @ first. */
function Email({ email }: { email: string }) {
  const at = email.lastIndexOf('@')
  return (
    <span>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </span>
  )
}

/** A value as stored; long ones are cut to two lines, the whole stands in the title. Left out of a stacked row when empty. */
function TextCell({ label, text }: { label: string; text: string }) {
  return (
    <Cell label={label} className={text === '' ? 'max-sm:hidden' : undefined}>
      <span title={text} className="line-clamp-2 max-w-56 break-words">
        {text}
      </span>
    </Cell>
  )
}
