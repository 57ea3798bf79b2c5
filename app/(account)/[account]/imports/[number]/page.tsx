import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { FileDetails } from '@/components/imports/file-details'
import { fixOfQuery } from '@/components/imports/fix-words'
import { ImportProgress } from '@/components/imports/import-progress'
import { ImportReport } from '@/components/imports/import-report'
import { documentTitle, isUnderWay, progressOf } from '@/components/imports/progress-reading'
import type { Fixes } from '@/components/imports/reason-fixes'
import { ReportFacts } from '@/components/imports/report-head'
import type { ListedRows } from '@/components/imports/report-rows'
import { type ReportView, type RowsTab, reportViewOf } from '@/components/imports/report-tabs'
import { takenRows } from '@/components/imports/taken-rows'
import { UndoBanner } from '@/components/imports/undo-banner'
import { type Query, wholeNumber } from '@/components/imports/view-params'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { ButtonLink } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/page-title'
import { membersOf } from '@/lib/accounts/queries'
import { type MemberContext, requireMember } from '@/lib/auth/session'
import type { AccountId } from '@/lib/db/ids'
import { listCampaignRows } from '@/lib/imports/campaign-page'
import { correctedEmails } from '@/lib/imports/corrections'
import { reportExamples } from '@/lib/imports/examples'
import { type Family, loadFamily } from '@/lib/imports/family'
import { fixOffers } from '@/lib/imports/fix-offers'
import { getImport, type ImportView } from '@/lib/imports/queries'
import { givenReceipt } from '@/lib/imports/receipt'
import { listRejectedRows } from '@/lib/imports/rejected-page'
import { restRefusal } from '@/lib/imports/rest'
import { listReportRows, type RowKind } from '@/lib/imports/rows-page'
import { campaignHistory, leadsSince } from '@/lib/imports/since'
import { getUndo, type UndoView } from '@/lib/imports/undo/undo-queries'
import { undoDays } from '@/lib/imports/undo/undo-start'
import { firstRowNotProcessed, listImportMails } from '@/lib/mail/queries'
import { addAnywayAction } from '../../campaigns/actions'
import {
  cancelImportAction,
  resendMailAction,
  sendReportAction,
  startFixAction,
  startRestAction,
  verifyImportAction,
} from '../actions'
import { ForecastPart } from './forecast-part'

type Props = { params: Promise<{ account: string; number: string }>; searchParams: Promise<Query> }

/** The import of the path, for a member of its account; anything else is a 404. Looked up once per request. */
const importOf = cache(async (slug: string, number: string): Promise<[MemberContext, ImportView]> => {
  const member = await requireMember(slug)
  const asked = wholeNumber(number)
  const view = asked === null ? null : await getImport(member.accountId, asked)
  return view ? [member, view] : notFound()
})

/** Looked up once per request. */
const undoOf = cache(getUndo)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account, number } = await params
  const [, view] = await importOf(account, number)
  const { name } = view.file
  // The same title that the running page keeps up to date.
  if (isUnderWay(view.status)) return { title: { absolute: documentTitle(progressOf(view), name) } }
  return { title: `Import report #${view.number}: ${name}` }
}

export default async function ImportPage({ params, searchParams }: Props) {
  const { account: slug, number } = await params
  const [member, view] = await importOf(slug, number)
  const running = isUnderWay(view.status)
  const undo = running ? null : await undoOf(member.accountId, view.number)
  return (
    <>
      <Breadcrumb above={[{ href: `/${slug}/imports`, label: 'Imports' }]} here={`#${view.number}`} />
      <PageTitle
        title={running ? `Importing ${view.file.name}` : view.file.name}
        actions={running ? null : <Actions slug={slug} view={view} undo={undo} />}
      >
        <Facts view={view} />
      </PageTitle>
      {running ? (
        <Live slug={slug} view={view} />
      ) : (
        <div className="flex flex-col gap-8">
          <UndoBanner href={`/${slug}/imports/${view.number}/undo`} undo={undo} />
          <Report slug={slug} member={member} view={view} query={await searchParams} />
          <ForecastPart slug={slug} accountId={member.accountId} view={view} />
        </div>
      )}
      <FileDetails file={view.file} mapping={view.mapping} />
    </>
  )
}

function Actions({ slug, view, undo }: { slug: string; view: ImportView; undo: UndoView | null }) {
  const { counts, campaign } = view.report
  const did = counts.added + counts.modified_changed + (campaign?.added ?? 0) > 0
  const stands = undo === null || (undo.kind === 'redo' && undo.status === 'completed')
  const young = view.finishedAt !== null && Date.now() < view.finishedAt.getTime() + undoDays * 86_400_000
  return (
    <>
      {did && stands && young ? (
        <ButtonLink href={`/${slug}/imports/${view.number}/undo`}>Undo import</ButtonLink>
      ) : null}
      <ButtonLink href={`/${slug}/leads`}>View leads</ButtonLink>
    </>
  )
}

function Facts({ view: { startedBy, startedAt, finishedAt, options } }: { view: ImportView }) {
  return (
    <ReportFacts
      startedBy={startedBy.name}
      ran={startedAt && finishedAt ? { from: startedAt, to: finishedAt } : null}
      update={options.update}
      blankCells={options.blankCells}
      campaignName={options.campaign?.name ?? null}
      tag={options.tag}
    />
  )
}

