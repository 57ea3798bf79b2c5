import type { AccountId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { EmailStatus } from '../leads/email-status'
import type { Again } from './tally'

type Asked = {
  accountId: AccountId
  number: number
  /** The imports it goes on from: its parent's whole family, as far as it came before. */
  family: readonly number[]
  rowFirst: number
  rowLast: number
}

/**
 * Leads that rows of this batch were the first of their import to modify, though an earlier import of the family had
 * added or modified them before; and what of the campaign's ledger an earlier entry already says better, or a later one
 * takes the place of. A family counts each lead once, so these are taken off when it is folded into one report.
 */
export async function countAgain(tx: Tx, asked: Asked): Promise<Again> {
  return { leads: await leadsAgain(tx, asked), campaign: await offersAgain(tx, asked) }
}

async function leadsAgain(tx: Tx, { accountId, number, family, rowFirst, rowLast }: Asked): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM import_rows r
     CROSS JOIN LATERAL (SELECT import_number FROM leads WHERE account_id = $1 AND id = r.lead_id LIMIT 1) AS l
     WHERE r.account_id = $1 AND r.import_number = $2 AND r.row BETWEEN $4 AND $5
       AND r.outcome IN ('changed', 'unchanged') AND r.other_row IS NULL
       AND (l.import_number = ANY($3::int[]) OR EXISTS (
         SELECT FROM import_rows e WHERE e.account_id = $1 AND e.import_number = ANY($3::int[]) AND e.lead_id = r.lead_id
           AND e.outcome IN ('changed', 'unchanged') AND e.other_row IS NULL))`,
    [accountId, number, family, rowFirst, rowLast],
  )
  return rows[0]?.count ?? 0
}

type Offer = { outcome: 'added' | 'already_in' | 'rejected'; status: EmailStatus | null; count: number }

/** A lead that joined or was in stays so; one that was rejected is, in the end, what the later offer came to. */
async function offersAgain(tx: Tx, { accountId, number, family, rowFirst, rowLast }: Asked) {
  const { rows } = await tx.query<Offer>(
    `SELECT CASE WHEN e.outcome = 'rejected' THEN e.outcome ELSE c.outcome END AS outcome,
            CASE WHEN e.outcome = 'rejected' THEN e.cause ELSE c.cause END AS status, count(*)::int AS count
     FROM import_campaign_rows c CROSS JOIN LATERAL (
       SELECT b.outcome, b.cause FROM (
         SELECT import_number, import_row AS row FROM leads
         WHERE account_id = $1 AND id = c.lead_id AND import_number = ANY($3::int[])
         UNION ALL SELECT import_number, row FROM import_rows
         WHERE account_id = $1 AND import_number = ANY($3::int[]) AND lead_id = c.lead_id
           AND outcome IN ('changed', 'unchanged') AND other_row IS NULL) AS t
       JOIN import_campaign_rows b ON b.account_id = $1 AND b.import_number = t.import_number AND b.row = t.row
       ORDER BY b.outcome = 'rejected', b.import_number DESC LIMIT 1) AS e
     WHERE c.account_id = $1 AND c.import_number = $2 AND c.row BETWEEN $4 AND $5 GROUP BY 1, 2`,
    [accountId, number, family, rowFirst, rowLast],
  )
  const campaign: Again['campaign'] = { added: 0, alreadyIn: 0, rejected: {} }
  for (const { outcome, status, count } of rows) {
    if (outcome === 'added') campaign.added += count
    else if (outcome === 'already_in') campaign.alreadyIn += count
    else if (status) campaign.rejected[status] = count
  }
  return campaign
}
