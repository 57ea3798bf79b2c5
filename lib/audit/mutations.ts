import { type AccountId, newId, type UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { AuditDetails, AuditKind } from './entry'

/**
 * Writes one entry of the account's audit in the transaction of what it tells of: both are there, or neither. Gives its
 * id back.
 * @param userId null = the command line, or nobody we know
 */
export async function recordAudit(
  tx: Tx,
  accountId: AccountId,
  { kind, userId, details = {} }: { kind: AuditKind; userId: UserId | null; details?: AuditDetails },
): Promise<string> {
  const id = newId()
  await tx.query(
    'INSERT INTO audit_entries (account_id, id, kind, user_id, details) VALUES ($1, $2, $3, $4, $5)',
    [accountId, id, kind, userId, JSON.stringify(details)],
  )
  return id
}
