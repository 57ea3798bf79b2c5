import type { EmailKey, LeadId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { EmailStatus } from '../leads/email-status'
import type { KnownLead } from './decide'
import { type Asker, emailSeparator, leadOfEach } from './known'
import { leadColumns } from './lead-columns'

/** id, email, email_status, added_at_row, modified_at_row, in_campaign, then the import's fields: all as text. */
type Row = [LeadId, EmailKey, EmailStatus, string | null, string | null, string | null, ...(string | null)[]]

const fixedColumns = 6

/** The leads of a batch with the values an update compares with. */
export async function loadHeldLeads(
  tx: Tx,
  asker: Asker,
  emails: readonly EmailKey[],
): Promise<Map<EmailKey, KnownLead>> {
  const { sql, values } = heldQuery(asker, emails)
  const types = { getTypeParser: () => (text: string) => text }
  const { rows } = await tx.query<Row>({ text: sql, values, rowMode: 'array', types })
  const statusAt = asker.fields.indexOf('email_status')
  return new Map(rows.map((row) => [row[1], knownLead(row, statusAt)]))
}

function heldQuery({ accountId, number, campaignId, fields }: Asker, emails: readonly EmailKey[]) {
  const values: unknown[] = [accountId, emails.join(emailSeparator)]
  const given = (value: unknown) => `$${values.push(value)}`
  const picked: string[] = ['l.id', 'e.email', 'l.email_status']
  if (number === null) picked.push('NULL', 'NULL')
  else {
    const import_ = given(number)
    picked.push(
      `CASE WHEN l.import_number = ${import_} THEN l.import_row END`,
      `(SELECT r.row FROM import_rows r WHERE r.account_id = $1 AND r.import_number = ${import_} AND r.lead_id = l.id
          AND r.outcome IN ('changed', 'unchanged') AND r.other_row IS NULL)`,
    )
  }
  picked.push(
    campaignId === null
      ? 'NULL'
      : `(SELECT 't' FROM campaign_leads c
          WHERE c.account_id = $1 AND c.campaign_id = ${given(campaignId)} AND c.lead_id = l.id)`,
  )
  const { columns, custom, tagsAt } = leadColumns(fields)
  const fieldSql: string[] = []
  for (const { column, at } of columns) fieldSql[at] = `l.${column}`
  for (const { name, at } of custom) fieldSql[at] = `l.custom ->> ${given(name)}`
  if (tagsAt >= 0) fieldSql[tagsAt] = "array_to_string(l.tags, ', ')"
  const sql = `SELECT ${[...picked, ...fieldSql].join(', ')} FROM ${leadOfEach('*')}`
  return { sql, values }
}

function knownLead(row: Row, statusAt: number): KnownLead {
  const [id, , emailStatus, addedAtRow, modifiedAtRow, campaign] = row
  const values = row.slice(fixedColumns).map((value) => value ?? '')
  if (statusAt >= 0 && values[statusAt] === 'not_verified') values[statusAt] = ''
  return {
    addedAtRow: addedAtRow === null ? null : Number(addedAtRow),
    held: {
      lead: { id },
      values,
      emailStatus,
      modifiedAtRow: modifiedAtRow === null ? null : Number(modifiedAtRow),
      inCampaign: campaign !== null,
    },
  }
}
