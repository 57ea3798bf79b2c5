import type { LockedAccount } from '../../accounts/lock'
import type { AccountId, EmailKey, LeadId } from '../../db/ids'
import { charactersMax, rowsAfter, rowsAtFirst } from '../../db/rows-at-a-time'
import type { Tx } from '../../db/transaction'
import type { FieldKey } from '../../leads/fields'
import { type ChangedLead as LeadWrite, updateOf } from '../lead-writes'
import type { Change } from '../outcome'
import { type PutBack, putBack, putForward } from './put-back'
import type { KeptRow, StageBatch, UndoRun } from './stage'
import { emptyUndoTally, keep, type UndoCounts } from './tally'

/** Puts back the values of the next leads that were there before and that the import changed. */
export function undoValues(tx: Tx, account: LockedAccount, run: UndoRun): Promise<StageBatch> {
  return turnValues(tx, account, run, ({ changes }, now) => putBack(changes, now))
}

/** Gives them the imported values again, but for those that the undo had kept. */
export async function redoValues(tx: Tx, account: LockedAccount, run: UndoRun): Promise<StageBatch> {
  const skipped = await keptThen(tx, run)
  return turnValues(tx, account, run, ({ row, changes }, now) => {
    const fields = skipped.get(row) ?? new Set<FieldKey>()
    const isLeft = fields === 'all' || changes.every((change) => fields.has(change.field))
    return isLeft ? null : putForward(changes, now, fields)
  })
}

/** What an import changed in one lead that was there before: all its changes, in the order of the rows. */
export type ChangedLead = { row: number; id: LeadId; changes: Change[] }

type Decide = (lead: ChangedLead, now: (field: FieldKey) => string) => PutBack | null

/** A batch ends early when what its leads held and hold is too much for more of them. */
async function turnValues(tx: Tx, account: LockedAccount, run: UndoRun, decide: Decide): Promise<StageBatch> {
  const tally = emptyUndoTally()
  const kept: KeptRow[] = []
  let last: number | null = run.cursor === null ? 0 : Number(run.cursor)
  let held = 0
  let left = run.size
  let size = rowsAtFirst
  while (last !== null && left > 0 && held < charactersMax) {
    const next: ChangedLeads = await changedLeads(tx, run, { after: last, size: Math.min(size, left) })
    await turnLeads(tx, run, next, { tally, kept }, decide)
    last = next.last
    held += next.held
    left -= size
    size = sizeAfter(next)
  }
  return { account, tally, kept, cursor: last === null ? null : String(last) }
}

async function turnLeads(
  tx: Tx,
  run: UndoRun,
  { leads, fields }: ChangedLeads,
  { tally, kept }: Pick<StageBatch, 'tally' | 'kept'>,
  decide: Decide,
): Promise<void> {
  const changed: LeadWrite[] = []
  for (const { there, ...lead } of leads) {
    if (!there) {
      keep(tally.values, 'gone')
      kept.push({ row: lead.row, reason: 'gone', email: null, leadId: lead.id })
      continue
    }
    const turned = decide(lead, (field) => there.values[fields.indexOf(field)] ?? '')
    if (turned === null) continue
    count(tally.values, turned)
    if (turned.kept.length > 0)
      kept.push({
        ...lead,
        leadId: lead.id,
        email: there.email,
        reason: 'changed_since',
        details: turned.kept,
      })
    if (turned.set.size === 0) continue
    const values = [...there.values]
    for (const [field, value] of turned.set) values[fields.indexOf(field)] = value
    changed.push({ lead: { id: lead.id }, email: there.email, values })
  }
  const update = updateOf(run.accountId, { changed, fields: new Set(fields) }, fields)
  if (update) await tx.query(update)
}

function count(counts: UndoCounts, { back, kept }: PutBack): void {
  if (kept.length === 0) counts.done++
  else if (back > 0) counts.partly++
  else keep(counts, 'changed_since')
}

/** More at a time could be too much where leads that hold little are followed by ones that hold hundreds of thousands. */
const rowsMax = 200

/** How many changed rows to look at behind these. */
export function sizeAfter({ leads, rows, held }: ChangedLeads): number {
  return rowsAfter(leads.length || rows, held, rowsMax)
}

type Page = { after: number; size: number }

type HeldLead = { email: EmailKey; values: string[] }

export type ChangedLeads = {
  /** `there`: the lead as it is now, with the values of `fields`; null: it is gone. */
  leads: (ChangedLead & { there: HeldLead | null })[]
  /** Every field that the import changed in any of them. */
  fields: FieldKey[]
  /** How many were looked at. */
  rows: number
  /** What they held and hold, in characters. */
  held: number
  /** The last row looked at; null at the end. */
  last: number | null
}

