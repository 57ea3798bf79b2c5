import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { FileGone, FileStarted } from '@/components/imports/file-away'
import { PlanRoom } from '@/components/imports/plan-room'
import { one, type Query } from '@/components/imports/view-params'
import { columnsReady, placeOf, type Step, stepHref } from '@/components/imports/wizard'
import { WizardSteps } from '@/components/imports/wizard-steps'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageTitle } from '@/components/ui/page-title'
import { accountById } from '@/lib/accounts/queries'
import { type MemberContext, requireMember } from '@/lib/auth/session'
import { type FileDraft, fileDraft } from '@/lib/imports/file-draft'
import { matchFile } from '@/lib/imports/match-columns'
import { rememberedMapping } from '@/lib/imports/remembered'
import { withRemembered } from '@/lib/imports/remembered-matches'
import { customFieldNames } from '@/lib/leads/custom-fields/queries'
import { CheckPart } from './check-part'
import { ColumnsPart } from './columns-part'
import { UploadPart } from './upload-part'

export const metadata: Metadata = { title: 'New import' }

type Props = { params: Promise<{ account: string }>; searchParams: Promise<Query> }

/** Three steps at one address: `?step=upload|columns|check&file=ID`. What was chosen so far is kept with the file. */
export default async function NewImportPage({ params, searchParams }: Props) {
  const { account: slug } = await params
  const member = await requireMember(slug)
  const query = await searchParams
  const { step, fileId } = placeOf(query)
  const account = await accountById(member.accountId)
  return (
    <>
      <Breadcrumb above={[{ href: `/${slug}/imports`, label: 'Imports' }]} here="New import" />
      <PageTitle title="Import leads">
        {account ? <PlanRoom slug={slug} account={account} /> : null}
      </PageTitle>
      <WizardSteps slug={slug} step={step} fileId={fileId}>
        {fileId === null ? (
          <UploadPart
            member={member}
            file={null}
            sha256={null}
            updateFirst={query.update === '1'}
            campaignFirst={one(query.campaign)}
          />
        ) : (
          <StepOfFile member={member} step={step} fileId={fileId} />
        )}
      </WizardSteps>
    </>
  )
}

type StepOfFileProps = { member: MemberContext; step: Step; fileId: string }

async function StepOfFile({ member, step, fileId }: StepOfFileProps) {
  const { slug } = member.account
  const found = await fileDraft(member.accountId, fileId)
  if (!found) return <FileGone slug={slug} />
  const { startedNumber, sha256: _, ...received } = found
  if (startedNumber !== null) return <FileStarted slug={slug} name={found.name} number={startedNumber} />
  const columns = await columnsOf(member, found)
  const file = { ...received, matches: columns.matches }
  switch (step) {
    case 'upload':
      return <UploadPart member={member} file={file} sha256={found.sha256} updateFirst={false} />
    case 'columns':
      return <ColumnsPart member={member} file={file} {...columns} />
    case 'check':
      if (!columnsReady(file)) redirect(stepHref(slug, 'columns', fileId))
      return <CheckPart member={member} file={file} found={found} />
  }
}

/** What the columns of a file are matched with: as for such a file before, unless the person started over. */
async function columnsOf({ accountId, userId }: MemberContext, { facts, draft }: FileDraft) {
  const [customFields, before] = await Promise.all([
    customFieldNames(accountId),
    rememberedMapping(accountId, facts),
  ])
  const own = matchFile(facts, customFields)
  const again = before && withRemembered(own, before, customFields)
  const remembered =
    before && again
      ? { matches: again, number: before.number, at: before.at, isOwn: before.userId === userId }
      : null
  const matches = remembered && !draft.startedOver ? remembered.matches : own
  return { matches, own, remembered, customFields }
}
