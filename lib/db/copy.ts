import { finished } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Tx } from './transaction'

/** One value of a row on its way into COPY. Undefined and null are NULL. */
export type CopyValue = string | number | null | undefined

/**
 * Writes rows with COPY … FROM STDIN on the transaction's own connection. An empty list sends nothing.
 * @param table with its columns, as SQL: `leads (account_id, id)`
 * @returns the number of rows written
 */
export async function copyRows(
  tx: Tx,
  table: string,
  rows: readonly (readonly CopyValue[])[],
): Promise<number> {
  if (rows.length === 0) return 0
  const stream = tx.query(copyFrom(`COPY ${table} FROM STDIN`))
  const done = finished(stream)
  let text = ''
  for (const row of rows) {
    text += copyLine(row)
    if (text.length > 1 << 16) {
      stream.write(text)
      text = ''
    }
  }
  stream.end(text)
  await done
  return stream.rowCount
}

/** One line of COPY's text format: tab between values, \N for NULL, backslash escapes. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = ''
  for (let i = 0; i < values.length; i++) {
    if (i > 0) line += '\t'
    const value = values[i]
    if (value === null || value === undefined) line += '\\N'
    else if (typeof value === 'number') line += value
    else line += mustEscape.test(value) ? value.replace(escaped, escapeOf) : value
  }
  return `${line}\n`
}

const mustEscape = /[\\\n\r\t]/
const escaped = /[\\\n\r\t]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeOf(character: string): string {
  return escapes[character]!
}
