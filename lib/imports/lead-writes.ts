import { BinaryArray } from '../db/binary-array'
import { BinaryCopy } from '../db/copy'
import { type AccountId, type EmailKey, type LeadId, newIds, uuidBytes, uuidText } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { EmailStatus } from '../leads/email-status'
import type { FieldKey } from '../leads/fields'
import { tagsOfText } from '../leads/tags'
import { CustomJson } from './custom-json'
import { type LeadColumns, leadColumns } from './lead-columns'
import { idsOf } from './lead-ids'
import { bytesAt, type LeadValues, valueAt } from './lead-values'
import type { Decision, ExistingLead, LeadRef } from './outcome'

/** A new lead's final values after the rows of this batch. */
export type AddedLead = {
  email: EmailKey
  row: number
  values: LeadValues
  /** Its status where that is not among the values; null: not verified. */
  status: EmailStatus | null
}

/** A lead's final values after the rows of this batch. */
export type ChangedLead = { lead: ExistingLead; email: EmailKey; values: LeadValues }

/** What a batch does to leads. */
type LeadsTouched = {
  /** In the order of their rows. */
  added: AddedLead[]
  /** The ids of `added`, 16 bytes each. */
  ids: Buffer
  /** None of `added` is among them. */
  changed: ChangedLead[]
  /** The fields that any of `changed` got a new value in. */
  fields: Set<FieldKey>
  idOf: (lead: LeadRef) => LeadId
}

/** A batch's leads ready to be written, with the statement that updates those the account has. */
export type LeadsReady = { touched: LeadsTouched; update: LeadUpdate | null }

/** Makes ready what needs no database. */
export function readyLeads(
  { accountId, fields }: { accountId: AccountId; fields: readonly FieldKey[] },
  decisions: readonly Decision[],
): LeadsReady {
  const touched = leadsTouched(decisions)
  return { touched, update: updateOf(accountId, touched, fields) }
}

/** Folds the decisions into the leads they touch, each with its last values, and gives new leads their ids. */
function leadsTouched(decisions: readonly Decision[]): LeadsTouched {
  const added: AddedLead[] = []
  const changed = new Map<EmailKey, ChangedLead>()
  const fields = new Set<FieldKey>()
  for (const { row, outcome } of decisions) {
    if (outcome.kind === 'added') {
      const { email, values, status } = outcome
      added.push({ email, row, values, status })
    } else if (outcome.kind === 'changed') {
      const { lead, email, values } = outcome
      if ('id' in lead) {
        changed.set(email, { lead, email, values })
        for (const { field } of outcome.changes) fields.add(field)
      } else added[placeOf(added, lead.addedAtRow)]!.values = values
    }
  }
  const ids = newIds(added.length)
  const idOf = (lead: LeadRef): LeadId =>
    'id' in lead ? lead.id : (uuidText(ids, 16 * placeOf(added, lead.addedAtRow)) as LeadId)
  return { added, ids, changed: [...changed.values()], fields, idOf }
}

/** Where the lead that a row of this batch added stands among `added`. */
function placeOf(added: readonly AddedLead[], row: number): number {
  let low = 0
  let high = added.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = added[middle]!.row
    if (found === row) return middle
    if (found < row) low = middle + 1
    else high = middle - 1
  }
  throw new Error(`No lead was added at row ${row} of this batch.`)
}

/** Adds the leads by COPY. Fails as a whole when the account has one of the emails. */
export async function insertLeads(
  tx: Tx,
  { accountId, number }: { accountId: AccountId; number: number },
  { added, ids }: LeadsTouched,
  lead: LeadColumns,
): Promise<void> {
  const status = added.some((one) => one.status !== null) ? ['email_status'] : []
  const custom = lead.custom.length > 0 ? ['custom'] : []
  const tags = lead.tagsAt >= 0 ? ['tags'] : []
  const names = [...lead.columns.map(({ column }) => column), ...status, ...custom, ...tags]
  const table = `leads (${['account_id', 'import_number', 'id', 'email', 'import_row', ...names].join(', ')})`
  const copy = new BinaryCopy(tx, table)
  const json = new CustomJson(lead.custom)
  const account = uuidBytes(accountId)
  for (let i = 0; i < added.length; i++) {
    if (copy.isFull) await copy.flush()
    const { email, row, values } = added[i]!
    copy.row(5 + names.length)
    copy.bytes(account)
    copy.int(number)
    copy.bytes(ids, 16 * i, 16 * i + 16)
    copy.text(email)
    copy.int(row)
    for (const { column, at } of lead.columns) copyValue(copy, values, at, column)
    if (status.length > 0) copy.text(added[i]!.status ?? 'not_verified')
    if (custom.length > 0) {
      json.fill(values)
      copy.jsonBytes(json.bytes, json.length)
    }
    if (tags.length > 0) copy.texts(tagsOfText(valueAt(values, lead.tagsAt)))
  }
  await copy.end()
}

