import type { Tx } from '../db/transaction'
import { type Verdict, verdict } from './verdict'
import { numberOf, type Subject, total } from './verify-subject'

/** The campaign ledger: every lead the import added or modified was offered once, and what became of it. */
export async function campaignVerdicts(tx: Tx, subject: Subject): Promise<Verdict[]> {
  if (!subject.campaignId) return []
  return [
    await offeredVerdict(tx, subject),
    await membersVerdict(tx, subject),
    await countVerdict(tx, subject),
  ]
}

async function offeredVerdict(tx: Tx, { key, tally }: Subject): Promise<Verdict> {
  const { added, existingLeads, campaign } = tally
  const { rows } = await tx.query<{ outcome: string; count: number }>(
    `SELECT concat_ws(' ', outcome::text, cause) AS outcome, count(*)::int AS count FROM import_campaign_rows
     WHERE account_id = $1 AND import_number = $2 GROUP BY 1`,
    key,
  )
  const seen = Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]))
  const told: Record<string, number> = { added: campaign.added, already_in: campaign.alreadyIn }
  for (const [status, count] of Object.entries(campaign.rejected)) told[`rejected ${status}`] = count
  const twice = await numberOf(
    tx,
    `SELECT (count(*) - count(DISTINCT lead_id))::int AS n FROM import_campaign_rows
     WHERE account_id = $1 AND import_number = $2`,
    key,
  )
  const offered = total(seen)
  const same = [...Object.keys(seen), ...Object.keys(told)].every(
    (what) => (seen[what] ?? 0) === (told[what] ?? 0),
  )
  return verdict(
    'Every lead of the import was offered to the campaign once, as the report says',
    same && twice === 0 && offered === added + existingLeads,
    `${added + existingLeads} leads, ${offered} offered, ${twice} twice${same ? '' : `; report ${JSON.stringify(told)}, ledger ${JSON.stringify(seen)}`}`,
  )
}

/** A lead that the campaign took is in it, unless it was taken out, or lead or campaign was deleted since. Whoever it rejected is not there by this import. */
async function membersVerdict(tx: Tx, { key, campaignId }: Subject): Promise<Verdict> {
  const values = [...key, campaignId]
  const missing = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM import_campaign_rows r
     JOIN leads l ON l.account_id = r.account_id AND l.id = r.lead_id
     WHERE r.account_id = $1 AND r.import_number = $2 AND r.outcome = 'added' AND NOT EXISTS (
       SELECT FROM campaign_leads m WHERE m.account_id = $1 AND m.campaign_id = $3 AND m.lead_id = r.lead_id)`,
    values,
  )
  const uninvited = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM campaign_leads m
     WHERE m.account_id = $1 AND m.import_number = $2 AND m.campaign_id = $3 AND NOT EXISTS (
       SELECT FROM import_campaign_rows r WHERE r.account_id = $1 AND r.import_number = $2
         AND r.lead_id = m.lead_id AND r.outcome = 'added')`,
    values,
  )
  const taken = await numberOf(
    tx,
    `SELECT coalesce(sum(removed), 0)::int AS n FROM campaign_changes
     WHERE account_id = $1 AND campaign_id = $3 AND kind IN ('remove', 'undo') AND $2::int IS NOT NULL`,
    values,
  )
  return verdict(
    'The campaign holds the leads it took, less those taken out since, and no other by this import',
    missing <= taken && uninvited === 0,
    `${missing} missing, ${taken} taken out since; ${uninvited} without an entry`,
  )
}

/** The campaign's count, the chain of changes that led to it, and what of it this import did. */
async function countVerdict(tx: Tx, { accountId, number, campaignId, tally }: Subject): Promise<Verdict> {
  const { rows } = await tx.query<{ lead_count: number; counted: number; breaks: number; joined: number }>(
    `SELECT c.lead_count,
       (SELECT count(*)::int FROM campaign_leads m WHERE m.account_id = $1 AND m.campaign_id = $2) AS counted,
       (SELECT count(*)::int FROM (
          SELECT leads_after, added, removed, change, lag(leads_after) OVER w AS before, lag(change) OVER w AS change_before
          FROM campaign_changes WHERE account_id = $1 AND campaign_id = $2 WINDOW w AS (ORDER BY change)) AS h
        WHERE change_before IS NOT NULL AND (leads_after <> before + added - removed OR change <> change_before + 1)
       ) AS breaks,
       (SELECT coalesce(sum(added - removed), 0)::int FROM campaign_changes
        WHERE account_id = $1 AND campaign_id = $2 AND import_number = $3 AND kind = 'import') AS joined
     FROM campaigns c WHERE c.account_id = $1 AND c.id = $2`,
    [accountId, campaignId, number],
  )
  const { lead_count = 0, counted = 0, breaks = 0, joined = 0 } = rows[0] ?? {}
  return verdict(
    "The campaign's count is the number of its leads, and every change of it is written down",
    lead_count === counted && breaks === 0 && joined === tally.campaign.added,
    `${lead_count}, counted ${counted}; ${breaks} breaks; ${joined} joined by this import, ${tally.campaign.added} in the report`,
  )
}
