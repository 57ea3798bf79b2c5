import { streamRows } from '../db/cursor'
import type { AccountId, EmailKey } from '../db/ids'
import type { Tx } from '../db/transaction'
import { hashOfEmail } from '../deleted-emails/hash'
import { parseEmail } from '../leads/email-address'
import { emailsOfEntrySql } from './report-rows'
import { leadsOfEntrySql } from './touches'
import { type Verdict, verdict } from './verdict'
import { numberOf, type Subject } from './verify-subject'

/** Rows that were added against the leads that are there, and every lead of the account against the deleted list. */
export async function leadVerdicts(tx: Tx, subject: Subject): Promise<Verdict[]> {
  return [
    await straysVerdict(tx, subject),
    await twiceVerdict(tx, subject),
    await addedVerdict(tx, subject),
    await modifiedVerdict(tx, subject),
    await ownLeadVerdict(tx, subject),
    await turnedAwayVerdict(tx, subject),
    await emailsVerdict(tx, subject),
  ]
}

async function straysVerdict(tx: Tx, { key }: Subject): Promise<Verdict> {
  const strays = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM leads l WHERE l.account_id = $1 AND l.import_number = $2 AND NOT EXISTS (
       SELECT FROM (SELECT outcome, row_last FROM import_rows r WHERE r.account_id = $1 AND r.import_number = $2
                    AND r.row <= l.import_row ORDER BY r.row DESC LIMIT 1) AS e
       WHERE e.outcome = 'added' AND e.row_last >= l.import_row)`,
    key,
  )
  return verdict('Every lead of this import has a row that added it', strays === 0, `${strays} without`)
}

async function twiceVerdict(tx: Tx, { key }: Subject): Promise<Verdict> {
  const twice = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM (SELECT import_row FROM leads WHERE account_id = $1 AND import_number = $2
       GROUP BY import_row HAVING count(*) > 1) AS t`,
    key,
  )
  return verdict('No row added two leads', twice === 0, `${twice} rows`)
}

async function addedVerdict(tx: Tx, { key, tally }: Subject): Promise<Verdict> {
  const there = await numberOf(
    tx,
    'SELECT count(*)::int AS n FROM leads WHERE account_id = $1 AND import_number = $2',
    key,
  )
  const deleted = await deletedSince(tx, key)
  const missing = tally.added - there
  return verdict(
    'As many leads as rows added, less those deleted since',
    missing >= 0 && missing <= deleted,
    `${tally.added} added, ${there} there, ${deleted} deleted since`,
  )
}

async function modifiedVerdict(tx: Tx, { key, tally }: Subject): Promise<Verdict> {
  const gone = await numberOf(
    tx,
    `SELECT count(DISTINCT m.lead_id)::int AS n FROM import_rows r CROSS JOIN LATERAL ${leadsOfEntrySql}
     WHERE r.account_id = $1 AND r.import_number = $2 AND r.outcome IN ('changed', 'unchanged')
       AND NOT EXISTS (SELECT FROM leads l WHERE l.account_id = $1 AND l.id = m.lead_id)`,
    key,
  )
  const deleted = await deletedSince(tx, key)
  const found = `${tally.changed + tally.unchanged} rows modified leads, ${gone} of these leads gone, ${deleted} deleted since`
  return verdict(
    'Every modified row names a lead that is there, or was deleted since',
    gone <= deleted,
    found,
  )
}

