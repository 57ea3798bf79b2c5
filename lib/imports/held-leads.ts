import type { EmailKey } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { EmailStatus } from '../leads/email-status'
import type { HeldLead } from './decide'
import { fixedColumns, type HeldKnown, HeldText } from './held-text'
import { type Asker, emailSeparator, type Looked } from './known'
import { leadColumns } from './lead-columns'
import { leadOfEach } from './look-up'
import { LeadAt } from './outcome'

/**
 * Asks for the leads of some emails with the values an update compares with (see askForLeads).
 * @param from SQL of the leads (see LeadLookUp)
 */
export async function askForHeldLeads(
  tx: Tx,
  asker: Asker,
  emails: readonly EmailKey[],
  from: string,
): Promise<Looked> {
  const touched = await firstTouches(tx, asker, emails)
  const query = heldQuery(asker, emails, from)
  const { leads, text } = await askAsText(tx, query)
  const withTouches = (known: Map<EmailKey, HeldKnown>) => {
    for (const { email, row } of touched) known.get(email)!.modifiedAtRow = row
    return known
  }
  return {
    leads: () => {
      const inText = HeldText.of(asker.lookUp.bytesOf(text), leads, asker.fields)
      return inText && withTouches(inText.leads())
    },
    askForRows: async () =>
      withTouches(new Map((await askForRows(tx, query)).map((row) => leadOfRow(row, asker)))),
  }
}

type HeldQuery = { columns: string[]; from: string; values: unknown[] }

function heldQuery(
  { accountId, number, campaignId, fields }: Asker,
  emails: readonly EmailKey[],
  from: string,
): HeldQuery {
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
    columns: ['l.id', 'l.email', 'l.email_status', addedAtRow, inCampaign, ...fieldSql],
    from,
    values,
  }
}

/** All leads in one text, which costs a fraction of a row each in the driver. */
async function askAsText(tx: Tx, { columns, from, values }: HeldQuery) {
  const { rows } = await tx.query<{ leads: number; text: string | null }>(
    `SELECT count(*)::int AS leads, string_agg(${joined(columns)}, E'\\x1e') AS text FROM ${from}`,
    values,
  )
  return { leads: rows[0]?.leads ?? 0, text: rows[0]?.text ?? '' }
}

/** A row each: for the few batches in which a value holds one of the signs that part the text. */
async function askForRows(tx: Tx, { columns, from, values }: HeldQuery): Promise<string[][]> {
  const text = `SELECT ${columns.join(', ')} FROM ${from}`
  const types = { getTypeParser: () => (text: string) => text }
  return (await tx.query<string[]>({ text, values, rowMode: 'array', types })).rows
}

/** SQL: texts with a separator between them. A function takes no more than a hundred arguments. */
function joined(columns: readonly string[]): string {
  const groups: string[] = []
  for (let at = 0; at < columns.length; at += 90) groups.push(columns.slice(at, at + 90).join(', '))
  const texts = groups.map((group) => `concat_ws(E'\\x1f', ${group})`)
  return texts.length === 1 ? texts[0]! : joined(texts)
}

function leadOfRow(row: readonly string[], { fields }: Asker): [EmailKey, HeldKnown] {
  const [id, email, emailStatus, addedAtRow, inCampaign] = row
  const statusAt = fields.indexOf('email_status')
  const values = row.slice(fixedColumns)
  if (statusAt >= 0 && values[statusAt] === 'not_verified') values[statusAt] = ''
  const held: HeldLead = {
    lead: new LeadAt(Buffer.from(id!), 0),
    values,
    emailStatus: emailStatus as EmailStatus,
    inCampaign: inCampaign !== '',
  }
  return [
    email as EmailKey,
    { addedAtRow: addedAtRow === '' ? null : Number(addedAtRow), modifiedAtRow: null, held },
  ]
}

/** The first row of this import that modified each lead, for those emails of which there may be one. */
async function firstTouches(tx: Tx, { accountId, number, modified }: Asker, emails: readonly EmailKey[]) {
  if (number === null) return []
  const maybe = modified === null ? emails : emails.filter((email) => modified.mayHold(email))
  if (maybe.length === 0) return []
  const { rows } = await tx.query<{ email: EmailKey; row: number }>(
    `SELECT e.email, r.row FROM ${leadOfEach('id')} CROSS JOIN LATERAL (
       SELECT row FROM import_rows
       WHERE account_id = (SELECT $1::uuid) AND import_number = (SELECT $3::int) AND lead_id = l.id
         AND outcome IN ('changed', 'unchanged') AND other_row IS NULL LIMIT 1) AS r`,
    [accountId, maybe.join(emailSeparator), number],
  )
  return rows
}
