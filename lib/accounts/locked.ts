import type { AccountId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { type Result, refused } from '../result'
import { type LockedAccount, lockAccount } from './lock'

/**
 * Runs `work` in one transaction that holds the account's lock: what it reads stays true until it has written.
 * Refused when the account is gone. A throw rolls back; so `work` must refuse before it writes.
 */
export function lockedTransaction<T>(
  accountId: AccountId,
  work: (tx: Tx, account: LockedAccount) => Promise<Result<T>>,
): Promise<Result<T>> {
  return transaction(async (tx) => {
    const account = await lockAccount(tx, accountId)
    return account ? work(tx, account) : refused('This account no longer exists.')
  })
}
