import type { AccountId, EmailKey, LeadId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { type LeadFilter, leadCondition } from './filter'
import type { Condition } from './remove'

/** The leads a deed is for. `expected`: how many matched when the person said "these". */
export type LeadsChosen =
  | { leadIds: readonly LeadId[] }
  | { matching: LeadFilter; expected: number }
  | { email: EmailKey }

/** Its parameters are numbered from $2 on; $1 is the account. */
export function chosenCondition(chosen: LeadsChosen): Condition {
  if ('leadIds' in chosen) return { sql: 'id = ANY($2::uuid[])', values: [chosen.leadIds] }
  if ('email' in chosen) return { sql: 'email = $2', values: [chosen.email] }
  return leadCondition(chosen.matching, 2)
}

/** How many leads meet the condition now. */
export async function countChosen(tx: Tx, accountId: AccountId, { sql, values }: Condition): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM leads WHERE account_id = $1 AND ${sql}`,
    [accountId, ...values],
  )
  return rows[0]?.count ?? 0
}

const again = { deleted: 'delete', restored: 'restore', changed: 'try' } as const

/** Why nothing was done with all that match: by now they are others than the person saw. */
export function otherNumber(deed: keyof typeof again, now: number, expected: number): string {
  const [n, before] = [now, expected].map((count) => count.toLocaleString('en-US'))
  return `Nothing was ${deed}: ${n} ${now === 1 ? 'lead matches' : 'leads match'} now, not ${before}. Look at the list and ${again[deed]} again.`
}
