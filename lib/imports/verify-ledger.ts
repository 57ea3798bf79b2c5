import type { Tx } from '../db/transaction'
import { causeSql } from './fix-rows'
import type { OwnRows } from './own-rows'
import { emptyTally, type Tally } from './tally'
import { leadsOfEntrySql } from './touches'
import { type Verdict, verdict } from './verdict'
import { numberOf, type SpineEntry, type Subject, total } from './verify-subject'

/** Every row once, without a gap, up to the cursor or the file's end; and the report as the fold of the entries. */
export async function ledgerVerdicts(tx: Tx, subject: Subject): Promise<Verdict[]> {
  return [
    subject.own ? await ownVerdict(tx, subject, subject.own) : await gapsVerdict(tx, subject),
    await endVerdict(tx, subject),
    spineVerdict(subject),
    await foldVerdict(tx, subject),
    await fieldsVerdict(tx, subject),
    ...(await parentVerdicts(tx, subject)),
  ]
}

async function gapsVerdict(tx: Tx, { key, rowBefore }: Subject): Promise<Verdict> {
  const gaps = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM (
       SELECT row, lag(row_last, 1, $3::int) OVER (ORDER BY row) AS before FROM import_rows
       WHERE account_id = $1 AND import_number = $2) AS e WHERE row <> before + 1`,
    [...key, rowBefore],
  )
  return verdict('Every row has exactly one entry, without a gap', gaps === 0, `${gaps} gaps or overlaps`)
}

/** The same for an import that has single rows: each of them up to the cursor once, and no other. */
async function ownVerdict(
  tx: Tx,
  { key, cursorRow }: Subject,
  { parent, rows }: NonNullable<Subject['own']>,
): Promise<Verdict> {
  const overlaps = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM (
       SELECT row, lag(row_last) OVER (ORDER BY row) AS before FROM import_rows
       WHERE account_id = $1 AND import_number = $2) AS e WHERE row <= before`,
    key,
  )
  const missing = await numberOf(
    tx,
    `SELECT count(*)::int AS n FROM import_taken_rows t
     WHERE t.account_id = $1 AND t.parent_number = $3 AND t.import_number = $2 AND t.row <= $4 AND t.row > coalesce((
       SELECT row_last FROM import_rows r WHERE r.account_id = $1 AND r.import_number = $2 AND r.row <= t.row
       ORDER BY r.row DESC LIMIT 1), 0)`,
    [...key, parent, cursorRow],
  )
  const entered = await numberOf(
    tx,
    'SELECT coalesce(sum(row_last - row + 1), 0)::int AS n FROM import_rows WHERE account_id = $1 AND import_number = $2',
    key,
  )
  const own = rows.between(0, cursorRow)
  return verdict(
    'Every row it took up has exactly one entry, and no other row has one',
    overlaps === 0 && missing === 0 && entered === own,
    `${own} rows up to the cursor, ${entered} entered; ${overlaps} overlaps, ${missing} missing`,
  )
}

async function endVerdict(tx: Tx, subject: Subject): Promise<Verdict> {
  const { key, rowBefore, cursorRow, rowLast, ended, spine } = subject
  const last = await numberOf(
    tx,
    'SELECT coalesce(max(row_last), $3)::int AS n FROM import_rows WHERE account_id = $1 AND import_number = $2',
    [...key, rowBefore],
  )
  const opened = spine.length > 0
  const holds = (!opened || last === cursorRow) && (!ended || last === rowLast)
  const found = `ledger ends at row ${last}, cursor at ${opened ? cursorRow : rowBefore}, file at ${rowLast}`
  return verdict(
    'The ledger ends where the cursor stands, and after the end where the file ends',
    holds,
    found,
  )
}

