import { CheckArea } from '@/components/imports/check-area'
import { CheckResultView } from '@/components/imports/check-result'
import { CheckStep } from '@/components/imports/check-step'
import { CheckedAgo } from '@/components/imports/checked-ago'
import { nowText, outcomeOfCheck } from '@/components/imports/remedy-text'
import { SameFile } from '@/components/imports/same-file'
import type { WizardFile } from '@/components/imports/wizard'
import { accountById } from '@/lib/accounts/queries'
import type { MemberContext } from '@/lib/auth/session'
import { checkFreshMinutes, getCheck } from '@/lib/imports/checks'
import { importOfDraft } from '@/lib/imports/draft-check'
import { earlierImportsOf } from '@/lib/imports/earlier-imports'
import type { FileDraft } from '@/lib/imports/file-draft'
import { hasLargerPlan } from '@/lib/plans/plan'
import { saveDraftAction, startImportAction } from '../actions'
import { cancelCheckAction, editEmailAction, startCheckAction, takeSuggestionsAction } from './check-actions'
import { campaignChoices } from './upload-part'

type Props = { member: MemberContext; file: WizardFile; found: FileDraft }

/** Step 3: what the import would do if it ran now, what would change that, and the button that imports. */
export async function CheckPart({ member, file, found }: Props) {
  const { accountId, role } = member
  const { slug } = member.account
  const { fileId, draft, facts, name } = file
  const [check, campaigns, earlier, account] = await Promise.all([
    importOfDraft(accountId, found).then((toCheck) => getCheck(accountId, toCheck)),
    campaignChoices(accountId),
    earlierImportsOf(accountId, found.sha256),
    accountById(accountId),
  ])
  const start = startCheckAction.bind(null, slug, fileId)
  const result = check?.result ?? null
  return (
    <CheckStep
      slug={slug}
      file={file}
      campaign={campaigns.find(({ id }) => id === draft.campaignId) ?? null}
      outcome={result && outcomeOfCheck(result.report)}
      start={startImportAction.bind(null, slug)}
    >
      <SameFile slug={slug} earlier={earlier} now={result && nowText(result.report)} />
      <CheckArea
        url={`/api/${slug}/checks`}
        rows={facts.rows}
        check={check && stateOf(check)}
        chosen={JSON.stringify(draft)}
        start={start}
        cancel={cancelCheckAction.bind(null, slug)}
      >
        {result && (
          <div className="flex flex-col gap-4">
            <CheckResultView
              slug={slug}
              fileId={fileId}
              fileName={name}
              columns={facts.columns}
              result={result}
              update={draft.update}
              largerPlan={hasLargerPlan(account?.leadsMax ?? null)}
              admin={role === 'admin'}
              campaignId={draft.campaignId}
              save={saveDraftAction.bind(null, slug)}
              takeSuggestions={takeSuggestionsAction.bind(null, slug, fileId)}
              editEmail={editEmailAction.bind(null, slug, fileId)}
            />
            <CheckedAgo minutes={minutesSince(result.at)} freshMinutes={checkFreshMinutes} start={start} />
          </div>
        )}
      </CheckArea>
    </CheckStep>
  )
}

function stateOf({
  id,
  status,
  stage,
  rowsDone,
  failure,
}: NonNullable<Awaited<ReturnType<typeof getCheck>>>) {
  return { id, status, stage, rowsDone, failure }
}

function minutesSince(at: string): number {
  return Math.max(0, Math.floor((Date.now() - Date.parse(at)) / 60_000))
}