function Live({ slug, view }: { slug: string; view: ImportView }) {
  const { number } = view
  return (
    <ImportProgress
      url={`/api/${slug}/imports/${number}/progress`}
      fileName={view.file.name}
      first={progressOf(view)}
      emailedTo={view.startedBy.email}
      cancel={cancelImportAction.bind(null, slug, number)}
    />
  )
}

const size = 50
const justEndedMs = 20_000

type ReportProps = { slug: string; member: MemberContext; view: ImportView; query: Query }

async function Report({ slug, member, view, query }: ReportProps) {
  const { accountId } = member
  const { report } = view
  const asked = reportViewOf(query, firstTab(view), report.campaign !== null)
  const family = await loadFamily(accountId, view.number)
  const hasRest = report.counts.not_processed > 0
  const [since, history, examples, listed, mails, fixes, corrected, stoppedAt, refusal] = await Promise.all([
    leadsSince(accountId, view.number),
    report.campaign ? campaignHistory(accountId, view.number) : null,
    reportExamples(accountId, view.number, report),
    rowsListed(slug, accountId, view, asked),
    listImportMails(accountId, view.number),
    fixesOf(slug, member, view, { family, query }),
    correctedIn(accountId, view),
    hasRest ? firstRowNotProcessed(accountId, view.number) : null,
    hasRest ? restRefusal(view.file.id, view.file.bytes) : null,
  ])
  return (
    <ImportReport
      slug={slug}
      ended={view}
      stoppedAt={stoppedAt}
      since={since}
      history={history}
      examples={examples}
      view={asked}
      {...listed}
      size={size}
      family={family}
      fixes={fixes}
      corrected={corrected}
      mails={mails}
      justEnded={view.finishedAt !== null && Date.now() - view.finishedAt.getTime() < justEndedMs}
      sendAgain={resendMailAction.bind(null, slug)}
      others={await othersThan(accountId, mails)}
      sendTo={sendReportAction.bind(null, slug, view.number)}
      startRest={startRestAction.bind(null, slug, view.number)}
      restRefusal={refusal}
      receipt={await givenReceipt(accountId, view.number)}
      verify={verifyImportAction.bind(null, slug, view.number)}
    />
  )
}

/** What is listed unless the address says something else. */
function firstTab({ report: { counts } }: ImportView): RowsTab {
  if (counts.rejected > 0) return 'rejected'
  if (counts.added > 0) return 'added'
  return counts.modified > 0 ? 'modified' : 'all'
}

/** The page of rows that the address asks for. */
async function rowsListed(
  slug: string,
  accountId: AccountId,
  { number, options, report }: ImportView,
  { tab, page, modified, campaign, rejected }: ReportView,
): Promise<{ rejected: Awaited<ReturnType<typeof listRejectedRows>> | null; listed: ListedRows | null }> {
  if (tab === 'rejected' && report.counts.rejected === 0)
    return { rejected: null, listed: { kind: 'rows', rows: [], total: 0 } }
  if (tab === 'rejected')
    return { rejected: await listRejectedRows(accountId, number, { ...rejected, size }), listed: null }
  if (tab === 'campaign') {
    const found = await listCampaignRows(accountId, number, { ...campaign, page, size })
    const addAnyway = options.campaign ? addAnywayAction.bind(null, slug, options.campaign.id) : null
    return { rejected: null, listed: { kind: 'campaign', ...found, addAnyway } }
  }
  const kind: RowKind = tab === 'modified' ? (modified ?? 'modified') : tab
  const found = await listReportRows(accountId, number, { kind, page, size })
  return { rejected: null, listed: { kind: 'rows', ...found } }
}

/** Members who were not sent the report. */
async function othersThan(accountId: AccountId, mails: readonly { to: string }[]) {
  const sent = new Set(mails.map((mail) => mail.to.toLowerCase()))
  const members = await membersOf(accountId)
  return members.filter(({ email }) => !sent.has(email.toLowerCase()))
}

type Around = { family: Family | null; query: Query }

/** What can be done about the rejected rows, and what was done. */
async function fixesOf(
  slug: string,
  { accountId, role }: MemberContext,
  { number, report, options, file }: ImportView,
  { family, query }: Around,
): Promise<Fixes> {
  const members = family?.members ?? []
  const undo = await undoOf(accountId, number)
  const everybody = await membersOf(accountId)
  const admins = everybody.filter((one) => one.role === 'admin').map((one) => one.name)
  const hasCampaign = options.campaign !== null
  const asked = { number, rejections: report.rejections, members, hasCampaign, role, admins }
  return {
    offers: undo?.kind === 'undo' ? [] : await fixOffers(accountId, asked),
    taken: takenRows(number, members),
    campaignName: options.campaign?.name ?? null,
    asked: fixOfQuery(query.fix),
    withoutFile: !file.available,
    start: startFixAction.bind(null, slug, number),
  }
}

async function correctedIn(accountId: AccountId, { parentNumber, fix, edits, mapping }: ImportView) {
  if (parentNumber === null || fix !== 'edit' || edits === null) return []
  return correctedEmails(accountId, { parentNumber, edits, mapping })
}
