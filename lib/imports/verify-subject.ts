import type { AccountId, CampaignId, FileId, UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { type Edits, editsSchema } from './edits'
import { type FileFacts, fileFactsSchema, lastRowOf } from './file-facts'
import { type Mapping, mappingSchema } from './mapping'
import type { OwnRows } from './own-rows'
import { type Taken, takenSchema } from './taken'
import { ownRowsOf } from './taken-rows'
import { addTallies, type Tally } from './tally'

/** One entry of the spine. */
export type SpineEntry = {
  batch: number
  row_first: number
  row_last: number
  tally: Tally
  leads_before: number
  leads_after: number
  change: number
}

/** The import that is verified: what it says of itself, to be held against what is there. */
export type Subject = {
  accountId: AccountId
  number: number
  /** Account and number, for `$1` and `$2`. */
  key: [AccountId, number]
  ended: boolean
  cursorRow: number
  batches: number
  campaignId: CampaignId | null
  userId: UserId
  mapping: Mapping
  file: { id: FileId; bytes: number; sha256: string; facts: FileFacts }
  rest: { parent: number; afterRow: number } | null
  /** The single rows it took from a parent, and what they count as there. Null: it has all rows (of the rest). */
  own: { parent: number; rows: OwnRows; taken: Taken; fix: string | null } | null
  edits: Edits | null
  /** Its own rows come behind this one: the header, or the last row of its parent. */
  rowBefore: number
  /** The last row of the file, by the facts of the file; and its own last row. */
  fileLast: number
  rowLast: number
  spine: SpineEntry[]
  /** The report: all tallies of the spine added up. */
  tally: Tally
}

type Row = {
  ended: boolean
  cursor_row: number
  batches: number
  campaign_id: CampaignId | null
  user_id: UserId
  mapping: unknown
  file_id: FileId
  bytes: string
  sha256: string
  facts: unknown
  parent_number: number | null
  after_row: number | null
  taken: unknown
  edits: unknown
  fix: string | null
}

/** Null: the account has no such import. */
export async function loadSubject(tx: Tx, accountId: AccountId, number: number): Promise<Subject | null> {
  const { rows } = await tx.query<Row>(
    `SELECT i.finished_at IS NOT NULL AS ended, i.cursor_row, i.batches, i.campaign_id, i.user_id, i.mapping,
            i.file_id, f.bytes, f.sha256, f.facts, i.parent_number, i.after_row, i.taken, i.edits, i.fix
     FROM imports i JOIN files f ON f.account_id = i.account_id AND f.id = i.file_id
     WHERE i.account_id = $1 AND i.number = $2`,
    [accountId, number],
  )
  const row = rows[0]
  if (!row) return null
  const facts = fileFactsSchema.parse(row.facts)
  const { parent_number: parent, after_row: afterRow } = row
  const rest = parent !== null && afterRow !== null ? { parent, afterRow } : null
  const spine = await loadSpine(tx, accountId, number)
  const own = await ownOf(accountId, number, row)
  const fileLast = lastRowOf(facts)
  return {
    accountId,
    number,
    key: [accountId, number],
    ended: row.ended,
    cursorRow: row.cursor_row,
    batches: row.batches,
    campaignId: row.campaign_id,
    userId: row.user_id,
    mapping: mappingSchema.parse(row.mapping),
    file: { id: row.file_id, bytes: Number(row.bytes), sha256: row.sha256, facts },
    rest,
    own,
    edits: row.edits === null ? null : editsSchema.parse(row.edits),
    rowBefore: rest?.afterRow ?? facts.headerRow,
    fileLast,
    rowLast: own === null ? fileLast : (own.rows.last ?? 0),
    spine,
    tally: addTallies(spine.map((entry) => entry.tally)),
  }
}

async function ownOf(accountId: AccountId, number: number, row: Row): Promise<Subject['own']> {
  const { taken, parent_number: parent, fix } = row
  if (taken === null || parent === null) return null
  const rows = await ownRowsOf({ accountId, number, takenFrom: parent })
  return rows && { parent, rows, taken: takenSchema.parse(taken), fix }
}

async function loadSpine(tx: Tx, accountId: AccountId, number: number): Promise<SpineEntry[]> {
  const { rows } = await tx.query<SpineEntry>(
    `SELECT batch, row_first, row_last, tally, leads_before, leads_after, change FROM import_batches
     WHERE account_id = $1 AND import_number = $2 ORDER BY batch`,
    [accountId, number],
  )
  return rows
}

/** The `n` of a query's only row, as a number. */
export async function numberOf(tx: Tx, sql: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(sql, [...values])
  return rows[0]?.n ?? 0
}

export function total(counts: Partial<Record<string, number>>): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0)
}
