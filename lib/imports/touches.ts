import { pool } from '../db/client'
import { snapshot } from '../db/cursor'
import type { AccountId, LeadId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { type ExistingLead, LeadAt } from './outcome'
import { lf } from './text-signs'
import { bucketRows, TouchedRows } from './touched-rows'

/** SQL: the leads that entry `r` of the ledger modified, each with its place among the rows of the entry, from 1. */
export const leadsOfEntrySql = `unnest(coalesce(r.lead_ids, ARRAY[r.lead_id])) WITH ORDINALITY AS m (lead_id, nth)`

/** Rows of which the entries are read at a time. */
const rowsAtATime = 20_000
/** Characters of an id, and of what parts it from the next. */
const idLength = 37

/**
 * Which rows an import modified leads at first, read from its ledger: for whoever was not there when they were written.
 * The entries come as one text for many rows, a line each: its first row, and the ids of its leads.
 */
export async function loadTouchedRows(
  accountId: AccountId,
  number: number,
  { most, rowLast }: { most: number; rowLast: number },
): Promise<TouchedRows> {
  const touched = new TouchedRows(most, rowLast)
  await snapshot(async (tx) => {
    for (let first = 0; first <= rowLast; first += rowsAtATime) {
      const { rows } = await tx.query<{ text: string | null }>(
        `SELECT string_agg(row || ' ' || coalesce(array_to_string(lead_ids, ' '), lead_id::text), E'\n') AS text
         FROM import_rows WHERE account_id = $1 AND import_number = $2 AND row BETWEEN $3 AND $4
           AND outcome IN ('changed', 'unchanged') AND other_row IS NULL`,
        [accountId, number, first, first + rowsAtATime - 1],
      )
      if (rows[0]?.text) addEntries(touched, Buffer.from(`${rows[0].text}\n`, 'latin1'))
    }
  })
  return touched
}

function addEntries(touched: TouchedRows, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at)
    let row = Number(bytes.toString('latin1', at, space))
    for (at = space + 1; ; row++) {
      touched.add(new LeadAt(bytes, at), row)
      at += idLength
      if (bytes[at - 1] === lf) break
    }
  }
}

/** An earlier import that a child goes on from, and which leads it modified where. */
export type Forebear = { number: number; touched: TouchedRows }

/** The same for the imports that a child goes on from. */
export async function loadForebears(accountId: AccountId, numbers: readonly number[]): Promise<Forebear[]> {
  if (numbers.length === 0) return []
  const { rows } = await pool().query<{ number: number; most: number; rowLast: number }>(
    `SELECT import_number AS number, sum((tally -> 'existingLeads')::int)::int AS most, max(row_last) AS "rowLast"
     FROM import_batches WHERE account_id = $1 AND import_number = ANY($2::int[]) GROUP BY 1 ORDER BY 1`,
    [accountId, numbers],
  )
  const forebears: Forebear[] = []
  for (const { number, ...size } of rows)
    forebears.push({ number, touched: await loadTouchedRows(accountId, number, size) })
  return forebears
}

/** The row at which an import modified a lead first. */
export type Touch = { number: number; row: number; leadId: LeadId }

/** Those of the leads that some imports modified before, each with the row that was the first to. */
export async function touchesOf(
  tx: Tx,
  accountId: AccountId,
  imports: readonly Forebear[],
  leads: Iterable<ExistingLead>,
): Promise<Touch[]> {
  const numbers: number[] = []
  const ids: LeadId[] = []
  const firsts: number[] = []
  for (const lead of leads)
    for (const { number, touched } of imports)
      for (const bucket of touched.bucketsOf(lead)) {
        numbers.push(number)
        ids.push(lead.id)
        firsts.push(bucket * bucketRows)
      }
  if (ids.length === 0) return []
  const { rows } = await tx.query<Touch>(
    `SELECT t.number, t.lead_id AS "leadId", r.row + coalesce(array_position(r.lead_ids, t.lead_id) - 1, 0) AS row
     FROM unnest($2::int[], $3::uuid[], $4::int[]) AS t (number, lead_id, first) CROSS JOIN LATERAL (
       SELECT row, lead_ids FROM import_rows
       WHERE account_id = (SELECT $1::uuid) AND import_number = t.number
         AND row BETWEEN t.first AND t.first + ${bucketRows - 1}
         AND outcome IN ('changed', 'unchanged') AND other_row IS NULL
         AND (lead_id = t.lead_id OR t.lead_id = ANY(lead_ids)) LIMIT 1) AS r`,
    [accountId, numbers, ids, firsts],
  )
  return rows
}
