import type { FieldKey, LeadField } from '../leads/fields'

/** The built-in fields that an import writes besides the email: each is a column of `leads` of the same name. */
type ColumnField = Exclude<LeadField, 'email'>

/** How a lead's fields stand in its row of `leads`: built-in ones in columns, the others inside `custom`. */
export type LeadColumns = {
  /** Columns, and where their value stands among the import's values. */
  columns: { column: ColumnField; at: number }[]
  /** `key`: the name as JSON writes it. */
  custom: { name: string; key: string; at: number }[]
  /** Where the tags stand among the values, as one text; -1: the import does not touch them. */
  tagsAt: number
}

export function leadColumns(fields: readonly FieldKey[]): LeadColumns {
  const columns: LeadColumns['columns'] = []
  const custom: LeadColumns['custom'] = []
  fields.forEach((field, at) => {
    if (field.startsWith('custom.')) {
      const name = field.slice('custom.'.length)
      custom.push({ name, key: JSON.stringify(name), at })
    } else if (field !== 'tags') columns.push({ column: field as ColumnField, at })
  })
  return { columns, custom, tagsAt: fields.indexOf('tags') }
}
