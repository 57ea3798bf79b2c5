import { snapshot } from '../db/cursor'
import type { AccountId, FileId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { countRows } from './count-rows'
import { fileFactsSchema } from './file-facts'
import { fileExists, filePath } from './files'
import { addTallies, type Tally } from './report'

/** One thing that must be true of an import, and whether it is. `found` says what was seen when it is not. */
export type Check = { name: string; holds: boolean; found: string }

/**
 * Recounts an import independently of the code that ran it: the stored file with another parser, the ledger, the
 * leads, the campaign, the account and the mails. Reads one moment of the database. Null: no such import.
 */
export async function verifyImport(accountId: AccountId, number: number): Promise<Check[] | null> {
  return snapshot(async (tx) => {
    const { rows } = await tx.query<Subject>(
      `SELECT i.number, i.status, i.cursor_row, i.batches, i.update, i.campaign_id, i.file_id, f.facts
       FROM imports i JOIN files f ON f.account_id = i.account_id AND f.id = i.file_id
       WHERE i.account_id = $1 AND i.number = $2`,
      [accountId, number],
    )
    const subject = rows[0]
    if (!subject) return null
    const key = [accountId, number] as const
    return [
      await fileCheck(tx, key, subject),
      ...(await ledgerChecks(tx, key, subject)),
      ...(await leadChecks(tx, key)),
      ...(await campaignChecks(tx, key, subject)),
      ...(await accountChecks(tx, accountId)),
      ...(await mailChecks(tx, key, subject)),
    ]
  })
}

type Key = readonly [AccountId, number]

type Subject = {
  number: number
  status: string
  cursor_row: number
  batches: number
  update: boolean
  campaign_id: string | null
  file_id: FileId
  facts: unknown
}

/** Rows the ledger covers, by outcome, counted entry by entry. */
async function ledgerCounts(tx: Tx, key: Key): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ outcome: string; count: number }>(
    `SELECT outcome::text, sum(row_last - row + 1)::int AS count FROM import_rows
     WHERE account_id = $1 AND import_number = $2 GROUP BY outcome`,
    [...key],
  )
  return new Map(rows.map((row) => [row.outcome, row.count]))
}

async function fileCheck(tx: Tx, key: Key, subject: Subject): Promise<Check> {
  const name = 'The file, read by another parser, has as many rows as the ledger'
  if (!(await fileExists(subject.file_id))) return { name, holds: true, found: 'the file is no longer kept' }
  const facts = fileFactsSchema.parse(subject.facts)
  const counts = await ledgerCounts(tx, key)
  const ledger = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const blank = counts.get('blank') ?? 0
  const torn = await tx.query(
    `SELECT FROM import_rows WHERE account_id = $1 AND import_number = $2 AND code = 'row_unreadable'
       AND cause IN ('quote_not_closed', 'row_too_long') LIMIT 1`,
    [...key],
  )
  if (torn.rowCount)
    return { name, holds: true, found: 'not comparable: a quote in the file is never closed' }
  if (!ended(subject)) return { name, holds: true, found: 'the import is still running' }
  const file = await countRows(filePath(subject.file_id), facts)
  const holds = file.rows + file.blank === ledger && file.blank === blank
  return {
    name,
    holds,
    found: `file ${file.rows} + ${file.blank} blank, ledger ${ledger - blank} + ${blank} blank`,
  }
}

function ended({ status }: Subject): boolean {
  return status === 'completed' || status === 'cancelled' || status === 'failed'
}

