import { pool } from '../db/client'
import { snapshot, streamRows } from '../db/cursor'
import type { AccountId, LeadId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { ExistingLead } from './outcome'
import { bucketRows, TouchedRows } from './touched-rows'

/** SQL: the leads that entry `r` of the ledger modified, each with its place among the rows of the entry, from 1. */
export const leadsOfEntrySql = `unnest(coalesce(r.lead_ids, ARRAY[r.lead_id])) WITH ORDINALITY AS m (lead_id, nth)`

/** Which rows an import modified leads at first, read from its ledger: for whoever was not there when they were written. */
export async function loadTouchedRows(
  accountId: AccountId,
  number: number,
  { most, rowLast }: { most: number; rowLast: number },
): Promise<TouchedRows> {
  const touched = new TouchedRows(most, rowLast)
  await snapshot(async (tx) => {
    const entries = streamRows<{ row: number; leads: LeadId[] }>(
      tx,
      `SELECT row, coalesce(lead_ids, ARRAY[lead_id])::text[] AS leads FROM import_rows
       WHERE account_id = $1 AND import_number = $2 AND outcome IN ('changed', 'unchanged') AND other_row IS NULL`,
      [accountId, number],
    )
    for await (const { row, leads } of entries)
      for (const [nth, id] of leads.entries()) touched.add({ id }, row + nth)
  })
  return touched
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
