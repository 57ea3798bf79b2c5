import { copyLines, copyText } from '../db/copy'
import { type AccountId, type EmailKey, type LeadId, newId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { customJson, type LeadColumns } from './lead-columns'
import type { Decision, LeadRef, LeadValues } from './outcome'

/** A lead's final values after the rows of this batch. */
export type Touched = {
  id: LeadId
  email: EmailKey
  addedAtRow: number | null
  values: LeadValues
  changed: boolean
}

/** Folds the decisions into the leads they touch, each with its last values, and gives new leads their ids. */
export function leadsTouched(decisions: readonly Decision[]) {
  const addedIds = new Map<number, LeadId>()
  const touched = new Map<LeadId, Touched>()
  const idOf = (lead: LeadRef): LeadId => {
    if ('id' in lead) return lead.id
    const id = addedIds.get(lead.addedAtRow)
    if (id === undefined) throw new Error(`No lead was added at row ${lead.addedAtRow} of this batch.`)
    return id
  }
  for (const { row, outcome } of decisions) {
    if (outcome.kind === 'added') {
      const id = newId() as LeadId
      addedIds.set(row, id)
      touched.set(id, { id, email: outcome.email, addedAtRow: row, values: outcome.values, changed: false })
    } else if (outcome.kind === 'changed') {
      const id = idOf(outcome.lead)
      const addedAtRow = touched.get(id)?.addedAtRow ?? null
      touched.set(id, { id, email: outcome.email, addedAtRow, values: outcome.values, changed: true })
    }
  }
  return { leads: [...touched.values()], idOf }
}

/** Adds the leads by COPY. Fails as a whole when the account has one of the emails. */
export async function insertLeads(
  tx: Tx,
  { accountId, number }: { accountId: AccountId; number: number },
  leads: readonly Touched[],
  columns: LeadColumns,
): Promise<void> {
  const names = columns.columns.map(({ column }) => `, ${column}`).join('')
  const custom = columns.custom.length > 0 ? ', custom' : ''
  const table = `leads (account_id, import_number, id, email, import_row${names}${custom})`
  const prefix = `${accountId}\t${number}\t`
  await copyLines(
    tx,
    table,
    leads.map((lead) => prefix + leadLine(lead, columns)),
  )
}

function leadLine({ id, email, addedAtRow, values }: Touched, { columns, custom }: LeadColumns): string {
  let line = `${id}\t${copyText(email)}\t${addedAtRow}`
  for (const { column, at } of columns) line += `\t${copyText(stored(column, values[at]!))}`
  if (custom.length > 0) line += `\t${copyText(customJson(values, custom))}`
  return `${line}\n`
}

/** Not verified is '' among the values and a word in the database. */
function stored(column: string, value: string): string {
  return column === 'email_status' && value === '' ? 'not_verified' : value
}

/** Gives existing leads their new values: mapped fields only, other custom fields stay. */
export async function updateLeads(
  tx: Tx,
  accountId: AccountId,
  leads: readonly Touched[],
  { columns, custom }: LeadColumns,
): Promise<void> {
  if (leads.length === 0) return
  const values: unknown[] = [accountId, leads.map((lead) => lead.id)]
  const sets: string[] = []
  const arrays = ['$2::uuid[]']
  const names = ['id']
  const giveArray = (name: string, texts: readonly string[]) => {
    arrays.push(`$${values.push(texts)}::text[]`)
    names.push(name)
  }
  for (const { column, at } of columns) {
    giveArray(
      column,
      leads.map((lead) => stored(column, lead.values[at]!)),
    )
    sets.push(column === 'email_status' ? `${column} = v.${column}::email_status` : `${column} = v.${column}`)
  }
  if (custom.length > 0) {
    giveArray(
      'custom',
      leads.map((lead) => customJson(lead.values, custom)),
    )
    const mapped = `$${values.push(custom.map(({ name }) => name))}::text[]`
    sets.push(`custom = (l.custom - ${mapped}) || v.custom::jsonb`)
  }
  await tx.query(
    `UPDATE leads l SET ${[...sets, 'updated_at = now()'].join(', ')}
     FROM unnest(${arrays.join(', ')}) AS v(${names.join(', ')})
     WHERE l.account_id = $1 AND l.id = v.id`,
    values,
  )
}
