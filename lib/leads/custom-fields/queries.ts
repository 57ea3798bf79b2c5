import { db, pool } from '../../db/client'
import type { AccountId } from '../../db/ids'

/** A field that the account made up. Its values stand in `leads.custom` under its name; its key is `custom.<name>`. */
export type CustomField = { name: string; createdAt: Date }

/** The account's custom fields in alphabetical order. */
export async function listCustomFields(accountId: AccountId): Promise<CustomField[]> {
  return db().customField.findMany({
    where: { accountId },
    select: { name: true, createdAt: true },
    orderBy: { name: 'asc' },
  })
}

/** The same by name alone. */
export async function customFieldNames(accountId: AccountId): Promise<string[]> {
  return (await listCustomFields(accountId)).map(({ name }) => name)
}

/** How many leads have a value in the field. Every lead is looked at: seconds in a large account, so not for a page. */
export async function countWithCustomField(accountId: AccountId, name: string): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    'SELECT count(*)::int AS count FROM leads WHERE account_id = $1 AND custom ? $2',
    [accountId, name],
  )
  return rows[0]?.count ?? 0
}
