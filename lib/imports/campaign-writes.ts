import { recordCampaignChange } from '../accounts/campaign-changes'
import { copyRows } from '../db/copy'
import type { LeadId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { Writer } from './apply'
import type { Decision, LeadRef } from './outcome'

/** Writes what became of each lead that was offered to the import's campaign, and who joined it. */
export async function writeCampaign(
  tx: Tx,
  writer: Writer,
  decisions: readonly Decision[],
  idOf: (lead: LeadRef) => LeadId,
) {
  const { campaignId, accountId, number } = writer
  if (campaignId === null) return
  const offered = decisions.flatMap(({ row, outcome, campaign }) => {
    if (campaign === null || !('email' in outcome) || outcome.kind === 'rejected') return []
    const leadId = idOf(outcome.kind === 'added' ? { addedAtRow: row } : outcome.lead)
    return [{ row, email: outcome.email, leadId, campaign }]
  })
  const joining = offered.filter((offer) => offer.campaign === 'added')
  if (joining.length > 0) await recordJoining(tx, writer, joining.length)
  await copyRows(
    tx,
    'campaign_leads (account_id, campaign_id, lead_id, import_number)',
    joining.map(({ leadId }) => [accountId, campaignId, leadId, number]),
  )
  await copyRows(
    tx,
    'import_campaign_rows (account_id, import_number, row, outcome, code, cause, detail, email, lead_id)',
    offered.map(({ row, email, leadId, campaign }) => {
      if (typeof campaign === 'string')
        return [accountId, number, row, campaign, null, null, null, email, leadId]
      const { rejected, finding } = campaign
      return [accountId, number, row, 'rejected', 'not_valid', rejected, finding, email, leadId]
    }),
  )
}

/** The campaign's count and history; an import begins with an entry of zero, which says what the campaign held before. */
export async function recordJoining(
  tx: Tx,
  { accountId, campaignId, number, userId }: Writer,
  added: number,
): Promise<void> {
  if (campaignId === null) return
  const change = { kind: 'import', added, removed: 0, importNumber: number, userId } as const
  await recordCampaignChange(tx, accountId, campaignId, change)
}
