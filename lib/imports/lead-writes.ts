import { copyLines, copyText } from '../db/copy'
import { type AccountId, type EmailKey, type LeadId, newId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { EmailStatus } from '../leads/email-status'
import { customJson, type LeadColumns, tagsArray } from './lead-columns'
import type { Decision, LeadRef, LeadValues } from './outcome'

/** A lead's final values after the rows of this batch. */
export type Touched = {
  id: LeadId
  email: EmailKey
  addedAtRow: number | null
  values: LeadValues
  /** Of a new lead whose status is not among the values; null: not verified. */
  status: EmailStatus | null
}

/**
 * Folds the decisions into the leads they touch, each with its last values, and gives new leads their ids.
 * `changed` holds none of `added`.
 */
export function leadsTouched(decisions: readonly Decision[]) {
  const added: Touched[] = []
  const changed = new Map<LeadId, Touched>()
  for (const { row, outcome } of decisions) {
    if (outcome.kind === 'added') {
      const { email, values, status } = outcome
      added.push({ id: newId() as LeadId, email, addedAtRow: row, values, status })
    } else if (outcome.kind === 'changed') {
      const { lead, email, values } = outcome
      if ('id' in lead) changed.set(lead.id, { id: lead.id, email, addedAtRow: null, values, status: null })
      else ownLead(added, lead.addedAtRow).values = values
    }
  }
  const idOf = (lead: LeadRef): LeadId => ('id' in lead ? lead.id : ownLead(added, lead.addedAtRow).id)
  return { added, changed: [...changed.values()], idOf }
}

/** The lead that a row of this batch added. `added` is in the order of the rows. */
function ownLead(added: readonly Touched[], row: number): Touched {
  let low = 0
  let high = added.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const lead = added[middle]!
    if (lead.addedAtRow === row) return lead
    if (lead.addedAtRow! < row) low = middle + 1
    else high = middle - 1
  }
  throw new Error(`No lead was added at row ${row} of this batch.`)
}

type Importing = { accountId: AccountId; number: number }

/**
 * Adds the leads by COPY. Fails as a whole when the account has one of the emails. The few whose address we found
 * something against come behind the others, with a column more.
 */
export async function insertLeads(
  tx: Tx,
  importing: Importing,
  leads: readonly Touched[],
  columns: LeadColumns,
): Promise<void> {
  const found = leads.filter((lead) => lead.status !== null)
  await copyLeads(
    tx,
    importing,
    found.length === 0 ? leads : leads.filter(({ status }) => status === null),
    columns,
  )
  if (found.length === 0) return
  const at = found[0]!.values.length
  const withStatus = { ...columns, columns: [...columns.columns, { column: 'email_status', at } as const] }
  await copyLeads(
    tx,
    importing,
    found.map((lead) => ({ ...lead, values: [...lead.values, lead.status ?? ''] })),
    withStatus,
  )
}

async function copyLeads(
  tx: Tx,
  { accountId, number }: Importing,
  leads: readonly Touched[],
  columns: LeadColumns,
): Promise<void> {
  const names = columns.columns.map(({ column }) => `, ${column}`).join('')
  const custom = columns.custom.length > 0 ? ', custom' : ''
  const tags = columns.tagsAt >= 0 ? ', tags' : ''
  const table = `leads (account_id, import_number, id, email, import_row${names}${custom}${tags})`
  const prefix = `${accountId}\t${number}\t`
  await copyLines(
    tx,
    table,
    leads.map((lead) => prefix + leadLine(lead, columns)),
  )
}

function leadLine(
  { id, email, addedAtRow, values }: Touched,
  { columns, custom, tagsAt }: LeadColumns,
): string {
  // Joined rather than added up: a text in one piece costs the garbage collector less than a chain of pieces.
  const cells: (string | number | null)[] = [id, email, addedAtRow]
  for (const { column, at } of columns) cells.push(copyText(stored(column, values[at]!)))
  if (custom.length > 0) cells.push(copyText(customJson(values, custom)))
  if (tagsAt >= 0) cells.push(copyText(tagsArray(values[tagsAt]!)))
  return `${cells.join('\t')}\n`
}

/** Not verified is '' among the values and a word in the database. */
function stored(column: string, value: string): string {
  return column === 'email_status' && value === '' ? 'not_verified' : value
}

/**
 * Gives existing leads their new values: mapped fields only, other custom fields stay. Each lead is there (we hold the
 * account's lock), so the INSERT always meets its key and updates: one probe per lead, whatever the planner knows of
 * the table. A join with the values may become a scan of the account for each batch.
 */
export async function updateLeads(
  tx: Tx,
  accountId: AccountId,
  leads: readonly Touched[],
  { columns, custom, tagsAt }: LeadColumns,
): Promise<void> {
  if (leads.length === 0) return
  const values: unknown[] = [accountId]
  const names: string[] = []
  const arrays: string[] = []
  const sets = ['updated_at = excluded.updated_at']
  const give = (name: string, type: string, texts: readonly string[]) => {
    names.push(name)
    arrays.push(`$${values.push(texts)}::${type}[]`)
  }
  give(
    'id',
    'uuid',
    leads.map((lead) => lead.id),
  )
  give(
    'email',
    'text',
    leads.map((lead) => lead.email),
  )
  for (const { column, at } of columns) {
    const type = column === 'email_status' ? 'email_status' : 'text'
    give(
      column,
      type,
      leads.map((lead) => stored(column, lead.values[at]!)),
    )
    sets.push(`${column} = excluded.${column}`)
  }
  if (custom.length > 0) {
    give(
      'custom',
      'jsonb',
      leads.map((lead) => customJson(lead.values, custom)),
    )
    const mapped = `$${values.push(custom.map(({ name }) => name))}::text[]`
    sets.push(`custom = (leads.custom - ${mapped}) || excluded.custom`)
  }
  const picked = [...names]
  if (tagsAt >= 0) {
    give(
      'tags',
      'text',
      leads.map((lead) => lead.values[tagsAt]!),
    )
    picked.push("string_to_array(tags, ', ')")
    sets.push('tags = excluded.tags')
  }
  await tx.query(
    `INSERT INTO leads (account_id, ${names.join(', ')})
     SELECT $1, ${picked.join(', ')} FROM unnest(${arrays.join(', ')}) AS given (${names.join(', ')})
     ON CONFLICT (account_id, id) DO UPDATE SET ${sets.join(', ')}`,
    values,
  )
}
