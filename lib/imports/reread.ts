import { lockedTransaction } from '../accounts/locked'
import type { AccountId, FileId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { done, type Result, refused } from '../result'
import { type Chosen, chosenSchema, type FileFacts } from './file-facts'
import { fileExists, tableFile } from './files'
import { inspectTable } from './inspect-table'
import { tableLimits } from './limits'
import { lostFile } from './lost-file'

/**
 * Reads a received file again as a person chose (encoding, delimiter, header row, sheet), and keeps what that says for
 * preview, count, run and re-run. Refused when the file does not hold what was chosen, or an import began with it: then
 * the facts stay what they were.
 */
export async function rereadFile(
  accountId: AccountId,
  fileId: FileId,
  chosen: Chosen,
): Promise<Result<FileFacts>> {
  const parsed = chosenSchema.safeParse(chosen)
  if (!parsed.success) return refused('The choice was not understood. Reload the page and try again.')
  const before = await lockedTransaction(accountId, (tx) => refusalOf(tx, accountId, fileId))
  if (before.kind !== 'done') return before
  if (!(await fileExists(fileId))) return refused(lostFile.chooseAgain)
  const inspected = await inspectTable(tableFile(fileId), tableLimits(), parsed.data)
  if (inspected.kind !== 'done') return inspected
  return lockedTransaction(accountId, async (tx) => {
    const refusal = await refusalOf(tx, accountId, fileId)
    if (refusal.kind !== 'done') return refusal
    const facts = JSON.stringify(inspected.value)
    // What was chosen for other columns says nothing of these; nor what was corrected or forecast before.
    await tx.query(
      `UPDATE files SET facts = $3::jsonb,
              draft = CASE WHEN facts->'columns' = $3::jsonb->'columns' THEN draft - 'edits'
                           ELSE draft - 'mapping' - 'looked' - 'startedOver' - 'edits' END
       WHERE account_id = $1 AND id = $2`,
      [accountId, fileId, facts],
    )
    await tx.query('DELETE FROM checks WHERE account_id = $1 AND file_id = $2', [accountId, fileId])
    return done(inspected.value)
  })
}

/** Under the account's lock: an import cannot begin meanwhile. */
async function refusalOf(tx: Tx, accountId: AccountId, fileId: FileId): Promise<Result> {
  const { rows } = await tx.query<{ used: boolean }>(
    `SELECT EXISTS (SELECT FROM imports WHERE account_id = f.account_id AND file_id = f.id) AS used
     FROM files f WHERE f.account_id = $1 AND f.id = $2`,
    [accountId, fileId],
  )
  if (!rows[0]) return refused(lostFile.chooseAgain)
  return rows[0].used
    ? refused('This file was imported already. Choose it again to read it otherwise.')
    : done()
}
