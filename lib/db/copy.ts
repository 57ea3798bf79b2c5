import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Tx } from './transaction'

/** One value of a row on its way into COPY. Undefined and null are NULL. */
export type CopyValue = string | number | null | undefined

const pieceLines = 1_000

/**
 * Writes rows with COPY … FROM STDIN on the transaction's own connection, each a line of COPY's text format (see
 * copyLine). No lines send nothing. Gives the number of rows written; throws what the server says.
 * @param table with its columns, as SQL: `leads (account_id, id)`
 */
export async function copyLines(tx: Tx, table: string, lines: readonly string[]): Promise<number> {
  if (lines.length === 0) return 0
  const stream = tx.query(copyFrom(`COPY ${table} FROM STDIN`))
  const done = finished(stream)
  done.catch(() => {}) // it is awaited below; the server may answer with an error before we have sent everything
  for (let from = 0; from < lines.length; from += pieceLines) {
    const piece = Buffer.from(lines.slice(from, from + pieceLines).join(''))
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), done])
  }
  stream.end()
  await done
  return stream.rowCount
}

/** The same for rows of values. */
export function copyRows(tx: Tx, table: string, rows: readonly (readonly CopyValue[])[]): Promise<number> {
  return copyLines(tx, table, rows.map(copyLine))
}

/** One line of COPY's text format: tab between values, \N for NULL, backslash escapes. */
export function copyLine(values: readonly CopyValue[]): string {
  return `${values.map(copyValue).join('\t')}\n`
}

function copyValue(value: CopyValue): string | number {
  return typeof value === 'string' ? copyText(value) : (value ?? '\\N')
}

const mustEscape = /[\\\n\r\t]/
const escaped = /[\\\n\r\t]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A text value as COPY's text format wants it. */
export function copyText(value: string): string {
  return mustEscape.test(value) ? value.replace(escaped, (character) => escapes[character]!) : value
}
