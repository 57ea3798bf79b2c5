import type { EmailKey } from '../db/ids'
import { addressFinding } from '../leads/address-check'
import type { AddressFinding } from '../leads/address-finding'
import { parseEmail } from '../leads/email-address'
import { emailStatusOf } from '../leads/email-status'
import type { FieldKey } from '../leads/fields'
import { tagsTextOfCell } from '../leads/tags'
import { trimEdges } from '../leads/trim'
import type { FileRow } from './file-row'
import type { LeadValues } from './lead-values'
import type { Mapping } from './mapping'
import { fieldsOfTarget, splitName } from './mapping-target'
import type { Rejection } from './outcome'
import { unescapeFormula } from './safe-cell'

/** A mapping made ready: which column holds the email, and which columns hold the other mapped fields. */
export type RowShape = {
  emailAt: number
  /** Mapped fields without the email; values are arrays in this order. */
  fields: FieldKey[]
  columns: number[]
  statusAt: number
  /** The place of a first name that is still a full name, with its last name behind it; -1: there is none. */
  nameAt: number
  /** The place of the tags; -1: the import has none. */
  tagsAt: number
  /** Whether a column holds tags; otherwise only `tag` is given. */
  tagsMapped: boolean
  /** The tag of every lead of the import; empty: none. */
  tag: string
}

/** A row of the file made ready to be decided. */
export type RowInput =
  | { kind: 'blank'; row: number }
  | {
      kind: 'lead'
      row: number
      email: EmailKey
      values: LeadValues
      /** What our own look at the address found; left out or null: nothing against it. */
      finding?: AddressFinding | null
    }
  /** Rejected by what it says, whatever the account holds. */
  | { kind: 'rejected'; row: number; email: string | null; rejection: Rejection }

/**
 * Throws when the mapping has no email: startImport refuses such a mapping before.
 * @param tag given to every lead, beside the tags of a mapped column
 */
export function rowShape(mapping: Mapping, tag: string | null = null): RowShape {
  const emailAt = mapping.indexOf('email')
  if (emailAt === -1) throw new Error('The mapping names no email column.')
  const fields: FieldKey[] = []
  const columns: number[] = []
  mapping.forEach((field, column) => {
    if (field === null || field === 'email') return
    for (const one of fieldsOfTarget(field)) {
      fields.push(one)
      columns.push(column)
    }
  })
  const tagsMapped = fields.includes('tags')
  if (tag && !tagsMapped) {
    fields.push('tags')
    columns.push(noColumn)
  }
  return {
    emailAt,
    fields,
    columns,
    statusAt: fields.indexOf('email_status'),
    nameAt: nameAt(mapping, fields),
    tagsAt: fields.indexOf('tags'),
    tagsMapped,
    tag: tag ?? '',
  }
}

/** Where no row has a cell. */
const noColumn = -1

function nameAt(mapping: Mapping, fields: FieldKey[]): number {
  return mapping.includes('full_name') ? fields.indexOf('first_name') : -1
}

/** Reads the email and the mapped values out of one row. Rules 1 to 4 of product.md section 2. */
export function rowInput(file: FileRow, shape: RowShape): RowInput {
  if (file.kind === 'blank') return { kind: 'blank', row: file.row }
  if (file.kind === 'unreadable') {
    const rejection: Rejection = { code: 'row_unreadable', cause: file.cause, detail: file.detail }
    return { kind: 'rejected', row: file.row, email: asWritten(file.cells[shape.emailAt]), rejection }
  }
  const cell = unescapeFormula(file.cells[shape.emailAt] ?? '')
  const email = parseEmail(cell)
  switch (email.kind) {
    case 'email':
      return {
        kind: 'lead',
        row: file.row,
        email: email.key,
        values: valuesOf(file.cells, shape),
        finding: addressFinding(email.key),
      }
    case 'missing':
      return { kind: 'rejected', row: file.row, email: null, rejection: { code: 'email_missing' } }
    case 'invalid': {
      const rejection: Rejection = { code: 'email_invalid', cause: email.cause, detail: email.suggestion }
      return { kind: 'rejected', row: file.row, email: asWritten(cell), rejection }
    }
  }
}

function valuesOf(cells: readonly string[], shape: RowShape): string[] {
  const { columns, statusAt, nameAt, tagsAt } = shape
  const values = new Array<string>(columns.length)
  for (let i = 0; i < columns.length; i++) {
    const cell = cells[columns[i]!]
    values[i] = cell ? valueOfCell(cell) : ''
  }
  if (statusAt >= 0) values[statusAt] = statusValue(values[statusAt]!)
  if (tagsAt >= 0) values[tagsAt] = tagsTextOfCell(values[tagsAt]!)
  if (nameAt >= 0) values.splice(nameAt, 2, ...splitName(values[nameAt]!))
  return values
}

/** The text a cell means: without our own formula guard, without space at its edges, without halves of characters. */
function valueOfCell(cell: string): string {
  const isPlain = isPlainEdge(cell.charCodeAt(0)) && isPlainEdge(cell.charCodeAt(cell.length - 1))
  const text = isPlain ? cell : trimEdges(unescapeFormula(cell))
  return text.isWellFormed() ? text : text.toWellFormed()
}

/** Above the apostrophe and in ASCII: neither a space nor the guard. Most cells begin and end so. */
function isPlainEdge(code: number): boolean {
  return code > 39 && code < 127
}

/** A word that no verifier uses counts as blank; so does "not verified". */
export function statusValue(word: string): string {
  const status = emailStatusOf(word)
  return status === null || status === 'not_verified' ? '' : status
}

function asWritten(cell: string | undefined): string | null {
  const text = cell?.replaceAll('\0', '').trim().slice(0, 254).toWellFormed()
  return text ? text : null
}
