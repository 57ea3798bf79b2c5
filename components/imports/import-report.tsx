import type { Found } from '@/components/found-text'
import type { ReportExamples } from '@/lib/imports/examples'
import type { Family } from '@/lib/imports/family'
import type { FixKind } from '@/lib/imports/fix'
import type { Report } from '@/lib/imports/report'
import type { CampaignHistory, LeadsSince } from '@/lib/imports/since'
import type { Result } from '@/lib/result'
import { CampaignBlock } from './campaign-block'
import { ChangeTotals } from './change-totals'
import { FamilyBlock } from './family-block'
import { ImportRest } from './import-rest'
import { JustEnded } from './just-ended'
import { MailDelivery, type OtherMember, type ReportMailState } from './mail-delivery'
import { endText, type ImportStatus } from './progress-reading'
import { type CorrectedCell, ReRunOf } from './re-run-of'
import type { Fixes } from './reason-fixes'
import { type RejectedRow, RejectedTable } from './rejected-table'
import { RejectionList } from './rejection-list'
import { ReportFigures } from './report-figures'
import { ResultBanner } from './report-head'
import { type ListedRows, ReportRows } from './report-rows'
import type { ReportView } from './report-tabs'
import { VerifyImport, type VerifyImportProps } from './verify-import'
import { WhereNumbersGo } from './where-numbers-go'
import { addedWhy, joinedWhy, modifiedWhy, readWhy, rejectedWhy } from './why'

export type EndedImport = {
  number: number
  status: ImportStatus
  failure: string | null
  file: { name: string }
  options: { update: boolean; campaign: { id: string } | null }
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
  /** How its campaign came to what it holds; null: not known. */
  history: CampaignHistory | null
  examples: ReportExamples
  /** What the address asks for, and the rows it asks for: the rejected ones, or `listed`. */
  view: ReportView
  rejected: { rows: readonly RejectedRow[]; total: number; partial: Found['partial'] } | null
  listed: ListedRows | null
  /** Rows on a page. */
  size: number
  /** With the imports that took rows of it up again. */
  family: Family | null
  fixes: Fixes
  corrected: readonly CorrectedCell[]
  mails: readonly ReportMailState[]
  /** It ended within the last seconds: say so. */
  justEnded: boolean
  sendAgain: (mailId: string) => Promise<Result>
  /** Members who were not sent it. */
  others: readonly OtherMember[]
  sendTo: (userId: string) => Promise<Result>
  startRest: () => Promise<Result<{ number: number }>>
  /** Why the rest cannot be imported from the file; null: it can. */
  restRefusal: string | null
  receipt: string | null
  verify: VerifyImportProps['verify']
}

/** The report of an import that has ended: every number, why, and where the fix is. */
export function ImportReport(props: ImportReportProps) {
  const { slug, ended, stoppedAt, mails, justEnded, sendAgain, verify } = props
  const { status, failure, options, report } = ended
  const { counts, rejections } = report
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
          restRefusal={ended.restNumber === null ? props.restRefusal : null}
        />
        {ended.parentNumber === null ? null : (
          <ReRunOf
            slug={slug}
            parentNumber={ended.parentNumber}
            fix={ended.fix}
            corrected={props.corrected}
          />
        )}
        <Figures {...props} />
      </div>
      {props.family ? <FamilyBlock slug={slug} report={report} family={props.family} /> : null}
      <Numbers {...props} />
      <CampaignPart {...props} />
      {rejections.length > 0 ? <Reasons {...props} /> : null}
      <Rows {...props} />
      <ChangeTotals report={report} />
      <MailDelivery mails={mails} sendAgain={sendAgain} others={props.others} sendTo={props.sendTo} />
      <VerifyImport receipt={props.receipt} verify={verify} />
    </div>
  )
}

function Rest({ slug, ended: { report, restNumber }, startRest, restRefusal }: ImportReportProps) {
  if (report.counts.not_processed === 0 || (restNumber === null && restRefusal !== null)) return null
  return <ImportRest importsHref={`/${slug}/imports`} startedAs={restNumber} start={startRest} />
}

function Figures({ slug, ended: { number, report, options }, examples }: ImportReportProps) {
  const place = { slug, number }
  return (
    <ReportFigures
      report={report}
      update={options.update}
      place={place}
      why={{
        added: addedWhy(report, examples, place),
        modified: modifiedWhy(report, examples, { ...place, update: options.update }),
        rejected: rejectedWhy(report, examples, place),
        read: readWhy(report, examples, place),
      }}
    />
  )
}

function Numbers({ slug, ended, since, history, view }: ImportReportProps) {
  const { number, file, report, options, parentNumber } = ended
  return (
    <WhereNumbersGo
      slug={slug}
      number={number}
      file={{ name: file.name, isPart: parentNumber !== null }}
      report={report}
      since={since}
      campaign={options.campaign && { id: options.campaign.id, history }}
      view={view}
    />
  )
}

function CampaignPart({ slug, ended: { number, report, options }, examples }: ImportReportProps) {
  if (!report.campaign || !options.campaign) return null
  const place = { slug, number, campaignId: options.campaign.id }
  return (
    <CampaignBlock
      campaign={report.campaign}
      place={place}
      why={joinedWhy(report.campaign, examples, place)}
    />
  )
}

function Reasons({ slug, ended: { number, report }, fixes }: ImportReportProps) {
  return (
    <section aria-labelledby="reasons-title">
      <h2 id="reasons-title" className="mb-2 text-lg font-semibold">
        Why rows were rejected
      </h2>
      <RejectionList slug={slug} importNumber={number} reasons={report.rejections} fixes={fixes} />
    </section>
  )
}

function Rows({ slug, ended: { number, report }, view, listed, rejected, size }: ImportReportProps) {
  return (
    <ReportRows
      slug={slug}
      number={number}
      report={report}
      view={view}
      size={size}
      listed={listed}
      rejected={
        rejected ? (
          <RejectedTable
            slug={slug}
            importNumber={number}
            reasons={report.rejections}
            rejected={report.counts.rejected}
            view={view.rejected}
            size={size}
            {...rejected}
          />
        ) : null
      }
    />
  )
}
