import { lockedTransaction } from '../accounts/locked'
import { recordAudit } from '../audit/mutations'
import { type AccountId, type FileId, newId, type UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { insertFieldsOfImport } from '../leads/custom-fields/mutations'
import { done, type Result, refused } from '../result'
import { fileExists, fileIsWhole } from './files'
import { lostFile } from './lost-file'
import type { Taken } from './taken'

type Parent = {
  file_id: FileId
  bytes: number
  campaign_archived: boolean
  rest: number | null
  after_row: number | null
  /** It has only rows that it took from a parent of its own. */
  has_taken: boolean
}

/**
 * "Import the rest": starts an import of the rows that a cancelled or failed one did not process, with its file,
 * columns and options. Its report covers those rows only, under the numbers they have in the file, so parent and rest
 * add up to the file. Asked again (a double click, two people at once) it gives the same number and starts nothing.
 */
export async function startRest(
  accountId: AccountId,
  userId: UserId,
  parent: number,
): Promise<Result<{ number: number }>> {
  return lockedTransaction(accountId, async (tx) => {
    const found = await parentOf(tx, accountId, parent)
    if (!found) return refused('There is no such import.')
    if (found.rest !== null) return done({ number: found.rest })
    if (found.after_row === null) return refused('Every row of this import was processed.')
    if (found.campaign_archived)
      return refused('The campaign of this import is archived. Import the file again without it.')
    const refusal = await restRefusal(found.file_id, found.bytes)
    if (refusal !== null) return refused(refusal)
    const number = await insertRest(tx, accountId, userId, parent, found.after_row)
    if (found.has_taken) await takeNotProcessed(tx, accountId, parent, number)
    await recordAudit(tx, accountId, { kind: 'import_started', userId, details: { import: number } })
    return done({ number })
  })
}

/**
 * Why no rest can be imported from a file; null: it can.
 * @param bytes it had when it was received
 */
export async function restRefusal(fileId: FileId, bytes: number): Promise<string | null> {
  if (!(await fileExists(fileId))) return lostFile.gone
  if (!(await fileIsWhole(fileId, bytes))) return lostFile.cutShort
  return null
}

/** `after_row`: the row before the first that was not processed; null when there is none, or it has not ended. */
async function parentOf(tx: Tx, accountId: AccountId, number: number): Promise<Parent | undefined> {
  const { rows } = await tx.query<Parent>(
    `SELECT i.file_id, f.bytes::float8 AS bytes, c.archived_at IS NOT NULL AS campaign_archived,
            (SELECT r.number FROM imports r WHERE r.account_id = i.account_id AND r.parent_number = i.number
               AND r.after_row IS NOT NULL) AS rest,
            i.taken IS NOT NULL AS has_taken,
            (SELECT min(r.row) - 1 FROM import_rows r WHERE r.account_id = i.account_id AND r.import_number = i.number
               AND r.outcome = 'not_processed' AND i.finished_at IS NOT NULL) AS after_row
     FROM imports i JOIN files f ON f.account_id = i.account_id AND f.id = i.file_id
     LEFT JOIN campaigns c ON c.account_id = i.account_id AND c.id = i.campaign_id
     WHERE i.account_id = $1 AND i.number = $2`,
    [accountId, number],
  )
  return rows[0]
}

async function insertRest(
  tx: Tx,
  accountId: AccountId,
  userId: UserId,
  parent: number,
  afterRow: number,
): Promise<number> {
  const { rows } = await tx.query<{ number: number }>(
    'UPDATE accounts SET imports_last = imports_last + 1 WHERE id = $1 RETURNING imports_last AS number',
    [accountId],
  )
  const number = rows[0]?.number
  const { rowCount } = await tx.query(
    `INSERT INTO imports (account_id, number, start_key, user_id, parent_number, after_row,
                          file_id, mapping, update, blank_cells, campaign_id, tag, edits)
     SELECT account_id, $2, $3, $4, number, $6, file_id, mapping, update, blank_cells, campaign_id, tag, edits
     FROM imports WHERE account_id = $1 AND number = $5`,
    [accountId, number, newId(), userId, parent, afterRow],
  )
  if (number === undefined || rowCount !== 1)
    throw new Error(`Import #${parent} vanished under the account's lock.`)
  await insertFieldsOfImport(tx, accountId, number)
  return number
}

/** A parent that has single rows only leaves its rest the single rows it did not process. */
async function takeNotProcessed(tx: Tx, accountId: AccountId, parent: number, number: number): Promise<void> {
  const { rowCount } = await tx.query(
    `INSERT INTO import_taken_rows (account_id, parent_number, row, import_number)
     SELECT account_id, import_number, n, $3 FROM import_rows, generate_series(row, row_last) AS n
     WHERE account_id = $1 AND import_number = $2 AND outcome = 'not_processed'`,
    [accountId, parent, number],
  )
  const taken: Taken = { rejected: {}, notProcessed: rowCount ?? 0 }
  await tx.query('UPDATE imports SET taken = $3 WHERE account_id = $1 AND number = $2', [
    accountId,
    number,
    JSON.stringify(taken),
  ])
}
