import { listCampaigns } from '../campaigns/queries'
import type { AccountId, CampaignId, UserId } from '../db/ids'
import { customFieldNames } from '../leads/custom-fields/queries'
import { type Result, refused } from '../result'
import { getCheck, type ImportToCheck, startCheck } from './checks'
import { mappingOfDraft } from './draft'
import { addEdits } from './draft-edits'
import { type FileDraft, fileDraft } from './file-draft'
import { lostFile } from './lost-file'
import { matchFile } from './match-columns'

const gone = refused(lostFile.chooseAgain)

/** The import that a file would be started with as it is prepared so far. */
export async function importOfDraft(
  accountId: AccountId,
  { fileId, facts, draft }: FileDraft,
): Promise<ImportToCheck> {
  const { update, blankCells, tag, edits } = draft
  const [names, campaigns] = await Promise.all([customFieldNames(accountId), listCampaigns(accountId)])
  const mapping = mappingOfDraft(draft, matchFile(facts, names))
  const campaignId = campaigns.find(({ id }) => id === draft.campaignId)?.id ?? null
  return { fileId, mapping, update, blankCells, campaignId: campaignId as CampaignId | null, tag, edits }
}

/** Has a file checked as it is prepared so far; `again` also when that was just done. */
export async function checkDraft(
  accountId: AccountId,
  userId: UserId,
  { fileId, again }: { fileId: string; again: boolean },
): Promise<Result<{ checkId: string }>> {
  const found = await fileDraft(accountId, fileId)
  return found ? startCheck(accountId, userId, { ...(await importOfDraft(accountId, found)), again }) : gone
}

/** Reads the mistyped addresses of a file as its last check suggests. */
export async function takeSuggestions(accountId: AccountId, fileId: string): Promise<Result> {
  const found = await fileDraft(accountId, fileId)
  if (!found) return gone
  const check = await getCheck(accountId, await importOfDraft(accountId, found))
  if (!check?.result) return refused('Something was changed since the check. Check again first.')
  return addEdits(accountId, fileId, check.result.corrections.edits)
}
