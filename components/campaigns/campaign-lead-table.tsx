import Link from 'next/link'
import { EmailStatusMark } from '@/components/leads/email-status-mark'
import { SelectableRow, SelectableTable } from '@/components/leads/selectable-table'
import { TextCell } from '@/components/leads/text-cell'
import type { Selection } from '@/components/leads/use-selection'
import { Cell, ColumnHead, RowHead } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { EmailStatus } from '@/lib/leads/email-status'

export type CampaignLead = {
  id: string
  email: string
  name: string
  company: string
  emailStatus: EmailStatus
  addedAt: Date
  addedBy: { import: number } | null
}

type CampaignLeadTableProps = { slug: string; leads: readonly CampaignLead[]; selection: Selection }

/** One page of a campaign's leads, each with its box. */
export function CampaignLeadTable({ slug, leads, selection }: CampaignLeadTableProps) {
  return (
    <SelectableTable
      caption="Leads of the campaign"
      selection={selection}
      heads={
        <>
          <ColumnHead>Email</ColumnHead>
          <ColumnHead>Name</ColumnHead>
          <ColumnHead>Company</ColumnHead>
          <ColumnHead>Email status</ColumnHead>
          <ColumnHead>Added to campaign</ColumnHead>
        </>
      }
    >
      {leads.map((lead) => (
        <SelectableRow key={lead.id} lead={lead} selection={selection}>
          <RowHead label="Email" className="max-w-80 wrap-anywhere lg:min-w-64">
            <Link href={`/${slug}/leads/${lead.id}`} className="link">
              {lead.email}
            </Link>
          </RowHead>
          <TextCell label="Name" text={lead.name} />
          <TextCell label="Company" text={lead.company} />
          <Cell label="Email status">
            <EmailStatusMark status={lead.emailStatus} />
          </Cell>
          <Cell label="Added">
            <Added slug={slug} lead={lead} />
          </Cell>
        </SelectableRow>
      ))}
    </SelectableTable>
  )
}

function Added({ slug, lead: { addedBy, addedAt } }: { slug: string; lead: CampaignLead }) {
  return (
    <span>
      <Time at={addedAt} />
      {addedBy ? (
        <>
          {' by '}
          <Link href={`/${slug}/imports/${addedBy.import}`} className="link">
            import #{addedBy.import}
          </Link>
        </>
      ) : (
        ' by hand'
      )}
    </span>
  )
}
