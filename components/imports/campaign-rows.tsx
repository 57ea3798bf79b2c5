import { Cell, ColumnHead, Table, TableBody, TableHead } from '@/components/ui/table'
import type { CampaignRow } from '@/lib/imports/campaign-page'
import { campaignCause, campaignRejectionMessage } from '@/lib/imports/reasons'
import { AddAnyway, type AddAnywayProps } from './add-anyway'
import { FileRow, FileRowHeads, RowEmail } from './file-row'

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
          <FileRowHeads />
          <ColumnHead>In the campaign</ColumnHead>
          <ColumnHead>
            <span className="sr-only">Add anyway</span>
          </ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <FileRow
            key={row.row}
            row={row.row}
            email={
              <RowEmail
                email={row.email}
                href={row.inAccount ? `/${slug}/leads/${row.leadId}` : null}
                gone="deleted since"
              />
            }
          >
            <Cell label="Campaign" className="wrap-anywhere">
              <Offered row={row} />
            </Cell>
            <Cell align="right">
              {addAnyway && row.outcome === 'rejected' && row.inAccount && !row.inCampaign ? (
                <AddAnyway email={row.email} leadId={row.leadId} add={addAnyway} />
              ) : null}
            </Cell>
          </FileRow>
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
