import type { LockedAccount } from '../accounts/lock'
import { recordLeadChange } from '../accounts/lock'
import { lockedTransaction } from '../accounts/locked'
import { recordAudit } from '../audit/mutations'
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

/**
 * In slices along the primary key, so that emails to be hashed are not all in memory at once. A slice is a range of
 * ids and not a list of them: with stale statistics the planner compares each lead with each id of a list.
 */
async function deleteUnderLock(tx: Tx, account: LockedAccount, deletion: Deletion): Promise<number> {
  const { condition, permanently, userId } = deletion
  let deleted = 0
  let after: string | null = '00000000-0000-0000-0000-000000000000'
  while (after !== null) {
    const last = await sliceEnd(tx, account.id, condition, after)
    const emails = await deleteSlice(tx, account.id, condition, { after, last })
    if (permanently) await listDeletedEmails(tx, account.id, emails)
    deleted += emails.length
    after = last
  }
  const kind = permanently ? 'delete_permanently' : 'delete'
  await recordLeadChange(tx, account, { kind, added: 0, deleted, userId: userId ?? undefined })
  const told = permanently ? 'leads_deleted_permanently' : 'leads_deleted'
  if (deleted > 0) await recordAudit(tx, account.id, { kind: told, userId, details: { count: deleted } })
  return deleted
}

/** Id of the last lead of the slice that begins after `after`; null when the slice takes all that is left. */
async function sliceEnd(
  tx: Tx,
  accountId: AccountId,
  { sql, values }: Condition,
  after: string,
): Promise<string | null> {
  const { rows } = await tx.query<{ id: LeadId }>(
    `SELECT id FROM leads WHERE account_id = $1 AND ${sql} AND id > $${values.length + 2}
     ORDER BY id LIMIT 1 OFFSET ${sliceSize - 1}`,
    [accountId, ...values, after],
  )
  return rows[0]?.id ?? null
}

async function deleteSlice(
  tx: Tx,
  accountId: AccountId,
  { sql, values }: Condition,
  { after, last }: { after: string; last: string | null },
): Promise<EmailKey[]> {
  const [from, to] = [values.length + 2, values.length + 3]
  const { rows } = await tx.query<{ email: EmailKey }>(
    `DELETE FROM leads WHERE account_id = $1 AND ${sql} AND id > $${from} AND ($${to}::uuid IS NULL OR id <= $${to})
     RETURNING email`,
    [accountId, ...values, after, last],
  )
  return rows.map((row) => row.email)
}

function otherNumber(now: number, expected: number): string {
  const [n, before] = [now, expected].map((count) => count.toLocaleString('en-US'))
  return `Nothing was deleted: ${n} ${now === 1 ? 'lead matches' : 'leads match'} now, not ${before}. Look at the list and delete again.`
}