/** One entry per batch, each going on where the one before ended, each adding up to its own rows and leads. */
function spineVerdict({ spine, batches, cursorRow, own }: Subject): Verdict {
  const wrong = spine.find((entry, at) => !fits(entry, at, spine[at - 1], own?.rows ?? null))
  const last = spine.at(-1)
  const holds = !wrong && spine.length === batches && (!last || last.row_last === cursorRow)
  const found = `${spine.length} of ${batches} batches${wrong ? `; batch ${wrong.batch} does not add up` : ''}`
  return verdict('Every batch left one entry, and each adds up', holds, found)
}

function fits(entry: SpineEntry, at: number, before: SpineEntry | undefined, own: OwnRows | null): boolean {
  const { batch, row_first, row_last, tally, leads_before, leads_after } = entry
  if (batch !== at || leads_after - leads_before !== tally.added) return false
  if (!before) return rowsOf(tally) === 0
  if (own === null) return row_first === before.row_last + 1 && rowsOf(tally) === row_last - row_first + 1
  const between = own.between(before.row_last + 1, row_first - 1)
  return row_first > before.row_last && between === 0 && rowsOf(tally) === own.between(row_first, row_last)
}

function rowsOf({ blank, added, changed, unchanged, notProcessed, rejected }: Tally): number {
  const turnedAway = Object.values(rejected).reduce((sum, causes) => sum + total(causes), 0)
  return blank + added + changed + unchanged + notProcessed + turnedAway
}

/** Rows by outcome and reason, from the report and from the entries. */
async function foldVerdict(tx: Tx, { key, tally }: Subject): Promise<Verdict> {
  const { rows } = await tx.query<{ what: string; count: number }>(
    `SELECT concat_ws(' ', r.outcome::text, r.code, ${causeSql('r')}) AS what, sum(r.row_last - r.row + 1)::int AS count
     FROM import_rows r WHERE account_id = $1 AND import_number = $2 GROUP BY 1`,
    key,
  )
  const seen = new Map(rows.map(({ what, count }) => [what, count]))
  const told = toldBy(tally)
  const differ = [...new Set([...seen.keys(), ...told.keys()])].filter(
    (what) => (seen.get(what) ?? 0) !== (told.get(what) ?? 0),
  )
  const found = differ.map((what) => `${what}: report ${told.get(what) ?? 0}, ledger ${seen.get(what) ?? 0}`)
  const rowsSeen = total(Object.fromEntries(seen))
  return verdict(
    'The report says what the ledger says',
    differ.length === 0,
    found.join('; ') || `${rowsSeen} rows`,
  )
}

function toldBy({ blank, added, changed, unchanged, notProcessed, rejected }: Tally): Map<string, number> {
  const told = new Map(Object.entries({ blank, added, changed, unchanged, not_processed: notProcessed }))
  for (const [code, causes] of Object.entries(rejected))
    for (const [cause, count] of Object.entries(causes)) told.set(`rejected ${code} ${cause}`, count)
  return told
}

/** What the changes of the ledger did to each field, and how many leads they were. */
async function fieldsVerdict(tx: Tx, { key, tally }: Subject): Promise<Verdict> {
  const { rows } = await tx.query<{ field: string; filled: number; replaced: number; cleared: number }>(
    `SELECT change ->> 'field' AS field,
            count(*) FILTER (WHERE change ->> 'from' = '')::int AS filled,
            count(*) FILTER (WHERE change ->> 'to' = '')::int AS cleared,
            count(*) FILTER (WHERE change ->> 'from' <> '' AND change ->> 'to' <> '')::int AS replaced
     FROM import_rows, json_array_elements(changes) AS change
     WHERE account_id = $1 AND import_number = $2 AND outcome = 'changed' GROUP BY 1`,
    key,
  )
  const existing = await numberOf(
    tx,
    `SELECT count(DISTINCT m.lead_id)::int AS n FROM import_rows r CROSS JOIN LATERAL ${leadsOfEntrySql}
     WHERE r.account_id = $1 AND r.import_number = $2 AND r.outcome IN ('changed', 'unchanged') AND r.other_row IS NULL`,
    key,
  )
  const seen = JSON.stringify(
    rows.map((row) => [row.field, row.filled, row.replaced, row.cleared].join(' ')).sort(),
  )
  const told = JSON.stringify(
    Object.entries(tally.fields)
      .map(([field, done]) => [field, done?.filled, done?.replaced, done?.cleared].join(' '))
      .sort(),
  )
  const found = `${tally.existingLeads} leads modified, counted ${existing}${seen === told ? '' : `; fields ${told}, counted ${seen}`}`
  return verdict('The changes per field add up', seen === told && existing === tally.existingLeads, found)
}