/** An email may be changed later by hand, which shows in when the lead was updated. */
async function ownLeadVerdict(tx: Tx, { key }: Subject): Promise<Verdict> {
  const wrong = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM import_rows r JOIN imports i ON i.account_id = $1 AND i.number = $2
     CROSS JOIN LATERAL ${leadsOfEntrySql} JOIN LATERAL ${emailsOfEntrySql} ON e.nth = m.nth
     JOIN leads l ON l.account_id = $1 AND l.id = m.lead_id
     WHERE r.account_id = $1 AND r.import_number = $2 AND r.outcome = 'unchanged'
       AND l.email <> e.email AND l.updated_at < i.created_at`,
    key,
  )
  return verdict('Every unchanged row names the lead of its email', wrong === 0, `${wrong} rows name another`)
}

/**
 * The account's leads come before its limit: an email that a lead had was not turned away because the account was full.
 * A lead that was deleted then and restored since looks as if it had been there.
 */
async function turnedAwayVerdict(tx: Tx, { key }: Subject): Promise<Verdict> {
  const wrong = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM import_rows r JOIN leads l ON l.account_id = r.account_id AND l.email = r.email
     WHERE r.account_id = $1 AND r.import_number = $2 AND r.outcome = 'rejected' AND r.code = 'max_leads_reached'
       AND (l.import_number < $2 OR (l.import_number = $2 AND l.import_row < r.row))`,
    key,
  )
  const name = 'No row was turned away for a full account whose email was a lead already'
  const restored = await changedSince(tx, key, 'added', ['restore', 'undo'])
  return verdict(name, wrong <= restored, `${wrong} rows, ${restored} leads restored since`)
}

/** Leads that anybody deleted from the account after this import began. */
function deletedSince(tx: Tx, key: Subject['key']): Promise<number> {
  return changedSince(tx, key, 'deleted', null)
}

/** How many leads the changes of some kinds (null: of any) added or deleted after this import began. */
function changedSince(
  tx: Tx,
  key: Subject['key'],
  what: 'added' | 'deleted',
  kinds: readonly string[] | null,
): Promise<number> {
  return numberOf(
    tx,
    `SELECT coalesce(sum(${what}), 0)::int AS n FROM lead_changes
     WHERE account_id = $1 AND ($3::text[] IS NULL OR kind::text = ANY($3)) AND change > (
       SELECT min(change) FROM import_batches WHERE account_id = $1 AND import_number = $2)`,
    [...key, kinds],
  )
}

/** Every live lead of the account, one by one: its email is its own key, and not on the deleted list. */
async function emailsVerdict(tx: Tx, { accountId }: Subject): Promise<Verdict> {
  let leads = 0
  let otherKey = 0
  let onList = 0
  for await (const emails of emailsOf(tx, accountId)) {
    leads += emails.length
    otherKey += emails.filter((email) => !isKey(email)).length
    onList += await countOnList(tx, accountId, emails)
  }
  return verdict(
    'No lead was permanently deleted, and every email is in its one form',
    otherKey === 0 && onList === 0,
    `${leads} leads, ${onList} of them on the deleted list, ${otherKey} in another form`,
  )
}

const emailsAtATime = 5_000

async function* emailsOf(tx: Tx, accountId: AccountId): AsyncGenerator<EmailKey[]> {
  const all = streamRows<{ email: EmailKey }>(
    tx,
    'SELECT email FROM leads WHERE account_id = $1',
    [accountId],
    { size: emailsAtATime },
  )
  let emails: EmailKey[] = []
  for await (const { email } of all) {
    emails.push(email)
    if (emails.length < emailsAtATime) continue
    yield emails
    emails = []
  }
  if (emails.length > 0) yield emails
}

function isKey(email: EmailKey): boolean {
  const parsed = parseEmail(email)
  return parsed.kind === 'email' && parsed.key === email
}

async function countOnList(tx: Tx, accountId: AccountId, emails: readonly EmailKey[]): Promise<number> {
  const list = await tx.query('SELECT FROM deleted_emails WHERE account_id = $1 LIMIT 1', [accountId])
  if (list.rowCount === 0) return 0
  return numberOf(
    tx,
    'SELECT count(*)::int AS n FROM deleted_emails WHERE account_id = $1 AND email_hash = ANY($2::bytea[])',
    [accountId, emails.map((email) => hashOfEmail(accountId, email))],
  )
}
