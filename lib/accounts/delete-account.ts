import type { AccountId, ExportId, FileId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { log } from '../log'
import { done, type Result, refused } from '../result'
import { lockAccount } from './lock'

const sliceRows = 100_000

/** Tables that may be large or have no foreign key that would empty them, with the rest of their primary key. */
const slicedTables = [
  ['campaign_leads', 'campaign_id, lead_id'],
  ['leads', 'id'],
  ['deleted_leads', 'id'],
  ['lead_edits', 'lead_id, id'],
  ['import_campaign_rows', 'import_number, row'],
  ['import_rows', 'import_number, row'],
  ['import_taken_rows', 'parent_number, row'],
  ['undo_rows', 'import_number, undo, stage, row'],
] as const

/** Removes received files and those of exports from the disk. */
type Remove = { file: (id: FileId) => Promise<void>; exported: (id: ExportId) => Promise<void> }

/**
 * Deletes an account with everything in it: leads, ledger, files, mails, members; people stay. One transaction under
 * the account's lock, so a running import ends at its next batch and writes nothing more; in statements of at most
 * 100,000 rows. `remove` is called for each of its files after the commit. Refused when the account is gone.
 */
export async function deleteAccount(
  accountId: AccountId,
  remove: Remove,
): Promise<Result<{ leads: number }>> {
  const deleted = await transaction(async (tx) => {
    const account = await lockAccount(tx, accountId)
    // Nothing new may refer to the account from here on.
    await tx.query('SELECT FROM accounts WHERE id = $1 FOR UPDATE', [accountId])
    return account && { leads: account.leadCount, ...(await deleteUnderLock(tx, accountId)) }
  })
  if (!deleted) return refused('This account no longer exists.')
  for (const id of deleted.files) await remove.file(id)
  for (const id of deleted.exports) await remove.exported(id)
  log.info({ accountId, leads: deleted.leads, files: deleted.files.length }, 'Deleted an account')
  return done({ leads: deleted.leads })
}

/** Gives back the files it had. */
async function deleteUnderLock(tx: Tx, accountId: AccountId) {
  const files = await idsOf<FileId>(tx, 'files', accountId)
  const exports = await idsOf<ExportId>(tx, 'exports', accountId)
  for (const [table, key] of slicedTables) await deleteInSlices(tx, { table, key, accountId })
  await tx.query('DELETE FROM imports WHERE account_id = $1', [accountId]) // before its files and campaigns
  await tx.query('DELETE FROM account_slugs WHERE account_id = $1', [accountId])
  await tx.query('DELETE FROM accounts WHERE id = $1', [accountId])
  return { files, exports }
}

async function idsOf<Id>(tx: Tx, table: 'files' | 'exports', accountId: AccountId): Promise<Id[]> {
  const { rows } = await tx.query<{ id: Id }>(`SELECT id FROM ${table} WHERE account_id = $1`, [accountId])
  return rows.map((row) => row.id)
}

type Slices = { table: string; key: string; accountId: AccountId }

/** In the order of the primary key; what was deleted before is not walked over again. */
async function deleteInSlices(tx: Tx, { table, key, accountId }: Slices): Promise<void> {
  const columns = key.split(', ')
  const at = (from: number) => columns.map((_, i) => `$${from + i}`).join(', ')
  let after: unknown[] | null = null
  for (;;) {
    const behind: string = after ? `AND (${key}) > (${at(2)})` : ''
    const { rows } = await tx.query<Record<string, unknown>>(
      `SELECT ${key} FROM ${table} WHERE account_id = $1 ${behind} ORDER BY ${key} LIMIT 1 OFFSET ${sliceRows - 1}`,
      [accountId, ...(after ?? [])],
    )
    const last = rows[0]
    if (!last) break
    const end: unknown[] = columns.map((column) => last[column])
    const from = 2 + (after?.length ?? 0)
    await tx.query(`DELETE FROM ${table} WHERE account_id = $1 ${behind} AND (${key}) <= (${at(from)})`, [
      accountId,
      ...(after ?? []),
      ...end,
    ])
    after = end
  }
  await tx.query(`DELETE FROM ${table} WHERE account_id = $1 ${after ? `AND (${key}) > (${at(2)})` : ''}`, [
    accountId,
    ...(after ?? []),
  ])
}
