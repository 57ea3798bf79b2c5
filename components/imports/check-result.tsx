import Link from 'next/link'
import { countText } from '@/components/ui/count-text'
import { Announce } from '@/components/ui/status-region'
import type { CheckResult } from '@/lib/imports/check-result'
import type { CampaignReport } from '@/lib/imports/report'
import { fileBridge } from './bridge'
import { CheckGroups, type EditEmail } from './check-groups'
import { CheckRemedies, type CheckRemediesProps } from './check-remedies'
import { EditedCells } from './edited-cells'
import { remedyLines } from './remedy-text'
import { ReportFigures } from './report-figures'
import { Waterfall } from './waterfall'

type CheckResultProps = Omit<CheckRemediesProps, 'lines'> & {
  fileName: string
  columns: readonly string[]
  /** Without what only the server needs. */
  result: Omit<CheckResult, 'corrections'>
  update: boolean
  /** Whether there is a plan that holds more leads than the account's. */
  largerPlan: boolean
  editEmail: EditEmail
}

/** What the import would come to, what would change that, and the rows it would reject. */
export function CheckResultView({
  fileName,
  columns,
  result,
  update,
  largerPlan,
  editEmail,
  ...remedies
}: CheckResultProps) {
  const { report, counterfactuals, samples, edited, emailColumn } = result
  const { counts, campaign, rejections } = report
  const lines = remedyLines(report, counterfactuals, { campaignName: campaign?.name ?? null, largerPlan })
  return (
    <div className="flex flex-col gap-8">
      <Announce
        text={`Checked. ${countText(counts.added)} would be added, ${countText(counts.modified)} modified, ${countText(counts.rejected)} rejected.`}
      />
      <div className="flex flex-col gap-4">
        <ReportFigures report={report} update={update} boxOff="the box is off" />
        <Waterfall bridge={fileBridge({ name: fileName, isPart: false }, counts)} unit="Rows" />
        {campaign ? (
          <CampaignLine href={`/${remedies.slug}/campaigns/${remedies.campaignId}`} campaign={campaign} />
        ) : null}
      </div>
      <CheckRemedies lines={lines} {...remedies} />
      {result.forecastOnly ? (
        <p>
          Many emails of this file stand in it more than once. What would change this was not worked out; the
          figures above were.
        </p>
      ) : null}
      <EditedCells cells={edited} columns={columns} editEmail={editEmail} />
      <CheckGroups
        slug={remedies.slug}
        reasons={rejections}
        samples={samples}
        emailColumn={emailColumn}
        editEmail={editEmail}
      />
    </div>
  )
}

/** "Of 87 leads, 82 join Q4 outbound, 5 are rejected by it (not valid)." */
function CampaignLine({ href, campaign }: { href: string; campaign: CampaignReport }) {
  const { name, offered, added, already_in: alreadyIn, rejected } = campaign
  const parts = [
    ...(alreadyIn > 0 ? [`${countText(alreadyIn)} ${alreadyIn === 1 ? 'is' : 'are'} in it already`] : []),
    ...(rejected > 0
      ? [`${countText(rejected)} ${rejected === 1 ? 'is' : 'are'} rejected by it (not valid)`]
      : []),
  ]
  return (
    <p className="max-w-prose rounded-md border border-rule p-3">
      Of {countText(offered)} {offered === 1 ? 'lead' : 'leads'}, {countText(added)}{' '}
      {added === 1 ? 'joins' : 'join'}{' '}
      <Link href={href} className="link font-semibold">
        {name}
      </Link>
      {parts.map((part) => `, ${part}`).join('')}.{' '}
      {rejected > 0 ? 'Leads rejected by a campaign are in your account all the same.' : null}
    </p>
  )
}
