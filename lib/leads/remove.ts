import { recordLeaving } from '../accounts/campaign-changes'
import { type LockedAccount, recordLeadChange } from '../accounts/lock'
import type { AccountId, EmailKey, LeadId, UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { listDeletedEmails } from '../deleted-emails/mutations'

/** Which leads are meant, as SQL over `leads`. Its parameters are numbered from $2 on; $1 is the account. */
export type Condition = { sql: string; values: unknown[] }

export type Removal = {
  condition: Condition
  /** `delete_permanently` leaves tombstones; the others leave the leads among the recently deleted. */
  kind: 'delete' | 'delete_permanently' | 'undo'
  userId: UserId | null
  /** The import whose undo this is. */
  undoneNumber?: number
}

/** `change`: the entry of lead_changes; by it the removal is undone. `account`: as it is afterwards. */
export type Removed = { deleted: number; change: number; account: LockedAccount }

const sliceSize = 10_000

/**
 * Takes leads out of the account and books it. What is not removed permanently moves to `deleted_leads`, whole and
 * with its campaigns, from where `restoreLeads` brings it back for 30 days. In slices along the primary key, so that
 * not all are in memory at once. A slice is a range of ids and not a list of them: with stale statistics the planner
 * compares each lead with each id of a list. Needs the account's lock.
 */
export async function removeLeads(tx: Tx, account: LockedAccount, removal: Removal): Promise<Removed> {
  const change = account.changesLast + 1
  const removeSlice = removal.kind === 'delete_permanently' ? removeForGood : moveToDeleted
  await leaveCampaigns(tx, account.id, removal)
  let deleted = 0
  let after: string | null = '00000000-0000-0000-0000-000000000000'
  while (after !== null) {
    const last: string | null = await sliceEnd(tx, account.id, removal.condition, after)
    deleted += await removeSlice(tx, account.id, { ...removal, change, after, last })
    after = last
  }
  const { kind, userId } = removal
  const booked = { kind, added: 0, deleted, userId: userId ?? undefined }
  return { deleted, change, account: await recordLeadChange(tx, account, booked) }
}

/** Their places in campaigns go with the leads; that the campaigns hold fewer is booked here. */
function leaveCampaigns(tx: Tx, accountId: AccountId, { condition, kind, userId, undoneNumber }: Removal) {
  const leads = {
    sql: `SELECT id FROM leads WHERE account_id = $1 AND ${condition.sql}`,
    values: condition.values,
  }
  const by = { kind: kind === 'undo' ? 'undo' : 'delete', importNumber: undoneNumber, userId } as const
  return recordLeaving(tx, accountId, leads, by)
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

type Slice = Removal & { change: number; after: string; last: string | null }

/** DELETE of a slice, and its parameters; further ones are numbered from `next` on. */
function deletionOf(accountId: AccountId, { condition: { sql, values }, after, last }: Slice) {
  const [from, to] = [values.length + 2, values.length + 3]
  return {
    deletion: `DELETE FROM leads WHERE account_id = $1 AND ${sql} AND id > $${from} AND ($${to}::uuid IS NULL OR id <= $${to})`,
    given: [accountId, ...values, after, last] as unknown[],
    next: to + 1,
  }
}

/** The campaigns are read as they were before the statement, which takes the leads out of them. */
async function moveToDeleted(tx: Tx, accountId: AccountId, slice: Slice): Promise<number> {
  const { deletion, given, next } = deletionOf(accountId, slice)
  const { rowCount } = await tx.query(
    `WITH gone AS (${deletion} RETURNING *)
     INSERT INTO deleted_leads (account_id, id, email, lead, campaigns, user_id, undone_number, change)
     SELECT account_id, id, email, to_jsonb(gone),
       coalesce((SELECT jsonb_agg(jsonb_build_object('campaign_id', c.campaign_id, 'import_number', c.import_number,
                   'added_at', c.added_at) ORDER BY c.added_at, c.campaign_id)
                 FROM campaign_leads c WHERE c.account_id = $1 AND c.lead_id = gone.id), '[]'),
       $${next}::uuid, $${next + 1}::int, $${next + 2}::int
     FROM gone`,
    [...given, slice.userId, slice.undoneNumber ?? null, slice.change],
  )
  return rowCount ?? 0
}

/** Nothing of the lead stays: neither what was edited on it nor a copy deleted before. */
async function removeForGood(tx: Tx, accountId: AccountId, slice: Slice): Promise<number> {
  const { deletion, given } = deletionOf(accountId, slice)
  const { rows } = await tx.query<{ id: LeadId; email: EmailKey }>(`${deletion} RETURNING id, email`, given)
  const emails = rows.map((row) => row.email)
  await listDeletedEmails(tx, accountId, emails)
  await tx.query(
    `WITH gone AS (DELETE FROM deleted_leads WHERE account_id = $1 AND email = ANY($2::text[]) RETURNING id)
     DELETE FROM lead_edits WHERE account_id = $1 AND lead_id IN (SELECT id FROM gone UNION ALL SELECT unnest($3::uuid[]))`,
    [accountId, emails, rows.map((row) => row.id)],
  )
  return rows.length
}
