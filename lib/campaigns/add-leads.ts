import { recordCampaignChange } from '../accounts/campaign-changes'
import type { AccountId, CampaignId, LeadId, UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { type EmailStatus, emailStatuses } from '../leads/email-status'
import { type LeadFilter, leadCondition } from '../leads/filter'
import { done, type Result, refused } from '../result'
import { withCampaign } from './mutations'

/**
 * Which leads are offered; `expected`: how many matched when the person said "add these". `anyway`: whatever their email
 * status, since a person who saw it says so.
 */
export type LeadsToAdd =
  | { leadIds: readonly LeadId[]; anyway?: true }
  | { matching: LeadFilter; expected: number }

/** What became of the leads that were offered: offered = added + alreadyIn + all rejected. */
export type CampaignOffer = {
  offered: number
  added: number
  alreadyIn: number
  /** By the email status the campaign rejects. */
  rejected: Partial<Record<EmailStatus, number>>
}

const sliceSize = 10_000

/**
 * Offers leads to a campaign: each ends as added, already in it, or rejected by it as "Lead is not valid". All or
 * nothing, in one transaction under the account's lock. Leads that are gone already are not offered. Refused when the
 * campaign is archived or gone, and when by now another number of leads matches than the person saw.
 */
export async function addLeadsToCampaign(
  accountId: AccountId,
  userId: UserId | null,
  campaignId: CampaignId,
  chosen: LeadsToAdd,
): Promise<Result<CampaignOffer>> {
  return withCampaign(accountId, campaignId, async (tx, { archived }) => {
    if (archived) return refused('This campaign is archived. Choose another campaign.')
    const condition = conditionOf(chosen)
    if ('matching' in chosen) {
      const now = await countMatching(tx, accountId, condition)
      if (now !== chosen.expected) return refused(otherNumber(now, chosen.expected))
    }
    const anyway = 'anyway' in chosen
    const offer = await offerInSlices(tx, { accountId, campaignId, condition, anyway })
    if (offer.added > 0) {
      const change = { kind: 'by_hand', added: offer.added, removed: 0, userId } as const
      await recordCampaignChange(tx, accountId, campaignId, change)
    }
    return done(offer)
  })
}

/** An SQL condition over `leads` whose parameters are numbered from `first` on. */
type Condition = (first: number) => { sql: string; values: readonly unknown[] }
type Offering = { accountId: AccountId; campaignId: CampaignId; condition: Condition; anyway: boolean }

function conditionOf(chosen: LeadsToAdd): Condition {
  if ('leadIds' in chosen)
    return (first) => ({ sql: `id = ANY($${first}::uuid[])`, values: [chosen.leadIds] })
  return (first) => leadCondition(chosen.matching, first)
}

async function countMatching(tx: Tx, accountId: AccountId, condition: Condition): Promise<number> {
  const { sql, values } = condition(2)
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM leads WHERE account_id = $1 AND ${sql}`,
    [accountId, ...values],
  )
  return rows[0]?.count ?? 0
}

/** Along the primary key, so that no statement takes as long as the account is large. */
async function offerInSlices(tx: Tx, offering: Offering): Promise<CampaignOffer> {
  const sum: CampaignOffer = { offered: 0, added: 0, alreadyIn: 0, rejected: {} }
  let after: string | null = '00000000-0000-0000-0000-000000000000'
  while (after !== null) {
    const { outcomes, next } = await offerSlice(tx, offering, after)
    for (const { outcome, status, count } of outcomes) {
      sum.offered += count
      if (outcome === 'added') sum.added += count
      else if (outcome === 'already_in') sum.alreadyIn += count
      else sum.rejected[status] = (sum.rejected[status] ?? 0) + count
    }
    after = next
  }
  return sum
}

type Slice = {
  outcome: 'added' | 'already_in' | 'rejected'
  status: EmailStatus
  count: number
  last: string
}

/** Judges the next leads and lets in whom the campaign takes, in one statement: both see the same moment. */
async function offerSlice(tx: Tx, { accountId, campaignId, condition, anyway }: Offering, after: string) {
  const { sql, values } = condition(3)
  const [from, size] = [values.length + 3, values.length + 4]
  const { rows } = await tx.query<Slice>(
    `WITH offered AS MATERIALIZED (
       SELECT id, email_status FROM leads WHERE account_id = $1 AND ${sql} AND id > $${from} ORDER BY id LIMIT $${size}
     ), judged AS MATERIALIZED (
       SELECT id, email_status, CASE
         WHEN there THEN 'already_in'
         WHEN NOT ${anyway} AND email_status = ANY(
           (SELECT rejects FROM campaigns WHERE account_id = $1 AND id = $2)::email_status[]) THEN 'rejected'
         ELSE 'added' END AS outcome
       FROM offered LEFT JOIN LATERAL (
         SELECT TRUE AS there FROM campaign_leads m
         WHERE m.account_id = $1 AND m.campaign_id = $2 AND m.lead_id = offered.id LIMIT 1) AS m ON TRUE
     ), joined AS (
       INSERT INTO campaign_leads (account_id, campaign_id, lead_id)
       SELECT $1, $2, id FROM judged WHERE outcome = 'added'
     )
     SELECT outcome, email_status AS status, count(*)::int AS count, max(id::text) AS last
     FROM judged GROUP BY 1, 2`,
    [accountId, campaignId, ...values, after, sliceSize],
  )
  const counted = rows.reduce((sum, row) => sum + row.count, 0)
  const last =
    rows
      .map((row) => row.last)
      .toSorted()
      .at(-1) ?? null
  return { outcomes: rows, next: counted < sliceSize ? null : last }
}

/** How many the campaign turned away. */
export function rejectedCount({ rejected }: CampaignOffer): number {
  return emailStatuses.reduce((sum, status) => sum + (rejected[status] ?? 0), 0)
}

function otherNumber(now: number, expected: number): string {
  const [n, before] = [now, expected].map((count) => count.toLocaleString('en-US'))
  return `Nothing was added: ${n} ${now === 1 ? 'lead matches' : 'leads match'} now, not ${before}. Look at the list and add them again.`
}
