import { lockedTransaction } from '../../accounts/locked'
import { recordAudit } from '../../audit/mutations'
import type { AccountId, UserId } from '../../db/ids'
import type { Tx } from '../../db/transaction'
import { done, type Result, refused } from '../../result'

/** The names of the account's custom fields; call it under the account's lock and they stay what they are. */
export async function customNamesLocked(tx: Tx, accountId: AccountId): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(
    'SELECT name FROM custom_fields WHERE account_id = $1 ORDER BY name',
    [accountId],
  )
  return rows.map(({ name }) => name)
}

/** Adds custom fields whose names were found good (name.ts). Needs the account's lock. */
export async function insertCustomFields(
  tx: Tx,
  accountId: AccountId,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return
  await tx.query(
    'INSERT INTO custom_fields (account_id, name) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
    [accountId, names],
  )
}

/**
 * Makes again the fields that an import fills and that were deleted since its parent ran: what leads hold stands in
 * the list. Needs the account's lock.
 */
export async function insertFieldsOfImport(tx: Tx, accountId: AccountId, number: number): Promise<void> {
  await tx.query(
    `INSERT INTO custom_fields (account_id, name)
     SELECT account_id, substr(target, ${'custom.'.length + 1})
     FROM imports, jsonb_array_elements_text(mapping) AS target
     WHERE account_id = $1 AND number = $2 AND target LIKE 'custom.%' ON CONFLICT DO NOTHING`,
    [accountId, number],
  )
}

/**
 * Deletes a custom field of the account, with its values on every lead. Refused while an import that fills it has not
 * ended. Gives how many leads had a value.
 */
export async function deleteCustomField(
  accountId: AccountId,
  userId: UserId | null,
  name: string,
): Promise<Result<{ leads: number }>> {
  return lockedTransaction(accountId, async (tx) => {
    const filling = await importFilling(tx, accountId, name)
    if (filling !== null)
      return refused(
        `Import #${filling} is filling this field. Wait until it has ended, then delete the field.`,
      )
    const { rowCount } = await tx.query('DELETE FROM custom_fields WHERE account_id = $1 AND name = $2', [
      accountId,
      name,
    ])
    if (rowCount === 0) return refused('This field is deleted already.')
    const cleared = await tx.query(
      'UPDATE leads SET custom = custom - $2, updated_at = now() WHERE account_id = $1 AND custom ? $2',
      [accountId, name],
    )
    const leads = cleared.rowCount ?? 0
    await recordAudit(tx, accountId, {
      kind: 'custom_field_deleted',
      userId,
      details: { name, count: leads },
    })
    return done({ leads })
  })
}

async function importFilling(tx: Tx, accountId: AccountId, name: string): Promise<number | null> {
  const { rows } = await tx.query<{ number: number }>(
    `SELECT number FROM imports WHERE account_id = $1 AND finished_at IS NULL AND mapping @> $2::jsonb
     ORDER BY number LIMIT 1`,
    [accountId, JSON.stringify([`custom.${name}`])],
  )
  return rows[0]?.number ?? null
}
