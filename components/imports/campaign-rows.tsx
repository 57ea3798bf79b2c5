import Link from 'next/link'
import { countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { CampaignRow } from '@/lib/imports/campaign-page'
import { campaignCause, campaignRejectionMessage } from '@/lib/imports/reasons'
import { AddAnyway, type AddAnywayProps } from './add-anyway'

type CampaignRowsProps = {
  slug: string
  rows: readonly CampaignRow[]
  /** Null: nothing can be added to the campaign. */
  addAnyway: AddAnywayProps['add'] | null
}

/** Leads that the import offered to its campaign, and what became of them there. */
export function CampaignRows({ slug, rows, addAnyway }: CampaignRowsProps) {
  return (
    <Table caption="Campaign: rows">
      <TableHead>
        <tr>
          <ColumnHead className="w-20">Row</ColumnHead>
          <ColumnHead className="w-3/10">Email</ColumnHead>
          <ColumnHead>In the campaign</ColumnHead>
          <ColumnHead>
            <span className="sr-only">Add anyway</span>
          </ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.row}>
            <RowHead label="Row">{countText(row.row)}</RowHead>
            <Cell label="Email" className="wrap-anywhere">
              {row.inAccount ? (
                <Link href={`/${slug}/leads/${row.leadId}`} className="link">
                  {row.email}
                </Link>
              ) : (
                <>
                  {row.email} <span className="text-ink-3">(deleted since)</span>
                </>
              )}
            </Cell>
            <Cell label="Campaign" className="wrap-anywhere">
              <Offered row={row} />
            </Cell>
            <Cell align="right">
              {addAnyway && row.outcome === 'rejected' && row.inAccount && !row.inCampaign ? (
                <AddAnyway email={row.email} leadId={row.leadId} add={addAnyway} />
              ) : null}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Offered({ row }: { row: CampaignRow }) {
  const { outcome, status, finding, email, inCampaign } = row
  if (outcome === 'added') return inCampaign ? 'Added' : 'Added, taken out since'
  if (outcome === 'already_in') return 'Already in it'
  const cause = campaignCause({ status: status ?? 'not_verified', finding, email })
  return (
    <span>
      {campaignRejectionMessage}: {cause}
      {inCampaign ? <span className="text-ink-3"> (added since)</span> : null}
    </span>
  )
}
