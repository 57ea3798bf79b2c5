import type { Tx } from '../db/transaction'
import { type Verdict, verdict } from './verdict'
import { numberOf, type Subject } from './verify-subject'

type Account = { lead_count: number; leads_max: number | null; changes_last: number; counted: number }
type Last = { change: number; leads_after: number }

/** The account's count, its plan, and the chain of changes that led to it. */
export async function accountVerdicts(tx: Tx, subject: Subject): Promise<Verdict[]> {
  const { accountId } = subject
  const { rows } = await tx.query<Account>(
    `SELECT lead_count, leads_max, changes_last, (SELECT count(*)::int FROM leads WHERE account_id = $1) AS counted
     FROM accounts WHERE id = $1`,
    [accountId],
  )
  const account = rows[0]
  if (!account) return [verdict('The account is there', false, 'it is gone, its import is not')]
  const { lead_count, leads_max, counted } = account
  return [
    verdict(
      "The account's count is the number of its leads",
      lead_count === counted,
      `${lead_count}, counted ${counted}`,
    ),
    verdict(
      'The account holds no more than its plan',
      leads_max === null || counted <= leads_max,
      `${counted} of ${leads_max ?? 'any number'}`,
    ),
    await chainVerdict(tx, subject, account),
    await changesVerdict(tx, subject),
  ]
}

async function chainVerdict(tx: Tx, { accountId }: Subject, account: Account): Promise<Verdict> {
  const breaks = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM (
       SELECT leads_after, added, deleted, change, lag(leads_after) OVER w AS before, lag(change) OVER w AS change_before
       FROM lead_changes WHERE account_id = $1 WINDOW w AS (ORDER BY change)) AS c
     WHERE change_before IS NOT NULL AND (leads_after <> before + added - deleted OR change <> change_before + 1)`,
    [accountId],
  )
  const { rows } = await tx.query<Last>(
    'SELECT change, leads_after FROM lead_changes WHERE account_id = $1 ORDER BY change DESC LIMIT 1',
    [accountId],
  )
  const last = rows[0]
  const ends = !last || (last.change === account.changes_last && last.leads_after === account.lead_count)
  return verdict(
    'Every change of the count follows from the one before, and the last leads to the count',
    breaks === 0 && ends,
    `${breaks} breaks; ${last ? `change ${last.change} of ${account.changes_last} leads to ${last.leads_after}` : 'no change yet'}`,
  )
}

/** The chain's entries by this import add what its report says. */
async function changesVerdict(tx: Tx, { key, tally }: Subject): Promise<Verdict> {
  const added = await numberOf(
    tx,
    'SELECT coalesce(sum(added - deleted), 0)::int AS n FROM lead_changes WHERE account_id = $1 AND import_number = $2',
    key,
  )
  return verdict(
    'The account was changed by as many leads as the report says were added',
    added === tally.added,
    `${tally.added} in the report, ${added} in the account's changes`,
  )
}
