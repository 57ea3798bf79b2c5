import type { Found } from '@/components/found-text'
import type { Family } from '@/lib/imports/family'
import type { FixKind } from '@/lib/imports/fix'
import type { RejectionCode } from '@/lib/imports/outcome'
import type { Report } from '@/lib/imports/report'
import type { Result } from '@/lib/result'
import { accountBridge, fileBridge, type LeadsSince } from './bridge'
import { CampaignBlock } from './campaign-block'
import { ChangeTotals } from './change-totals'
import { FamilyBlock } from './family-block'
import { ImportRest } from './import-rest'
import { JustEnded } from './just-ended'
import { MailDelivery, type ReportMailState } from './mail-delivery'
import { endText, type ImportStatus } from './progress-reading'
import { type CorrectedCell, ReRunOf } from './re-run-of'
import type { Fixes } from './reason-fixes'
import { type RejectedRow, RejectedTable } from './rejected-table'
import { RejectionList } from './rejection-list'
import { ReportFigures } from './report-figures'
import { ResultBanner } from './report-head'
import { VerifyImport, type VerifyImportProps } from './verify-import'
import { Waterfall } from './waterfall'

export type EndedImport = {
  number: number
  status: ImportStatus
  failure: string | null
  file: { name: string }
  options: { update: boolean }
  report: Report
  /** The import whose rows it took up again, and the one that took up what it left. */
  parentNumber: number | null
  restNumber: number | null
  /** What it does with the rejected rows of its parent. */
  fix: FixKind | null
}

type ImportReportProps = {
  slug: string
  ended: EndedImport
  stoppedAt: number | null
  since: LeadsSince
  rejected: {
    view: { code?: RejectionCode; search?: string; after?: number; page: number }
    rows: readonly RejectedRow[]
    total: number
    partial: Found['partial']
    size: number
  }
  /** With the imports that took rows of it up again. */
  family: Family | null
  fixes: Fixes
  corrected: readonly CorrectedCell[]
  mails: readonly ReportMailState[]
  /** It ended within the last seconds: say so. */
  justEnded: boolean
  sendAgain: (mailId: string) => Promise<Result>
  startRest: () => Promise<Result<{ number: number }>>
  verify: VerifyImportProps['verify']
}

/** The report of an import that has ended: every number, why, and where the fix is. */
export function ImportReport(props: ImportReportProps) {
  const { slug, ended, stoppedAt, since, mails, justEnded, sendAgain, verify } = props
  const { status, failure, file, options, report } = ended
  const { counts, rejections, campaign } = report
  return (
    <div className="flex flex-col gap-8">
      {justEnded ? <JustEnded text={endText({ status, counts })} /> : null}
      <div className="flex flex-col gap-4">
        <ResultBanner
          status={status}
          counts={counts}
          failure={failure}
          stoppedAt={stoppedAt}
          againHref={`/${slug}/imports/new${options.update ? '?update=1' : ''}`}
          rest={<Rest {...props} />}
        />
        {ended.parentNumber === null ? null : (
          <ReRunOf
            slug={slug}
            parentNumber={ended.parentNumber}
            fix={ended.fix}
            corrected={props.corrected}
          />
        )}
        <ReportFigures report={report} update={options.update} />
      </div>
      {props.family ? <FamilyBlock slug={slug} report={report} family={props.family} /> : null}
      <section aria-labelledby="bridge-title" className="flex flex-col gap-4">
        <h2 id="bridge-title" className="text-lg font-semibold">
          Where the numbers go
        </h2>
        <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
          <Waterfall bridge={fileBridge(file.name, counts)} unit="Rows" />
          <Waterfall bridge={accountBridge(report, since)} unit="Leads" />
        </div>
      </section>
      {campaign ? <CampaignBlock campaign={campaign} /> : null}
      {rejections.length > 0 ? <Rejections {...props} /> : null}
      <ChangeTotals report={report} />
      <MailDelivery mails={mails} sendAgain={sendAgain} />
      <VerifyImport verify={verify} />
    </div>
  )
}

function Rest({ slug, ended: { report, restNumber }, startRest }: ImportReportProps) {
  if (report.counts.not_processed === 0) return null
  return <ImportRest importsHref={`/${slug}/imports`} startedAs={restNumber} start={startRest} />
}

function Rejections({ slug, ended: { number, report }, rejected, fixes }: ImportReportProps) {
  const shown = { slug, importNumber: number, reasons: report.rejections }
  return (
    <>
      <section aria-labelledby="reasons-title">
        <h2 id="reasons-title" className="mb-2 text-lg font-semibold">
          Why rows were rejected
        </h2>
        <RejectionList {...shown} fixes={fixes} />
      </section>
      <RejectedTable {...shown} rejected={report.counts.rejected} {...rejected} />
    </>
  )
}
