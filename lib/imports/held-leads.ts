import type { AccountId, EmailKey, LeadId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { EmailStatus } from '../leads/email-status'
import type { FieldKey } from '../leads/fields'
import type { HeldLead, KnownLead } from './decide'
import { fixedColumns, HeldText } from './held-text'
import { type Asker, emailSeparator, leadOfEach } from './known'
import { leadColumns } from './lead-columns'

type Known = Map<EmailKey, KnownLead & { held: HeldLead }>

/** The leads of a batch with the values an update compares with. */
export async function loadHeldLeads(
  tx: Tx,
  asker: Asker,
  emails: readonly EmailKey[],
): Promise<ReadonlyMap<EmailKey, KnownLead>> {
  const { columns, from, values } = heldQuery(asker, emails)
  const known = (await loadAsText(tx, asker.fields, { columns, from, values })) ?? (await loadAsRows())
  await findFirstTouch(tx, asker, known)
  return known

  async function loadAsRows(): Promise<Known> {
    const text = `SELECT ${columns.join(', ')} FROM ${from}`
    const types = { getTypeParser: () => (text: string) => text }
    const { rows } = await tx.query<string[]>({ text, values, rowMode: 'array', types })
    const statusAt = asker.fields.indexOf('email_status')
    return new Map(rows.map((row) => [row[1] as EmailKey, leadOfRow(row, statusAt)]))
  }
}

type HeldQuery = { columns: string[]; from: string; values: unknown[] }

function heldQuery({ accountId, number, campaignId, fields }: Asker, emails: readonly EmailKey[]): HeldQuery {
  const values: unknown[] = [accountId, emails.join(emailSeparator)]
  const given = (value: unknown) => `$${values.push(value)}`
  const addedAtRow =
    number === null
      ? `''`
      : `CASE WHEN l.import_number = ${given(number)} THEN l.import_row::text ELSE '' END`
  const inCampaign =
    campaignId === null
      ? `''`
      : `coalesce((SELECT 't' FROM campaign_leads c
           WHERE c.account_id = $1 AND c.campaign_id = ${given(campaignId)} AND c.lead_id = l.id), '')`
  const { columns, custom, tagsAt } = leadColumns(fields)
  const fieldSql: string[] = []
  for (const { column, at } of columns) fieldSql[at] = `l.${column}`
  for (const { name, at } of custom) fieldSql[at] = `coalesce(l.custom ->> ${given(name)}, '')`
  if (tagsAt >= 0) fieldSql[tagsAt] = "array_to_string(l.tags, ', ')"
  return {
    columns: ['l.id', 'e.email', 'l.email_status', addedAtRow, inCampaign, ...fieldSql],
    from: leadOfEach('*'),
    values,
  }
}

/**
 * All leads in one text, which costs a fraction of a row each in the driver. Null when that text cannot be taken apart,
 * because a value holds one of the signs that part it.
 */
async function loadAsText(
  tx: Tx,
  fields: readonly FieldKey[],
  { columns, from, values }: HeldQuery,
): Promise<Known | null> {
  const { rows } = await tx.query<{ leads: number; text: string | null }>(
    `SELECT count(*)::int AS leads, string_agg(${joined(columns)}, E'\\x1e') AS text FROM ${from}`,
    values,
  )
  const { leads, text } = rows[0] ?? { leads: 0, text: null }
  return new HeldText(fields).read(text ?? '', leads)
}

/** SQL: texts with a separator between them. A function takes no more than a hundred arguments. */
function joined(columns: readonly string[]): string {
  const groups: string[] = []
  for (let at = 0; at < columns.length; at += 90) groups.push(columns.slice(at, at + 90).join(', '))
  const texts = groups.map((group) => `concat_ws(E'\\x1f', ${group})`)
  return texts.length === 1 ? texts[0]! : joined(texts)
}

function leadOfRow(row: readonly string[], statusAt: number): KnownLead & { held: HeldLead } {
  const [id, , emailStatus, addedAtRow, inCampaign] = row
  const values = row.slice(fixedColumns)
  if (statusAt >= 0 && values[statusAt] === 'not_verified') values[statusAt] = ''
  return {
    addedAtRow: addedAtRow === '' ? null : Number(addedAtRow),
    held: {
      lead: { id: id as LeadId },
      values,
      emailStatus: emailStatus as EmailStatus,
      modifiedAtRow: null,
      inCampaign: inCampaign !== '',
    },
  }
}

/** Looks in the ledger for the first row of this import that modified each lead, as far as there may be one. */
async function findFirstTouch(tx: Tx, { accountId, number, modified }: Asker, known: Known): Promise<void> {
  if (number === null) return
  const maybe = new Map<LeadId, HeldLead>()
  for (const [email, { held }] of known)
    if ((modified === null || modified.mayHold(email)) && 'id' in held.lead) maybe.set(held.lead.id, held)
  if (maybe.size === 0) return
  const rows = await firstTouches(tx, accountId, number, [...maybe.keys()])
  for (const { lead_id, row } of rows) maybe.get(lead_id)!.modifiedAtRow = row
}

async function firstTouches(tx: Tx, accountId: AccountId, number: number, ids: readonly LeadId[]) {
  const { rows } = await tx.query<{ lead_id: LeadId; row: number }>(
    `SELECT r.lead_id, r.row FROM unnest(string_to_array($3, ',')) AS t(id) CROSS JOIN LATERAL (
       SELECT lead_id, row FROM import_rows
       WHERE account_id = $1 AND import_number = $2 AND lead_id = t.id::uuid
         AND outcome IN ('changed', 'unchanged') AND other_row IS NULL LIMIT 1) AS r`,
    [accountId, number, ids.join(',')],
  )
  return rows
}
