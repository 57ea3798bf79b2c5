import type { FieldKey, LeadField } from '../leads/fields'

/** The built-in fields that an import writes besides the email: each is a column of `leads` of the same name. */
type ColumnField = Exclude<LeadField, 'email'>

/** How a lead's fields stand in its row of `leads`: built-in ones in columns, the others inside `custom`. */
export type LeadColumns = {
  /** Columns, and where their value stands among the import's values. */
  columns: { column: ColumnField; at: number }[]
  custom: { name: string; at: number }[]
}

export function leadColumns(fields: readonly FieldKey[]): LeadColumns {
  const columns: LeadColumns['columns'] = []
  const custom: LeadColumns['custom'] = []
  fields.forEach((field, at) => {
    if (field.startsWith('custom.')) custom.push({ name: field.slice('custom.'.length), at })
    else columns.push({ column: field as ColumnField, at })
  })
  return { columns, custom }
}

/** The custom fields of a lead as JSON; blank ones are left out. */
export function customJson(values: readonly string[], custom: LeadColumns['custom']): string {
  if (custom.length === 0) return '{}'
  return JSON.stringify(
    Object.fromEntries(custom.flatMap(({ name, at }) => (values[at] ? [[name, values[at]]] : []))),
  )
}
