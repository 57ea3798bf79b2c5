import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { combinedTally, type FamilyTally, rowsThrough } from './combined'
import type { FixKind } from './fix'
import { foldReport, type Report } from './report'
import { type Taken, takenSchema } from './taken'
import { addTallies, type Tally } from './tally'

/** SQL: the numbers of an import and of all that took rows of it up again, directly or not. $1 account, $2 number. */
const descendantsSql = `WITH RECURSIVE family AS (
    SELECT number FROM imports WHERE account_id = $1 AND number = $2
    UNION SELECT c.number FROM imports c JOIN family f ON c.account_id = $1 AND c.parent_number = f.number
  )`

/** The imports of a child's family that came before it: what it goes on from. None for an import without a parent. */
export async function familyBefore(accountId: AccountId, number: number): Promise<number[]> {
  const { rows } = await pool().query<{ number: number }>(
    `WITH RECURSIVE above AS (
       SELECT number, parent_number FROM imports WHERE account_id = $1 AND number = $2
       UNION SELECT p.number, p.parent_number FROM imports p JOIN above a ON p.account_id = $1 AND p.number = a.parent_number
     ), family AS (
       SELECT number FROM above WHERE parent_number IS NULL
       UNION SELECT c.number FROM imports c JOIN family f ON c.account_id = $1 AND c.parent_number = f.number
     )
     SELECT number FROM family WHERE number < $2 ORDER BY number`,
    [accountId, number],
  )
  return rows.map((row) => row.number)
}

/** An import that took up rows of another one again. */
export type FamilyMember = {
  number: number
  parentNumber: number
  fix: FixKind | null
  status: 'queued' | 'running' | 'completed' | 'cancelled' | 'failed'
  /** What it took from its parent; null: it is the rest of it. */
  taken: Taken | null
  /** Rows that the eldest had rejected and that came through in it, once it has ended. */
  fixed: number
}

/** An import with its children folded in; `waiting` children have not ended and are not in it yet. */
export type Family = { members: FamilyMember[]; combined: Report; fixed: number; waiting: number }

type Row = {
  number: number
  parent_number: number | null
  fix: FixKind | null
  status: FamilyMember['status']
  taken: unknown
}

type SpineRow = { number: number; tally: Tally; leads_before: number; leads_after: number; change: number }

/** Null when no import took rows of it up again. */
export async function loadFamily(accountId: AccountId, number: number): Promise<Family | null> {
  const { rows } = await pool().query<Row>(
    `${descendantsSql} SELECT i.number, i.parent_number, i.fix, i.status, i.taken FROM imports i JOIN family USING (number)
     WHERE i.account_id = $1 ORDER BY i.number`,
    [accountId, number],
  )
  if (rows.length < 2) return null
  const ended = rows.filter((row) => row.status !== 'queued' && row.status !== 'running')
  const spine = await spineOf(
    accountId,
    ended.map((row) => row.number),
  )
  const tallies = Map.groupBy(spine, (entry) => entry.number)
  const folded = ended.map((row) => ({ row, ...familyTally(row, number, tallies.get(row.number) ?? []) }))
  const fixes = fixesOf(rows, number)
  const fixedBy = new Map(
    folded.map(({ row, tally }) => [row.number, fixes.has(row.number) ? rowsThrough(tally) : 0]),
  )
  const members = rows.flatMap(({ taken, parent_number: parentNumber, ...row }): FamilyMember[] =>
    row.number === number || parentNumber === null
      ? []
      : [{ ...row, parentNumber, taken: takenOf(taken), fixed: fixedBy.get(row.number) ?? 0 }],
  )
  return {
    members,
    combined: await combinedReport(accountId, number, folded, spine),
    fixed: members.reduce((sum, member) => sum + member.fixed, 0),
    waiting: rows.length - ended.length,
  }
}

/** Fixes of rows that this import rejected, and what took up rows of those again. */
function fixesOf(rows: readonly Row[], eldest: number): Set<number> {
  const fixes = new Set<number>()
  for (const { number, parent_number: parent, fix } of rows)
    if (parent !== null && (parent === eldest ? fix !== null : fixes.has(parent))) fixes.add(number)
  return fixes
}

function familyTally({ number, taken }: Row, eldest: number, spine: readonly SpineRow[]): FamilyTally {
  return {
    tally: addTallies(spine.map((entry) => entry.tally)),
    taken: takenOf(taken),
    isChild: number !== eldest,
  }
}

function takenOf(taken: unknown): Taken | null {
  return taken === null ? null : takenSchema.parse(taken)
}

async function spineOf(accountId: AccountId, numbers: readonly number[]): Promise<SpineRow[]> {
  const { rows } = await pool().query<SpineRow>(
    `SELECT import_number AS number, tally, leads_before, leads_after, change FROM import_batches
     WHERE account_id = $1 AND import_number = ANY($2::int[]) ORDER BY import_number, batch`,
    [accountId, numbers],
  )
  return rows
}

/** Leads before the first of its batches and after the last, and what others did to the account between. */
async function combinedReport(
  accountId: AccountId,
  number: number,
  folded: readonly (FamilyTally & { row: Row })[],
  spine: readonly SpineRow[],
): Promise<Report> {
  const byChange = spine.toSorted((a, b) => a.change - b.change || a.number - b.number)
  const [first, last] = [byChange[0], byChange.at(-1)]
  const { rows } = await pool().query<{ name: string | null; added: number; deleted: number }>(
    `SELECT c.name, coalesce(sum(l.added), 0)::int AS added, coalesce(sum(l.deleted), 0)::int AS deleted
     FROM imports i LEFT JOIN campaigns c ON c.account_id = i.account_id AND c.id = i.campaign_id
     LEFT JOIN lead_changes l ON l.account_id = i.account_id AND l.change > $3 AND l.change <= $4
       AND NOT (l.kind = 'import' AND l.import_number = ANY($5::int[]))
     WHERE i.account_id = $1 AND i.number = $2 GROUP BY c.name`,
    [accountId, number, first?.change ?? 0, last?.change ?? 0, folded.map(({ row }) => row.number)],
  )
  const { name = null, added = 0, deleted = 0 } = rows[0] ?? {}
  return foldReport([combinedTally(folded)], {
    campaignName: name,
    leadsBefore: first?.leads_before ?? 0,
    leadsAfter: last?.leads_after ?? 0,
    othersDuring: { added, deleted },
  })
}
