import type { LockedAccount } from '../accounts/lock'
import { recordLeadChange } from '../accounts/lock'
import { lockedTransaction } from '../accounts/locked'
import type { AccountId, EmailKey, LeadId, UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { listDeletedEmails } from '../deleted-emails/mutations'
import { log } from '../log'
import { done, type Result, refused } from '../result'
import { parseEmail } from './email-address'
import { type LeadFilter, leadCondition } from './filter'

/** `expected`: how many leads matched when the person said "delete these". */
export type LeadsToDelete =
  | { leadIds: readonly LeadId[] }
  | { matching: LeadFilter; expected: number }
  | { email: EmailKey }

const sliceSize = 10_000

/**
 * Deletes leads; with `permanently` their emails also go on the deleted list, so that imports reject them. All
 * or nothing, in one transaction under the account's lock. Of `leadIds`, those that are gone already are not
 * counted. `matching` is refused when by now another number of leads matches than the person saw.
 */
export async function deleteLeads(
  accountId: AccountId,
  userId: UserId | null,
  { permanently, ...chosen }: LeadsToDelete & { permanently: boolean },
): Promise<Result<{ deleted: number }>> {
  const result = await lockedTransaction(accountId, async (tx, account) => {
    const condition = conditionOf(chosen)
    if ('matching' in chosen) {
      const now = await countMatching(tx, accountId, condition)
      if (now !== chosen.expected) return refused(otherNumber(now, chosen.expected))
    }
    return done({ deleted: await deleteUnderLock(tx, account, { condition, permanently, userId }) })
  })
  if (result.kind === 'done') log.info({ accountId, userId, permanently, ...result.value }, 'Deleted leads')
  return result
}

/** Deletes the lead with this email, as typed. Refused when no lead has it. */
export async function deleteLeadByEmail(
  accountId: AccountId,
  userId: UserId | null,
  { email, permanently }: { email: string; permanently: boolean },
): Promise<Result<{ email: EmailKey }>> {
  const parsed = parseEmail(email)
  if (parsed.kind !== 'email') return refused(`“${email}” is not an email address.`)
  const result = await deleteLeads(accountId, userId, { email: parsed.key, permanently })
  if (result.kind !== 'done') return result
  return result.value.deleted === 1
    ? done({ email: parsed.key })
    : refused(`No lead has the email ${parsed.key}.`)
}

type Condition = { sql: string; values: unknown[] }

/** Its parameters are numbered from $2 on; $1 is the account. */
function conditionOf(chosen: LeadsToDelete): Condition {
  if ('leadIds' in chosen) return { sql: 'id = ANY($2::uuid[])', values: [chosen.leadIds] }
  if ('email' in chosen) return { sql: 'email = $2', values: [chosen.email] }
  return leadCondition(chosen.matching, 2)
}

async function countMatching(tx: Tx, accountId: AccountId, { sql, values }: Condition): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM leads WHERE account_id = $1 AND ${sql}`,
    [accountId, ...values],
  )
  return rows[0]?.count ?? 0
}

type Deletion = { condition: Condition; permanently: boolean; userId: UserId | null }

/** In slices along the primary key, so that emails to be hashed are not all in memory at once. */
async function deleteUnderLock(tx: Tx, account: LockedAccount, deletion: Deletion): Promise<number> {
  const { condition, permanently, userId } = deletion
  const after = condition.values.length + 2
  let last = '00000000-0000-0000-0000-000000000000'
  let deleted = 0
  for (;;) {
    const { rows } = await tx.query<{ id: LeadId; email: EmailKey }>(
      `WITH gone AS (
         DELETE FROM leads WHERE account_id = $1 AND id IN (
           SELECT id FROM leads WHERE account_id = $1 AND ${condition.sql} AND id > $${after}
           ORDER BY id LIMIT ${sliceSize})
         RETURNING id, email)
       SELECT id, email FROM gone ORDER BY id`,
      [account.id, ...condition.values, last],
    )
    if (permanently) {
      const keys = rows.map((row) => row.email)
      await listDeletedEmails(tx, account.id, keys)
    }
    deleted += rows.length
    if (rows.length < sliceSize) break
    last = rows.at(-1)?.id ?? last
  }
  const kind = permanently ? 'delete_permanently' : 'delete'
  await recordLeadChange(tx, account, { kind, added: 0, deleted, userId: userId ?? undefined })
  return deleted
}

function otherNumber(now: number, expected: number): string {
  const [n, before] = [now, expected].map((count) => count.toLocaleString('en-US'))
  return `Nothing was deleted: ${n} ${now === 1 ? 'lead matches' : 'leads match'} now, not ${before}. Look at the list and delete again.`
}
