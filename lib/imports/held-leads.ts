import type { EmailKey, LeadId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { EmailStatus } from '../leads/email-status'
import { fixedColumns, type HeldKnown, HeldText } from './held-text'
import { type Asker, emailSeparator, type Looked } from './known'
import { leadColumns } from './lead-columns'
import { LeadAt } from './outcome'
import { touchesOf } from './touches'

/** What leads that are asked for together should hold, in bytes. */
const bytesWanted = 1_000_000

/** What they hold at most: each so much that all together hold no more. One lead may hold some millions. */
const bytesMax = 4_000_000

/**
 * Asks for the leads of some emails with the values an update compares with (see askForPiece).
 * @param from SQL of the leads (see LeadLookUp)
 * @param whatever whether they are given however much they hold
 */
export async function askForHeldLeads(
  tx: Tx,
  asker: Asker,
  emails: readonly EmailKey[],
  { from, whatever }: { from: string; whatever: boolean },
): Promise<Looked> {
  const query = heldQuery(asker, emails, from)
  const share = whatever ? Number.POSITIVE_INFINITY : Math.floor(bytesMax / emails.length)
  const { leads, bytes, longest, text } = await askAsText(tx, query, share)
  const isWhole = longest <= share
  return {
    size: text.length,
    isWhole,
    room: isWhole ? bytesWanted / bytes : share / longest,
    leads: async (meanwhile) => {
      const inText = HeldText.of(asker.lookUp.bytesOf(text), leads, asker.fields)?.leads()
      if (!inText) await meanwhile
      const known = inText ?? new Map((await askForRows(tx, query)).map((row) => leadOfRow(row, asker)))
      await addTouches(tx, asker, known, meanwhile)
      return known
    },
  }
}

/** Writes beside each lead at which row this import modified it first, if it did. */
async function addTouches(
  tx: Tx,
  { accountId, number, touched }: Asker,
  known: ReadonlyMap<EmailKey, HeldKnown>,
  meanwhile: Promise<unknown> | undefined,
): Promise<void> {
  if (number === null || touched === null) return
  const maybe = new Map<LeadId, HeldKnown>()
  for (const one of known.values())
    if (touched.bucketsOf(one.held.lead).length > 0) maybe.set(one.held.lead.id, one)
  if (maybe.size === 0) return
  await meanwhile
  const leads = [...maybe.keys()].map((id) => ({ id }))
  for (const { leadId, row } of await touchesOf(tx, accountId, [{ number, touched }], leads))
    maybe.get(leadId)!.modifiedAtRow = row
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

/**
 * All leads in one text, which costs a fraction of a row each in the driver.
 * @param share leads that hold more bytes than this are left out of it
 */
async function askAsText(tx: Tx, { columns, from, values }: HeldQuery, share: number) {
  const fits = Number.isFinite(share) ? `FILTER (WHERE octet_length(lead) <= ${share})` : ''
  const { rows } = await tx.query<{ leads: number; bytes: number; longest: number; text: string }>(
    `SELECT count(*)::int AS leads, coalesce(sum(octet_length(lead)), 0)::float8 AS bytes,
            coalesce(max(octet_length(lead)), 0) AS longest, coalesce(string_agg(lead, E'\\x1e') ${fits}, '') AS text
     FROM (SELECT ${joined(columns)} AS lead FROM ${from} OFFSET 0) AS held`,
    values,
  )
  return rows[0]!
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
  const held: HeldKnown['held'] = {
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
