import type { AccountId, LeadId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { EmailStatus } from '../leads/email-status'
import { type Decision, type ExistingLead, leadTouchedBy } from './outcome'
import type { Again } from './tally'
import { type Forebear, type Touch, touchesOf } from './touches'

type Asked = {
  accountId: AccountId
  number: number
  /** The imports it goes on from: its parent's whole family, as far as it came before. */
  forebears: readonly Forebear[]
  rowFirst: number
  rowLast: number
}

/**
 * Leads that rows of this batch were the first of their import to modify, though an earlier import of the family had
 * added or modified them before; and what of the campaign's ledger an earlier entry already says better, or a later one
 * takes the place of. A family counts each lead once, so these are taken off when it is folded into one report.
 */
export async function countAgain(tx: Tx, asked: Asked, decisions: readonly Decision[]): Promise<Again> {
  const leads = decisions.flatMap((decision) => leadTouchedBy(decision) ?? [])
  const earlier = [
    ...(await additionsOf(tx, asked, leads)),
    ...(await touchesOf(tx, asked.accountId, asked.forebears, leads)),
  ]
  return {
    leads: new Set(earlier.map(({ leadId }) => leadId)).size,
    campaign: await offersAgain(tx, asked, earlier),
  }
}

/** Those of the leads that the family added, each with the row that did. */
async function additionsOf(
  tx: Tx,
  { accountId, forebears }: Asked,
  leads: readonly ExistingLead[],
): Promise<Touch[]> {
  const { rows } = await tx.query<Touch>(
    `SELECT l.import_number AS number, t.lead_id AS "leadId", l.import_row AS row
     FROM unnest($2::uuid[]) AS t (lead_id) CROSS JOIN LATERAL (
       SELECT import_number, import_row FROM leads WHERE account_id = (SELECT $1::uuid) AND id = t.lead_id LIMIT 1) AS l
     WHERE l.import_number = ANY($3::int[])`,
    [accountId, leads.map(({ id }): LeadId => id), forebears.map(({ number }) => number)],
  )
  return rows
}

type Offer = { outcome: 'added' | 'already_in' | 'rejected'; status: EmailStatus | null; count: number }

/** A lead that joined or was in stays so; one that was rejected is, in the end, what the later offer came to. */
async function offersAgain(
  tx: Tx,
  { accountId, number, rowFirst, rowLast }: Asked,
  earlier: readonly Touch[],
): Promise<Again['campaign']> {
  const { rows } = await tx.query<Offer>(
    `WITH earlier AS (
       SELECT DISTINCT ON (t.lead_id) t.lead_id, b.outcome, b.cause
       FROM unnest($5::uuid[], $6::int[], $7::int[]) AS t (lead_id, import_number, row)
       JOIN import_campaign_rows b ON b.account_id = $1 AND b.import_number = t.import_number AND b.row = t.row
       ORDER BY t.lead_id, b.outcome = 'rejected', b.import_number DESC)
     SELECT CASE WHEN e.outcome = 'rejected' THEN e.outcome ELSE c.outcome END AS outcome,
            CASE WHEN e.outcome = 'rejected' THEN e.cause ELSE c.cause END AS status, count(*)::int AS count
     FROM import_campaign_rows c JOIN earlier e ON e.lead_id = c.lead_id
     WHERE c.account_id = $1 AND c.import_number = $2 AND c.row BETWEEN $3 AND $4 GROUP BY 1, 2`,
    [
      accountId,
      number,
      rowFirst,
      rowLast,
      earlier.map(({ leadId }) => leadId),
      earlier.map((touch) => touch.number),
      earlier.map(({ row }) => row),
    ],
  )
  const campaign: Again['campaign'] = { added: 0, alreadyIn: 0, rejected: {} }
  for (const { outcome, status, count } of rows) {
    if (outcome === 'added') campaign.added += count
    else if (outcome === 'already_in') campaign.alreadyIn += count
    else if (status) campaign.rejected[status] = count
  }
  return campaign
}