async function ledgerChecks(tx: Tx, key: Key, subject: Subject): Promise<Check[]> {
  const { headerRow } = fileFactsSchema.parse(subject.facts)
  const gaps = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM (
       SELECT row, lag(row_last, 1, $3::int) OVER (ORDER BY row) AS before FROM import_rows
       WHERE account_id = $1 AND import_number = $2) AS e WHERE row <> before + 1`,
    [...key, headerRow],
  )
  const last = await numberOf(
    tx,
    'SELECT coalesce(max(row_last), $3)::int AS n FROM import_rows WHERE account_id = $1 AND import_number = $2',
    [...key, headerRow],
  )
  const spine = await numberOf(
    tx,
    'SELECT count(*)::int AS n FROM import_batches WHERE account_id = $1 AND import_number = $2',
    [...key],
  )
  const unfinished =
    ended(subject) || (subject.status === 'running' && spine === 0) || subject.status === 'queued'
  return [
    {
      name: 'Every row has exactly one entry, without a gap',
      holds: gaps === 0,
      found: `${gaps} gaps or overlaps`,
    },
    {
      name: 'The ledger ends where the cursor stands',
      holds: spine === 0 || last === subject.cursor_row,
      found: `ledger ends at row ${last}, cursor at ${subject.cursor_row}${unfinished ? '' : ' (running)'}`,
    },
    {
      name: 'Every batch left one entry',
      holds: spine === subject.batches,
      found: `${spine} of ${subject.batches}`,
    },
    await tallyCheck(tx, key),
  ]
}

/** The report is the fold of the batches' tallies: they must say what the entries say. */
async function tallyCheck(tx: Tx, key: Key): Promise<Check> {
  const { rows } = await tx.query<{ tally: Tally }>(
    'SELECT tally FROM import_batches WHERE account_id = $1 AND import_number = $2',
    [...key],
  )
  const sum = addTallies(rows.map((row) => row.tally))
  const counts = await ledgerCounts(tx, key)
  const reasons = await tx.query<{ code: string; count: number }>(
    `SELECT code, count(*)::int AS count FROM import_rows
     WHERE account_id = $1 AND import_number = $2 AND outcome = 'rejected' GROUP BY code ORDER BY code`,
    [...key],
  )
  const told = Object.entries(sum.rejected).map(([code, causes]) => `${code} ${total(causes)}`)
  const said = JSON.stringify([
    sum.blank,
    sum.added,
    sum.changed,
    sum.unchanged,
    sum.notProcessed,
    told.sort(),
  ])
  const seen = JSON.stringify([
    ...['blank', 'added', 'changed', 'unchanged', 'not_processed'].map((outcome) => counts.get(outcome) ?? 0),
    reasons.rows.map(({ code, count }) => `${code} ${count}`).sort(),
  ])
  return {
    name: 'The report says what the ledger says',
    holds: said === seen,
    found: `report ${said}, ledger ${seen}`,
  }
}

function total(causes: Record<string, number>): number {
  return Object.values(causes).reduce((sum, count) => sum + count, 0)
}

async function leadChecks(tx: Tx, key: Key): Promise<Check[]> {
  const strays = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM leads l WHERE l.account_id = $1 AND l.import_number = $2 AND NOT EXISTS (
       SELECT FROM import_rows r WHERE r.account_id = $1 AND r.import_number = $2 AND r.outcome = 'added'
         AND r.row <= l.import_row AND r.row_last >= l.import_row)`,
    [...key],
  )
  const twice = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM (SELECT import_row FROM leads WHERE account_id = $1 AND import_number = $2
       GROUP BY import_row HAVING count(*) > 1) AS t`,
    [...key],
  )
  const there = await numberOf(
    tx,
    'SELECT count(*)::int AS n FROM leads WHERE account_id = $1 AND import_number = $2',
    [...key],
  )
  const added = (await ledgerCounts(tx, key)).get('added') ?? 0
  const deleted = await numberOf(
    tx,
    `SELECT coalesce(sum(deleted), 0)::int AS n FROM lead_changes WHERE account_id = $1 AND change > (
       SELECT min(change) FROM import_batches WHERE account_id = $1 AND import_number = $2)`,
    [...key],
  )
  return [
    {
      name: 'Every lead of this import has a row that added it',
      holds: strays === 0,
      found: `${strays} without`,
    },
    { name: 'No row added two leads', holds: twice === 0, found: `${twice} rows` },
    {
      name: 'As many leads as rows added, less those deleted since',
      holds: there <= added && added - there <= deleted,
      found: `${added} added, ${there} there, ${deleted} deleted since`,
    },
  ]
}

async function campaignChecks(tx: Tx, key: Key, subject: Subject): Promise<Check[]> {
  if (!subject.campaign_id) return []
  const { rows } = await tx.query<{ tally: Tally }>(
    'SELECT tally FROM import_batches WHERE account_id = $1 AND import_number = $2',
    [...key],
  )
  const { added, existingLeads, campaign } = addTallies(rows.map((row) => row.tally))
  const offered = campaign.added + campaign.alreadyIn + total(campaign.rejected)
  const entries = await numberOf(
    tx,
    'SELECT count(*)::int AS n FROM import_campaign_rows WHERE account_id = $1 AND import_number = $2',
    [...key],
  )
  const leads = added + existingLeads
  return [
    {
      name: 'Every lead of the import was offered to the campaign once',
      holds: offered === leads && entries === offered,
      found: `${leads} leads, ${offered} offered, ${entries} entries`,
    },
  ]
}

async function accountChecks(tx: Tx, accountId: AccountId): Promise<Check[]> {
  const { rows } = await tx.query<{ lead_count: number; leads_max: number | null; counted: number }>(
    `SELECT lead_count, leads_max, (SELECT count(*)::int FROM leads WHERE account_id = $1) AS counted
     FROM accounts WHERE id = $1`,
    [accountId],
  )
  const account = rows[0]
  if (!account) return []
  const broken = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM (
       SELECT leads_after, added, deleted, change, lag(leads_after) OVER (ORDER BY change) AS before,
              lag(change) OVER (ORDER BY change) AS change_before
       FROM lead_changes WHERE account_id = $1) AS c
     WHERE change_before IS NOT NULL AND (leads_after <> before + added - deleted OR change <> change_before + 1)`,
    [accountId],
  )
  const { lead_count, leads_max, counted } = account
  return [
    {
      name: "The account's count is the number of its leads",
      holds: lead_count === counted,
      found: `${lead_count}, counted ${counted}`,
    },
    {
      name: 'The account holds no more than its plan',
      holds: leads_max === null || counted <= leads_max,
      found: `${counted} of ${leads_max ?? 'any number'}`,
    },
    {
      name: 'Every change of the count follows from the one before',
      holds: broken === 0,
      found: `${broken} breaks`,
    },
  ]
}

async function mailChecks(tx: Tx, key: Key, subject: Subject): Promise<Check[]> {
  const { rows } = await tx.query<{ mails: number; people: number }>(
    `SELECT count(*)::int AS mails, count(DISTINCT lower(recipient))::int AS people FROM mails
     WHERE account_id = $1 AND import_number = $2`,
    [...key],
  )
  const { mails, people } = rows[0] ?? { mails: 0, people: 0 }
  return [
    {
      name: 'One report mail per person, and none before the end',
      holds: mails === people && (ended(subject) || mails === 0),
      found: `${mails} mails to ${people} people`,
    },
  ]
}

async function numberOf(tx: Tx, sql: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(sql, [...values])
  return rows[0]?.n ?? 0
}
