import { createHash } from 'node:crypto'
import { pool } from '../db/client'
import { snapshot, streamRows } from '../db/cursor'
import type { AccountId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { Edits } from './edits'
import type { Mapping } from './mapping'

/**
 * The receipt of an import: what can be shown later to be the very file, options and outcomes. SHA-256 over UTF-8 lines,
 * each ended by a line feed:
 *
 *   fairlead receipt 1
 *   the SHA-256 of the file as received, in hexadecimal digits
 *   the options as JSON: {"mapping":[…],"update":…,"blank_cells":"…","campaign":…,"tag":…,"edits":…}
 *   and for each row that is not blank, in file order: [row,outcome,changed,code,cause,other_row]
 *
 * as JSON without spaces, `campaign` being its id, `edits` what was corrected by row and column in rising order, and the
 * rest as `fairlead report NUMBER --rows all --json` prints it: so that anyone can work it out again.
 */
export async function receiptOf(tx: Tx, accountId: AccountId, number: number): Promise<string | null> {
  const { rows } = await tx.query<Subject>(
    `SELECT f.sha256, i.mapping, i.update, i.blank_cells, i.campaign_id AS campaign, i.tag, i.edits
     FROM imports i JOIN files f ON f.account_id = i.account_id AND f.id = i.file_id
     WHERE i.account_id = $1 AND i.number = $2 AND i.finished_at IS NOT NULL`,
    [accountId, number],
  )
  const subject = rows[0]
  if (!subject) return null
  const hash = createHash('sha256')
  hash.update(`fairlead receipt 1\n${subject.sha256}\n${optionsLine(subject)}\n`)
  for await (const entry of streamRows<Entry>(tx, entriesSql, [accountId, number]))
    hash.update(linesOf(entry))
  return hash.digest('hex')
}

type Subject = {
  sha256: string
  mapping: Mapping
  update: boolean
  blank_cells: 'keep' | 'clear'
  campaign: string | null
  tag: string | null
  edits: Edits | null
}

function optionsLine({ mapping, update, blank_cells, campaign, tag, edits }: Subject): string {
  return JSON.stringify({ mapping, update, blank_cells, campaign, tag, edits: edits && inOrder(edits) })
}

/** Objects with numbers for keys are written in their rising order, whatever order they were stored in. */
function inOrder(edits: Edits): Edits {
  return Object.fromEntries(Object.entries(edits).map(([row, cells]) => [row, { ...cells }]))
}

type Entry = {
  row: number
  row_last: number
  outcome: 'added' | 'changed' | 'unchanged' | 'rejected' | 'not_processed'
  code: string | null
  cause: string | null
  other_row: number | null
}

const entriesSql = `SELECT row, row_last, outcome, code, cause, other_row FROM import_rows
  WHERE account_id = $1 AND import_number = $2 AND outcome <> 'blank' ORDER BY row`

function linesOf({ row, row_last, outcome, code, cause, other_row }: Entry): string {
  const modified = outcome === 'changed' || outcome === 'unchanged'
  const said = JSON.stringify(modified ? 'modified' : outcome)
  const rest = `${outcome === 'changed'},${JSON.stringify(code)},${JSON.stringify(causeOf(code, cause, other_row))},${other_row}]\n`
  let lines = ''
  for (let at = row; at <= row_last; at++) lines += `[${at},${said},${rest}`
  return lines
}

/** The ledger leaves out what another column tells: see report-rows.ts. */
function causeOf(code: string | null, cause: string | null, otherRow: number | null): string | null {
  if (code !== 'already_in_account') return cause
  return otherRow === null ? 'existing_lead' : 'repeated_in_file'
}

/** The receipt as it was given out; worked out and kept at the first time it is asked for after the end. */
export async function givenReceipt(accountId: AccountId, number: number): Promise<string | null> {
  const { rows } = await pool().query<{ receipt: string | null }>(
    'SELECT receipt FROM imports WHERE account_id = $1 AND number = $2',
    [accountId, number],
  )
  if (!rows[0] || rows[0].receipt) return rows[0]?.receipt ?? null
  const receipt = await snapshot((tx) => receiptOf(tx, accountId, number))
  if (receipt)
    await pool().query(
      'UPDATE imports SET receipt = coalesce(receipt, $3) WHERE account_id = $1 AND number = $2',
      [accountId, number, receipt],
    )
  return receipt
}