type ChangedRow = { row: number; lead_id: LeadId; changes: Change[][] | null }

/** The leads that the next changed rows of the import are the first to change, leads that it added left out. */
export async function changedLeads(
  tx: Pick<Tx, 'query'>,
  { accountId, number }: { accountId: AccountId; number: number },
  { after, size }: Page,
): Promise<ChangedLeads> {
  const { rows } = await tx.query<ChangedRow>(
    `SELECT r.row, r.lead_id, CASE WHEN NOT EXISTS (
         SELECT FROM import_rows e WHERE e.account_id = $1 AND e.lead_id = r.lead_id AND e.outcome = 'changed'
           AND e.import_number = $2 AND e.row < r.row)
       AND (r.other_row IS NULL OR NOT coalesce((
         SELECT a.outcome = 'added' AND a.row_last >= r.other_row FROM import_rows a WHERE a.account_id = $1
           AND a.import_number = $2 AND a.row <= r.other_row ORDER BY a.row DESC LIMIT 1), false))
       THEN (SELECT json_agg(e.changes ORDER BY e.row) FROM import_rows e WHERE e.account_id = $1
         AND e.lead_id = r.lead_id AND e.outcome = 'changed' AND e.import_number = $2) END AS changes
     FROM (SELECT row, lead_id, other_row FROM import_rows WHERE account_id = $1 AND import_number = $2
             AND outcome = 'changed' AND row > $3 ORDER BY row LIMIT $4) AS r
     ORDER BY r.row`,
    [accountId, number, after, size],
  )
  const changed = rows.flatMap(({ row, lead_id: id, changes }) =>
    changes ? [{ row, id, changes: changes.flat() }] : [],
  )
  const fields = [...new Set(changed.flatMap((lead) => lead.changes.map((change) => change.field)))]
  const byId = await heldValues(tx, accountId, changed, fields)
  const leads = changed.map((lead) => ({ ...lead, there: byId.get(lead.id) ?? null }))
  const last = rows.length < size ? null : (rows.at(-1)?.row ?? null)
  const held = leads.reduce((sum, lead) => sum + sizeOf(lead), 0)
  return { leads, fields, rows: rows.length, held, last }
}

function sizeOf({ changes, there }: ChangedLeads['leads'][number]): number {
  const before = changes.reduce((sum, { from, to }) => sum + from.length + to.length, 0)
  return (there?.values ?? []).reduce((sum, value) => sum + value.length, before)
}

/** The present values of the leads. */
async function heldValues(
  tx: Pick<Tx, 'query'>,
  accountId: AccountId,
  leads: readonly ChangedLead[],
  fields: readonly FieldKey[],
): Promise<Map<LeadId, HeldLead>> {
  const values: unknown[] = [accountId, leads.map((lead) => lead.id)]
  const picked = fields.map((field) => fieldSql(field, (value) => `$${values.push(value)}`))
  const { rows } = await tx.query<{ id: LeadId; email: EmailKey; held: string[] }>(
    `SELECT l.id, l.email, ARRAY[${picked.join(', ')}]::text[] AS held FROM unnest($2::uuid[]) AS asked (id)
     CROSS JOIN LATERAL (SELECT * FROM leads WHERE account_id = $1 AND id = asked.id LIMIT 1) AS l`,
    values,
  )
  return new Map(rows.map(({ id, email, held }) => [id, { email, values: held }]))
}

/** SQL: the value of a field of lead `l` as the ledger writes it. */
function fieldSql(field: FieldKey, given: (value: unknown) => string): string {
  if (field === 'tags') return "array_to_string(l.tags, ', ')"
  if (field === 'email_status') return "coalesce(nullif(l.email_status::text, 'not_verified'), '')"
  if (field.startsWith('custom.')) return `coalesce(l.custom ->> ${given(field.slice('custom.'.length))}, '')`
  return `l.${field}`
}

type KeptThen = { row: number; reason: string; details: { field: FieldKey }[] | null }

/** The rows whose values the undo before kept: the fields, or all of them. */
async function keptThen(
  tx: Tx,
  { accountId, number, undo, cursor }: UndoRun,
): Promise<Map<number, Set<FieldKey> | 'all'>> {
  const { rows } = await tx.query<KeptThen>(
    `SELECT row, reason, details FROM undo_rows WHERE account_id = $1 AND import_number = $2 AND undo = $3
       AND stage = 'values' AND row > $4`,
    [accountId, number, undo - 1, Number(cursor ?? 0)],
  )
  return new Map(
    rows.map(({ row, details }) => [row, details ? new Set(details.map(({ field }) => field)) : 'all']),
  )
}