/** What a child has of its parent: exactly the rows the parent left, or rows it rejected, as they count there. */
async function parentVerdicts(tx: Tx, subject: Subject): Promise<Verdict[]> {
  const { rest, own } = subject
  if (own) return [await takenVerdict(tx, subject, own)]
  return rest ? [await restVerdict(tx, subject, rest)] : []
}

/** The rest of a parent has exactly the rows that the parent did not process. */
async function restVerdict(
  tx: Tx,
  { accountId, rowLast }: Subject,
  rest: NonNullable<Subject['rest']>,
): Promise<Verdict> {
  const { rows } = await tx.query<{ first: number | null; last: number | null; processed: number }>(
    `SELECT min(row) FILTER (WHERE outcome = 'not_processed') AS first, max(row_last) AS last,
            count(*) FILTER (WHERE row > $3 AND outcome NOT IN ('not_processed', 'blank'))::int AS processed
     FROM import_rows WHERE account_id = $1 AND import_number = $2`,
    [accountId, rest.parent, rest.afterRow],
  )
  const { first, last, processed } = rows[0] ?? { first: null, last: null, processed: 0 }
  const holds = first === rest.afterRow + 1 && last === rowLast && processed === 0
  const name = `It has exactly the rows that import #${rest.parent} did not process`
  return verdict(name, holds, `rows ${rest.afterRow + 1} to ${rowLast}; there from ${first} to ${last}`)
}

/** The rows it took up are in its parent what it says they are, and all that were not processed when it is the rest. */
async function takenVerdict(
  tx: Tx,
  { accountId, number, rest }: Subject,
  { parent, taken }: NonNullable<Subject['own']>,
): Promise<Verdict> {
  const { rows } = await tx.query<{ what: string; count: number }>(
    `SELECT concat_ws(' ', r.outcome::text, r.code, ${causeSql('r')}) AS what, count(*)::int AS count
     FROM import_taken_rows t LEFT JOIN LATERAL (
       SELECT * FROM import_rows e WHERE e.account_id = t.account_id AND e.import_number = t.parent_number
         AND e.row <= t.row ORDER BY e.row DESC LIMIT 1) AS r ON r.row_last >= t.row
     WHERE t.account_id = $1 AND t.parent_number = $2 AND t.import_number = $3 GROUP BY 1`,
    [accountId, parent, number],
  )
  const seen = new Map(rows.map(({ what, count }) => [what, count]))
  const told = toldBy({ ...emptyTally(), ...taken })
  const left = rest === null ? null : await notProcessedIn(tx, accountId, parent)
  const differ = [...new Set([...seen.keys(), ...told.keys()])].filter(
    (what) => (seen.get(what) ?? 0) !== (told.get(what) ?? 0),
  )
  const found = differ.map((what) => `${what}: said ${told.get(what) ?? 0}, there ${seen.get(what) ?? 0}`)
  return verdict(
    `Its rows are in import #${parent} what it says they are`,
    differ.length === 0 && (left === null || left === taken.notProcessed),
    found.join('; ') || `${total(Object.fromEntries(seen))} rows`,
  )
}

function notProcessedIn(tx: Tx, accountId: string, number: number): Promise<number> {
  return numberOf(
    tx,
    `SELECT coalesce(sum(row_last - row + 1), 0)::int AS n FROM import_rows
     WHERE account_id = $1 AND import_number = $2 AND outcome = 'not_processed'`,
    [accountId, number],
  )
}