function copyValue(copy: BinaryCopy | BinaryArray, values: LeadValues, at: number, column: string): void {
  const there = bytesAt(values, at)
  if (there) copy.bytes(there.bytes, there.places[there.at + 2 * at]!, there.places[there.at + 2 * at + 1]!)
  else copy.text(stored(column, valueAt(values, at)))
}

/** Not verified is '' among the values and a word in the database. */
function stored(column: string, value: string): string {
  return column === 'email_status' && value === '' ? 'not_verified' : value
}

/** A statement with its parameters. */
export type LeadUpdate = { text: string; values: unknown[] }

/**
 * The statement that gives existing leads their new values, in the fields that changed in any of them; null: there are
 * none. Each lead is there (whoever runs it holds the account's lock), so the INSERT always meets its key and updates:
 * one probe per lead, whatever the planner knows of the table. A join with the values may become a scan of the account
 * for each batch.
 */
export function updateOf(
  accountId: AccountId,
  { changed, fields }: Pick<LeadsTouched, 'changed' | 'fields'>,
  all: readonly FieldKey[],
): LeadUpdate | null {
  if (changed.length === 0) return null
  const { columns, custom, tagsAt } = changedColumns(all, fields)
  const values: unknown[] = [accountId]
  const names: string[] = []
  const arrays: string[] = []
  const picked: string[] = []
  const sets = ['updated_at = excluded.updated_at']
  const give = (array: BinaryArray, name: string, type = 'text', pick = name) => {
    names.push(name)
    arrays.push(`$${values.push(array.end())}::${type}[]`)
    picked.push(pick)
  }
  give(idsOf(changed), 'id', 'uuid')
  give(
    arrayOf(changed, (array, { email }) => array.text(email)),
    'email',
  )
  for (const { column, at } of columns) {
    const array = arrayOf(changed, (array, lead) => copyValue(array, lead.values, at, column))
    give(array, column, 'text', column === 'email_status' ? 'email_status::email_status' : column)
    sets.push(`${column} = excluded.${column}`)
  }
  if (custom.length > 0) {
    const json = new CustomJson(custom)
    const array = arrayOf(changed, (array, lead) => {
      json.fill(lead.values)
      array.bytes(json.bytes, 0, json.length)
    })
    give(array, 'custom', 'text', 'custom::jsonb')
    const mapped = `$${values.push(custom.map(({ name }) => name))}::text[]`
    sets.push(`custom = (leads.custom - ${mapped}) || excluded.custom`)
  }
  if (tagsAt >= 0) {
    const array = arrayOf(changed, (array, lead) => array.text(valueAt(lead.values, tagsAt)))
    give(array, 'tags', 'text', "string_to_array(tags, ', ')")
    sets.push('tags = excluded.tags')
  }
  const text = `INSERT INTO leads (account_id, ${names.join(', ')})
     SELECT $1, ${picked.join(', ')} FROM unnest(${arrays.join(', ')}) AS given (${names.join(', ')})
     ON CONFLICT (account_id, id) DO UPDATE SET ${sets.join(', ')}`
  return { text, values }
}

function arrayOf(
  leads: readonly ChangedLead[],
  add: (array: BinaryArray, lead: ChangedLead) => void,
): BinaryArray {
  const array = new BinaryArray('text', leads.length)
  for (const lead of leads) add(array, lead)
  return array
}

/** The columns of some of an import's fields; places among its values stay. */
function changedColumns(all: readonly FieldKey[], some: ReadonlySet<FieldKey>): LeadColumns {
  const { columns, custom, tagsAt } = leadColumns(all)
  const isAmong = ({ at }: { at: number }) => some.has(all[at]!)
  return {
    columns: columns.filter(isAmong),
    custom: custom.filter(isAmong),
    tagsAt: some.has('tags') ? tagsAt : -1,
  }
}
