import Link from 'next/link'
import { Cell, ColumnHead, RowHead } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { EmailText } from './email-text'
import { SelectableRow, SelectableTable } from './selectable-table'
import { TextCell } from './text-cell'
import type { Selection } from './use-selection'

/** A deleted lead in the form people read. */
export type DeletedLine = {
  id: string
  email: string
  name: string
  company: string
  deletedAt: Date
  keptUntil: Date
  by: string | null
  undoneNumber: number | null
  /** Why it cannot come back now. */
  obstacle: { text: string; leadId: string | null } | null
}

type DeletedTableProps = { slug: string; leads: readonly DeletedLine[]; selection: Selection }

/** One page of the recently deleted leads, each with its box. */
export function DeletedTable({ slug, leads, selection }: DeletedTableProps) {
  return (
    <SelectableTable
      caption="Recently deleted leads"
      selection={selection}
      heads={
        <>
          <ColumnHead>Email</ColumnHead>
          <ColumnHead>Name</ColumnHead>
          <ColumnHead>Company</ColumnHead>
          <ColumnHead>Deleted</ColumnHead>
          <ColumnHead>Kept until</ColumnHead>
          <ColumnHead>Can come back</ColumnHead>
        </>
      }
    >
      {leads.map((lead) => (
        <SelectableRow key={lead.id} lead={lead} selection={selection}>
          <DeletedCells slug={slug} lead={lead} />
        </SelectableRow>
      ))}
    </SelectableTable>
  )
}

function DeletedCells({ slug, lead }: { slug: string; lead: DeletedLine }) {
  return (
    <>
      <RowHead label="Email" className="max-w-80 wrap-anywhere">
        <EmailText email={lead.email} />
      </RowHead>
      <TextCell label="Name" text={lead.name} />
      <TextCell label="Company" text={lead.company} />
      <Cell label="Deleted">
        <span>
          <Time at={lead.deletedAt} />
          {lead.by ? ` by ${lead.by}` : null}
          {lead.undoneNumber === null ? null : (
            <>
              {', '}
              <Link href={`/${slug}/imports/${lead.undoneNumber}`} className="link">
                import #{lead.undoneNumber} undone
              </Link>
            </>
          )}
        </span>
      </Cell>
      <Cell label="Kept until">
        <Time at={lead.keptUntil} show="date" />
      </Cell>
      <Cell label="Can come back">
        {lead.obstacle === null ? (
          'Yes'
        ) : (
          <span>
            No: {lead.obstacle.text}
            {lead.obstacle.leadId ? (
              <>
                {' '}
                <Link href={`/${slug}/leads/${lead.obstacle.leadId}`} className="link">
                  Open lead<span className="sr-only"> that has {lead.email} now</span>
                </Link>
              </>
            ) : null}
          </span>
        )}
      </Cell>
    </>
  )
}
