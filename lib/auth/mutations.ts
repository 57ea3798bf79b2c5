import { recordAudit } from '../audit/mutations'
import { type AccountId, newId, type UserId } from '../db/ids'
import { transaction } from '../db/transaction'
import { done, invalid, type Result } from '../result'
import { hashPassword } from './password-hash'

type NewUser = {
  email: string
  /** Made from the email when absent. */
  name?: string
  /** Null: a person who cannot sign in yet. */
  password: string | null
}

/** Makes a person, in one transaction with their way to sign in. Invalid when the email has a person already. */
export async function createUser({ email, name, password }: NewUser): Promise<Result<{ userId: UserId }>> {
  const hash = password === null ? null : await hashPassword(password)
  return transaction(async (tx) => {
    const userId = newId() as UserId
    const { rowCount } = await tx.query(
      'INSERT INTO users (id, email, name) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING',
      [userId, email.trim().toLowerCase(), name ?? nameOf(email)],
    )
    if (rowCount !== 1) return invalid({ email: 'This email has a password here already. Sign in instead.' })
    if (hash) {
      await tx.query(
        `INSERT INTO logins (id, user_id, provider_account_id, provider_id, password)
         VALUES ($1, $2, $3, 'credential', $4)`,
        [newId(), userId, userId, hash],
      )
    }
    return done({ userId })
  })
}

/**
 * Writes into the audit of each account a person belongs to that somebody signed in with their email, or tried to.
 * Nothing when nobody has it.
 */
export async function recordSignIn({
  email,
  address,
  kind,
}: {
  email: string
  /** Where the request came from. */
  address: string
  kind: 'signed_in' | 'sign_in_failed'
}): Promise<void> {
  await transaction(async (tx) => {
    const { rows } = await tx.query<{ account_id: AccountId; user_id: UserId }>(
      `SELECT m.account_id, m.user_id FROM users u JOIN members m ON m.user_id = u.id
       WHERE u.email = $1 ORDER BY m.account_id`,
      [email],
    )
    for (const { account_id, user_id } of rows)
      await recordAudit(tx, account_id, { kind, userId: user_id, details: { address } })
  })
}

/** "ana.ruiz+news@acme.test" → "Ana Ruiz"; the email itself when nothing is left. */
export function nameOf(email: string): string {
  const local = email.trim().split('@', 1)[0] ?? ''
  const words = (local.split('+', 1)[0] ?? '').split(/[._-]+/).filter(Boolean)
  return words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join(' ') || email.trim()
}
