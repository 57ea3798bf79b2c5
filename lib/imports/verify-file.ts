import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { streamRows } from '../db/cursor'
import type { Tx } from '../db/transaction'
import { parseEmail } from '../leads/email-address'
import { isBlank } from '../leads/trim'
import { fileExists, filePath, rowsPath } from './files'
import { readAgain } from './read-again'
import { unescapeFormula } from './safe-cell'
import { unchecked, type Verdict, verdict } from './verdict'
import type { Subject } from './verify-subject'

const kept = 'The stored file is the one that was received'
const same = 'The file, read by another parser, says row by row what the ledger says'

/** The stored bytes, and the file's rows against the ledger and the leads. */
export async function fileVerdicts(tx: Tx, subject: Subject): Promise<Verdict[]> {
  if (!(await fileExists(subject.file.id))) {
    const why = 'not looked at: the file is no longer kept'
    return [unchecked(kept, why), unchecked(same, why)]
  }
  return [await bytesVerdict(subject), await rowsVerdict(tx, subject)]
}

async function bytesVerdict({ file }: Subject): Promise<Verdict> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of createReadStream(filePath(file.id), { highWaterMark: 1 << 20 })) {
    hash.update(piece as Buffer)
    bytes += (piece as Buffer).length
  }
  const holds = bytes === file.bytes && hash.digest('hex') === file.sha256
  return verdict(kept, holds, `${bytes} of ${file.bytes} bytes${holds ? '' : ', or another SHA-256'}`)
}

type Entry = {
  row: number
  row_last: number
  outcome: string
  /** Of several rows where it is shared, a line each. */
  email: string | null
  code: string | null
  shared: boolean
}
type Added = { row: number; email: string }

/** Rows that disagree, and the first of them. */
class Differences {
  count = 0
  first: string | null = null

  add(row: number, what: string): void {
    this.count++
    this.first ??= `row ${row}: ${what}`
  }
}

async function rowsVerdict(tx: Tx, subject: Subject): Promise<Verdict> {
  const { key, rowBefore, ended, cursorRow, rowLast, fileLast, own, edits } = subject
  const until = ended ? rowLast : cursorRow
  const entryAt = follow(
    streamRows<Entry>(
      tx,
      `SELECT row, row_last, outcome, email, code, lead_ids IS NOT NULL AS shared FROM import_rows
       WHERE account_id = $1 AND import_number = $2 ORDER BY row`,
      key,
    ),
    (entry) => entry.row_last,
  )
  const addedAt = follow(
    streamRows<Added>(
      tx,
      'SELECT import_row AS row, email FROM leads WHERE account_id = $1 AND import_number = $2 ORDER BY import_row',
      key,
    ),
    (lead) => lead.row,
  )
  const emailAt = subject.mapping.indexOf('email')
  const differences = new Differences()
  let row = 0
  let doubtful = false
  const only = own?.rows ?? null
  for await (const piece of readAgain(rowsPath(subject.file.id, subject.file.facts), subject.file.facts)) {
    doubtful ||= piece.doubtful
    for (const read of piece.rows) {
      if (++row <= rowBefore || row > until || (only !== null && !only.has(row))) continue
      const cells = edits?.[row] ? read.map((cell, column) => edits[row]?.[column] ?? cell) : read
      const entry = ofRow(await entryAt(row), row)
      const wrong = entry ? wrongIn(cells, emailAt, entry, await addedAt(row)) : 'has no entry'
      if (wrong) differences.add(row, wrong)
    }
  }
  if (ended && row !== fileLast) differences.add(row, `is the last of the file, ${fileLast} in the ledger`)
  return judged(
    differences,
    doubtful || (await isTorn(tx, subject)),
    only ? only.between(0, until) : Math.max(0, until - rowBefore),
  )
}

function judged({ count, first }: Differences, doubtful: boolean, rows: number): Verdict {
  if (count > 0 && doubtful)
    return unchecked(same, 'not comparable: the quotes in the file can be read in more than one way')
  return verdict(same, count === 0, count === 0 ? `${rows} rows agree` : `${count} rows differ; ${first}`)
}

function ofRow(entry: Entry | null, row: number): Entry | null {
  return entry?.shared ? { ...entry, email: entry.email?.split('\n')[row - entry.row] ?? null } : entry
}

/** What the ledger or the lead says otherwise than the file; null when they agree. */
function wrongIn(cells: string[], emailAt: number, entry: Entry, added: Added | null): string | null {
  const blank = cells.every(isBlank)
  if (entry.outcome === 'not_processed' || entry.code === 'row_unreadable')
    return blank ? `is blank, ${entry.outcome} in the ledger` : null
  if (blank !== (entry.outcome === 'blank'))
    return `is ${blank ? 'blank' : 'not blank'}, ${entry.outcome} in the ledger`
  if (blank) return null
  const email = parseEmail(unescapeFormula(cells[emailAt] ?? ''))
  if (email.kind !== 'email') {
    const code = email.kind === 'missing' ? 'email_missing' : 'email_invalid'
    return entry.code === code
      ? null
      : `its email is ${email.kind}, ${entry.code ?? entry.outcome} in the ledger`
  }
  const told = entry.outcome === 'added' ? added?.email : entry.email
  return told === undefined || told === email.key ? null : 'another email in the ledger or in its lead'
}

/** Looks an ordered stream up by rising row: what covers the row, or null. */
function follow<T extends { row: number }>(
  stream: AsyncGenerator<T>,
  lastOf: (one: T) => number,
): (row: number) => Promise<T | null> {
  let one: T | null | undefined
  return async (row) => {
    while (one === undefined || (one !== null && lastOf(one) < row)) one = (await stream.next()).value ?? null
    return one !== null && one.row <= row ? one : null
  }
}

/** Whether our reader met a quote that is never closed or a row beyond the limit: another parser reads on differently. */
async function isTorn(tx: Tx, { key }: Subject): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT FROM import_rows WHERE account_id = $1 AND import_number = $2 AND code = 'row_unreadable'
       AND cause IN ('quote_not_closed', 'row_too_long') LIMIT 1`,
    key,
  )
  return rowCount === 1
}
