import { db } from '../db/client'
import type { AccountId, EmailKey } from '../db/ids'
import { hashOfEmail } from './hash'

/** Is the email on the account's deleted list, and since when? */
export type DeletedEmailCheck = { listed: true; since: Date } | { listed: false; since: null }

/** How many emails of the account were permanently deleted and not released since. */
export function countDeletedEmails(accountId: AccountId): Promise<number> {
  return db().deletedEmail.count({ where: { accountId } })
}

/** Looks one email up. */
export async function checkDeletedEmail(accountId: AccountId, email: EmailKey): Promise<DeletedEmailCheck> {
  const emailHash = new Uint8Array(hashOfEmail(accountId, email))
  const found = await db().deletedEmail.findUnique({
    where: { accountId_emailHash: { accountId, emailHash } },
    select: { deletedAt: true },
  })
  return found ? { listed: true, since: found.deletedAt } : { listed: false, since: null }
}
