import { recordCampaignChange } from '../accounts/campaign-changes'
import { lockedTransaction } from '../accounts/locked'
import { recordAudit } from '../audit/mutations'
import { type AccountId, type CampaignId, type LeadId, newId, type UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { EmailStatus } from '../leads/email-status'
import { done, invalid, type Result, refused } from '../result'

export const nameCharsMax = 100

/** The email statuses a campaign can reject. Valid is none of them. */
export type Rejectable = Exclude<EmailStatus, 'valid'>

/**
 * Makes a campaign. `rejects` are the email statuses it turns away as "Lead is not valid". Invalid (field
 * `name`) when the name is empty, too long or taken.
 */
export async function createCampaign(
  accountId: AccountId,
  { name, rejects, userId = null }: { name: string; rejects: readonly EmailStatus[]; userId?: UserId | null },
): Promise<Result<{ id: CampaignId; name: string }>> {
  const named = nameOf(name)
  if (named.kind !== 'done') return named
  return lockedTransaction(accountId, async (tx) => {
    const id = newId() as CampaignId
    const { rowCount } = await tx.query(
      `INSERT INTO campaigns (account_id, id, name, rejects) VALUES ($1, $2, $3, $4::email_status[])
       ON CONFLICT DO NOTHING`,
      [accountId, id, named.value, [...new Set(rejects)]],
    )
    if (rowCount === 0) return taken(named.value)
    await tell(tx, accountId, userId, { campaign: named.value, did: 'created' })
    return done({ id, name: named.value })
  })
}

/** Gives a campaign another name. Invalid (field `name`) as in createCampaign. */
export async function renameCampaign(
  accountId: AccountId,
  userId: UserId,
  campaignId: CampaignId,
  name: string,
): Promise<Result<{ name: string }>> {
  const named = nameOf(name)
  if (named.kind !== 'done') return named
  return withCampaign(accountId, campaignId, async (tx, before) => {
    if (before.name === named.value) return done({ name: named.value })
    const other = await tx.query('SELECT FROM campaigns WHERE account_id = $1 AND name = $2', [
      accountId,
      named.value,
    ])
    if (other.rowCount !== 0) return taken(named.value)
    await tx.query('UPDATE campaigns SET name = $3 WHERE account_id = $1 AND id = $2', [
      accountId,
      campaignId,
      named.value,
    ])
    await tell(tx, accountId, userId, { campaign: before.name, did: 'renamed', to: named.value })
    return done({ name: named.value })
  })
}

/** Says which email statuses the campaign turns away from now on. Leads that are in it stay in it. */
export async function setRejects(
  accountId: AccountId,
  userId: UserId,
  campaignId: CampaignId,
  rejects: readonly Rejectable[],
): Promise<Result<{ rejects: Rejectable[] }>> {
  const chosen = [...new Set(rejects)].toSorted()
  return withCampaign(accountId, campaignId, async (tx, { name }) => {
    await tx.query('UPDATE campaigns SET rejects = $3::email_status[] WHERE account_id = $1 AND id = $2', [
      accountId,
      campaignId,
      chosen,
    ])
    await tell(tx, accountId, userId, { campaign: name, did: 'rejects', to: chosen.join(', ') || 'none' })
    return done({ rejects: chosen })
  })
}

/** Puts a campaign away: imports are no longer offered it. Refused while an import is adding leads to it. */
export async function archiveCampaign(
  accountId: AccountId,
  userId: UserId,
  campaignId: CampaignId,
): Promise<Result> {
  return withCampaign(accountId, campaignId, async (tx, { name, archived }) => {
    if (archived) return done()
    const number = await importUnderWay(tx, accountId, campaignId)
    if (number !== null)
      return refused(`Import #${number} adds leads to this campaign. Archive it when that import has ended.`)
    await tx.query('UPDATE campaigns SET archived_at = now() WHERE account_id = $1 AND id = $2', [
      accountId,
      campaignId,
    ])
    await tell(tx, accountId, userId, { campaign: name, did: 'archived' })
    return done()
  })
}

/** Takes a campaign up again as it was. */
export async function unarchiveCampaign(
  accountId: AccountId,
  userId: UserId,
  campaignId: CampaignId,
): Promise<Result> {
  return withCampaign(accountId, campaignId, async (tx, { name, archived }) => {
    if (!archived) return done()
    await tx.query('UPDATE campaigns SET archived_at = NULL WHERE account_id = $1 AND id = $2', [
      accountId,
      campaignId,
    ])
    await tell(tx, accountId, userId, { campaign: name, did: 'unarchived' })
    return done()
  })
}

/** Takes leads out of a campaign; they stay in the account. Those that are not in it are not counted. */
export async function removeFromCampaign(
  accountId: AccountId,
  userId: UserId,
  campaignId: CampaignId,
  leadIds: readonly LeadId[],
): Promise<Result<{ removed: number }>> {
  return withCampaign(accountId, campaignId, async (tx) => {
    const { rowCount } = await tx.query(
      'DELETE FROM campaign_leads WHERE account_id = $1 AND campaign_id = $2 AND lead_id = ANY($3::uuid[])',
      [accountId, campaignId, leadIds],
    )
    const removed = rowCount ?? 0
    if (removed > 0)
      await recordCampaignChange(tx, accountId, campaignId, { kind: 'remove', added: 0, removed, userId })
    return done({ removed })
  })
}

export type Found = { name: string; archived: boolean; rejects: EmailStatus[] }

/** Runs `work` on a campaign of the account, under the account's lock. Refused when it is not there. */
export function withCampaign<T>(
  accountId: AccountId,
  campaignId: CampaignId,
  work: (tx: Tx, found: Found) => Promise<Result<T>>,
): Promise<Result<T>> {
  return lockedTransaction(accountId, async (tx) => {
    const { rows } = await tx.query<Found>(
      `SELECT name, archived_at IS NOT NULL AS archived, to_json(rejects) AS rejects FROM campaigns
       WHERE account_id = $1 AND id = $2`,
      [accountId, campaignId],
    )
    const found = rows[0]
    return found ? work(tx, found) : refused('This campaign no longer exists.')
  })
}

async function importUnderWay(tx: Tx, accountId: AccountId, campaignId: CampaignId): Promise<number | null> {
  const { rows } = await tx.query<{ number: number }>(
    'SELECT number FROM imports WHERE account_id = $1 AND campaign_id = $2 AND finished_at IS NULL ORDER BY number LIMIT 1',
    [accountId, campaignId],
  )
  return rows[0]?.number ?? null
}

function nameOf(typed: string): Result<string> {
  const name = typed.replaceAll('\0', '').trim().toWellFormed()
  if (name === '') return invalid({ name: 'Write a name for the campaign.' })
  if (name.length > nameCharsMax)
    return invalid({ name: `A campaign’s name has at most ${nameCharsMax} characters.` })
  return done(name)
}

function taken(name: string) {
  return invalid({ name: `There is already a campaign called “${name}”.` })
}

type Told = {
  campaign: string
  did: 'created' | 'renamed' | 'rejects' | 'archived' | 'unarchived'
  to?: string
}

async function tell(tx: Tx, accountId: AccountId, userId: UserId | null, details: Told): Promise<void> {
  await recordAudit(tx, accountId, { kind: 'campaign_changed', userId, details })
}
