import type { LockedAccount } from '../../accounts/lock'
import type { AccountId, EmailKey, LeadId } from '../../db/ids'
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

async function turnValues(tx: Tx, account: LockedAccount, run: UndoRun, decide: Decide): Promise<StageBatch> {
  const after = run.cursor === null ? 0 : Number(run.cursor)
  const { leads, last } = await changedLeads(tx, run, { after, size: run.size })
  const held = await heldValues(tx, run.accountId, leads)
  const tally = emptyUndoTally()
  const kept: KeptRow[] = []
  const changed: LeadWrite[] = []
  for (const lead of leads) {
    const there = held.byId.get(lead.id)
    if (!there) {
      keep(tally.values, 'gone')
      kept.push({ row: lead.row, reason: 'gone', email: null, leadId: lead.id })
      continue
    }
    const at = (field: FieldKey) => held.fields.indexOf(field)
    const turned = decide(lead, (field) => there.values[at(field)] ?? '')
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
    for (const [field, value] of turned.set) values[at(field)] = value
    changed.push({ lead: { id: lead.id }, email: there.email, values })
  }
  const given = { changed, fields: new Set(held.fields) }
  const update = updateOf(run.accountId, given, held.fields)
  if (update) await tx.query(update)
  return { account, tally, kept, cursor: last === null ? null : String(last) }
}

function count(counts: UndoCounts, { back, kept }: PutBack): void {
  if (kept.length === 0) counts.done++
  else if (back > 0) counts.partly++
  else keep(counts, 'changed_since')
}

type Page = { after: number; size: number }

type ChangedRow = { row: number; lead_id: LeadId; first: number; own: boolean; changes: Change[][] }

/**
 * The leads that the next changed rows of the import are the first to change, leads that it added left out; `last`: the
 * last row looked at, null at the end.
 */
export async function changedLeads(
  tx: Pick<Tx, 'query'>,
  { accountId, number }: { accountId: AccountId; number: number },
  { after, size }: Page,
): Promise<{ leads: ChangedLead[]; last: number | null }> {
  const { rows } = await tx.query<ChangedRow>(
    `SELECT r.row, r.lead_id, c.first, c.changes, r.other_row IS NOT NULL AND coalesce((
         SELECT a.outcome = 'added' AND a.row_last >= r.other_row FROM import_rows a WHERE a.account_id = $1
           AND a.import_number = $2 AND a.row <= r.other_row ORDER BY a.row DESC LIMIT 1), false) AS own
     FROM (SELECT row, lead_id, other_row FROM import_rows WHERE account_id = $1 AND import_number = $2
             AND outcome = 'changed' AND row > $3 ORDER BY row LIMIT $4) AS r
     CROSS JOIN LATERAL (
       SELECT min(e.row) AS first, json_agg(e.changes ORDER BY e.row) AS changes FROM import_rows e
       WHERE e.account_id = $1 AND e.lead_id = r.lead_id AND e.outcome = 'changed' AND e.import_number = $2) AS c
     ORDER BY r.row`,
    [accountId, number, after, size],
  )
  const leads = rows.flatMap(({ row, lead_id: id, first, own, changes }) =>
    own || first !== row ? [] : [{ row, id, changes: changes.flat() }],
  )
  return { leads, last: rows.length < size ? null : (rows.at(-1)?.row ?? null) }
}

type HeldLead = { email: EmailKey; values: string[] }
type Held = { fields: FieldKey[]; byId: Map<LeadId, HeldLead> }

/** The present values of the leads, of every field that is about to be turned back in any of them. */
export async function heldValues(
  tx: Pick<Tx, 'query'>,
  accountId: AccountId,
  leads: readonly ChangedLead[],
): Promise<Held> {
  const fields = [...new Set(leads.flatMap((lead) => lead.changes.map((change) => change.field)))]
  const values: unknown[] = [accountId, leads.map((lead) => lead.id)]
  const picked = fields.map((field) => fieldSql(field, (value) => `$${values.push(value)}`))
  const { rows } = await tx.query<{ id: LeadId; email: EmailKey; held: string[] }>(
    `SELECT l.id, l.email, ARRAY[${picked.join(', ')}]::text[] AS held FROM unnest($2::uuid[]) AS asked (id)
     CROSS JOIN LATERAL (SELECT * FROM leads WHERE account_id = $1 AND id = asked.id LIMIT 1) AS l`,
    values,
  )
  return { fields, byId: new Map(rows.map(({ id, email, held }) => [id, { email, values: held }])) }
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
