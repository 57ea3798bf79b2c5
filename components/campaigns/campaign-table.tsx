import Link from 'next/link'
import { countText } from '@/components/ui/count-text'
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { EmailStatus } from '@/lib/leads/email-status'
import { campaignHref } from './campaign-view'
import { rejectsText } from './rejects'

/** A campaign of the list. */
export type CampaignRow = {
  id: string
  name: string
  leads: number
  rejects: readonly EmailStatus[]
  lastImport: { number: number; fileName: string; at: Date } | null
}

/** The account's campaigns by name; each leads to its leads. */
export function CampaignTable({ slug, campaigns }: { slug: string; campaigns: readonly CampaignRow[] }) {
  return (
    <Table caption="Campaigns">
      <TableHead>
        <tr>
          <ColumnHead>Name</ColumnHead>
          <ColumnHead align="right">Leads</ColumnHead>
          <ColumnHead>Rejects leads that are</ColumnHead>
          <ColumnHead>Last import</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {campaigns.map((campaign) => (
          <TableRow key={campaign.id}>
            <RowHead label="Name" className="max-w-80 wrap-anywhere">
              <Link href={campaignHref(slug, campaign.id)} className="link">
                {campaign.name}
              </Link>
            </RowHead>
            <Cell label="Leads" align="right">
              {countText(campaign.leads)}
            </Cell>
            <Cell label="Rejects">
              {campaign.rejects.length === 0 ? (
                <span className="text-ink-3">None</span>
              ) : (
                rejectsText(campaign.rejects)
              )}
            </Cell>
            <Cell label="Last import" className="wrap-anywhere">
              <LastImport slug={slug} last={campaign.lastImport} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function LastImport({ slug, last }: { slug: string; last: CampaignRow['lastImport'] }) {
  if (!last) return <span className="text-ink-3">Never</span>
  return (
    <span>
      <Link href={`/${slug}/imports/${last.number}`} className="link">
        #{last.number} {last.fileName}
      </Link>{' '}
      <span className="text-ink-3">
        <Time at={last.at} />
      </span>
    </span>
  )
}
