import type { LockedAccount } from '../accounts/lock'
import { snapshot } from '../db/cursor'
import type { Ahead, Decided, Run } from './lock'
import { decideInPieces } from './pieces'
import type { RowInput } from './row'

/**
 * Looks up and decides the batch behind the one in hand, on a connection of its own, while that one is written. It
 * cannot see what is being written; so it must not depend on that: no email stands in both, and of the account's count
 * it is known what it will be. Null when it would depend on it, or there is no batch behind.
 * @param account as it was locked for the batch in hand
 * @param inHand how that batch was decided
 */
export async function decideAhead(
  run: Run,
  account: LockedAccount,
  { progress }: Decided,
  next: Promise<readonly RowInput[] | null>,
): Promise<Ahead | null> {
  if (progress.turnedAway.size > 0) return null
  const rows = await next
  if (rows === null) return null
  if (rows.some((row) => row.kind === 'lead' && progress.touched.has(row.email))) return null
  const leadCount = account.leadCount + progress.added
  const decided = await snapshot((tx) => decideInPieces(tx, run, { ...account, leadCount }, rows))
  return { ...decided, lockCount: account.lockCount + 1 }
}

/** Whether what was decided ahead is what would be decided now: nobody else had the account's lock in between. */
export function isStillTrue(ahead: Ahead, account: LockedAccount): boolean {
  return ahead.lockCount === account.lockCount
}
