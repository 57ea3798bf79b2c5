import { recordCampaignChange } from '../accounts/campaign-changes'
import { type LockedAccount, recordLeadChange } from '../accounts/lock'
import type { AccountId, CampaignId, EmailKey, LeadId, UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { hashOfEmail } from '../deleted-emails/hash'
import { type Candidate, decideRestore, type HolderOfEmail, type Obstacle } from './decide-restore'
import { displayEmail } from './display-email'
import type { Condition } from './remove'

/** Deleted leads can be restored for this many days; then they are swept. */
export const restorableDays = 30

/** SQL over `deleted_leads`: not too old to be restored. */
export const restorableSql = `deleted_at > now() - interval '${restorableDays} days'`

/** A deleted lead that did not come back; the email as people read it. */
export type Kept = { email: string; obstacle: Obstacle }

export type Restored = {
  restored: number
  /** How many did not come back, by what stood in the way. */
  kept: Record<Obstacle['kind'], number>
  /** The first of those. */
  examples: Kept[]
}

const sliceSize = 10_000
const examplesMax = 20

type Restore = {
  /** Over `deleted_leads`. */
  condition: Condition
  userId: UserId | null
}

/**
 * Brings deleted leads back as they were, with their ids, values and the campaigns there still are; the latest deletion
 * first, as far as the account's leads, its deleted list and its plan allow. What cannot come back stays among the
 * recently deleted. In slices, in the caller's transaction, which holds the account's lock.
 */
export async function restoreLeads(
  tx: Tx,
  account: LockedAccount,
  { condition, userId }: Restore,
): Promise<Restored & { account: LockedAccount }> {
  const result: Restored = {
    restored: 0,
    kept: { email_taken: 0, email_restored: 0, permanently_deleted: 0, full: 0 },
    examples: [],
  }
  let before: Place | null = null
  for (;;) {
    const slice = await sliceOf(tx, account.id, condition, before)
    const [first, last] = [slice.at(0), slice.at(-1)]
    if (!first || !last) break
    const { leadsMax } = account
    const listed = await listedAmong(tx, account.id, slice)
    const leadCount = account.leadCount + result.restored
    const known = { holders: holdersOf(slice), listed, leadsMax, leadCount }
    const { back, kept } = decideRestore(slice, known)
    if (back.length > 0) {
      const joined = await bringBack(tx, account.id, { condition, first, last, kept: kept.map(idOfKept) })
      for (const { campaign_id, added } of joined)
        await recordCampaignChange(tx, account.id, campaign_id, {
          kind: 'restore',
          added,
          removed: 0,
          userId,
        })
    }
    result.restored += back.length
    for (const { candidate, obstacle } of kept) {
      result.kept[obstacle.kind]++
      if (result.examples.length < examplesMax)
        result.examples.push({ email: displayEmail(candidate.email), obstacle })
    }
    if (slice.length < sliceSize) break
    before = last
  }
  const booked = { kind: 'restore', added: result.restored, deleted: 0, userId: userId ?? undefined } as const
  return { ...result, account: await recordLeadChange(tx, account, booked) }
}

const idOfKept = ({ candidate }: { candidate: Candidate }) => candidate.id

type Place = { change: number; id: LeadId }
type Found = Candidate & Place & { holder: LeadId | null; since: Date | null; import: number | null }

/** The next deleted leads, the latest first, and who has their email now. */
async function sliceOf(
  tx: Tx,
  accountId: AccountId,
  { sql, values }: Condition,
  before: Place | null,
): Promise<Found[]> {
  const at = values.length + 2
  const { rows } = await tx.query<Found>(
    `SELECT d.id, d.email, d.change, l.id AS holder, l.created_at AS since, l.import_number AS import
     FROM (SELECT id, email, change FROM deleted_leads
           WHERE account_id = $1 AND ${sql} AND ${restorableSql} AND ($${at}::int IS NULL OR (change, id) < ($${at}, $${at + 1}))
           ORDER BY change DESC, id DESC LIMIT ${sliceSize}) AS d
     LEFT JOIN LATERAL (SELECT id, created_at, import_number FROM leads WHERE account_id = $1 AND email = d.email LIMIT 1)
       AS l ON true
     ORDER BY d.change DESC, d.id DESC`,
    [accountId, ...values, before?.change ?? null, before?.id ?? null],
  )
  return rows
}

function holdersOf(slice: readonly Found[]): Map<EmailKey, HolderOfEmail> {
  const holders = new Map<EmailKey, HolderOfEmail>()
  for (const { email, holder, since, import: number } of slice)
    if (holder && since) holders.set(email, { id: holder, since, import: number })
  return holders
}

/** Which of the emails are on the deleted list, and since when. */
export async function listedAmong(
  tx: Pick<Tx, 'query'>,
  accountId: AccountId,
  candidates: readonly { email: EmailKey }[],
): Promise<Map<EmailKey, Date>> {
  const any = await tx.query('SELECT FROM deleted_emails WHERE account_id = $1 LIMIT 1', [accountId])
  if (any.rowCount === 0) return new Map()
  const emailOf = new Map(
    candidates.map(({ email }) => [hashOfEmail(accountId, email).toString('hex'), email]),
  )
  const { rows } = await tx.query<{ hash: string; since: Date }>(
    `SELECT h.hash, d.deleted_at AS since FROM unnest($2::text[]) AS h(hash) CROSS JOIN LATERAL (
       SELECT deleted_at FROM deleted_emails WHERE account_id = $1 AND email_hash = decode(h.hash, 'hex') LIMIT 1) AS d`,
    [accountId, [...emailOf.keys()]],
  )
  return new Map(rows.map(({ hash, since }) => [emailOf.get(hash)!, since]))
}

type Slice = { condition: Condition; first: Place; last: Place; kept: readonly LeadId[] }
type Joined = { campaign_id: CampaignId; added: number }

/**
 * Moves the slice back into the account, but for `kept`; gives how many leads each campaign got back. A campaign deleted meanwhile takes nobody back. A column that
 * `leads` gets has no value in what was deleted before: its migration gives it one there, too.
 */
async function bringBack(
  tx: Tx,
  accountId: AccountId,
  { condition, first, last, kept }: Slice,
): Promise<Joined[]> {
  const { sql, values } = condition
  const at = values.length + 2
  const { rows } = await tx.query<Joined>(
    `WITH back AS (
       DELETE FROM deleted_leads WHERE account_id = $1 AND ${sql} AND ${restorableSql}
         AND (change, id) <= ($${at}, $${at + 1}) AND (change, id) >= ($${at + 2}, $${at + 3}) AND id <> ALL($${at + 4}::uuid[])
       RETURNING id, lead, campaigns
     ), leads_back AS (
       INSERT INTO leads SELECT lead.* FROM back CROSS JOIN LATERAL jsonb_populate_record(NULL::leads, back.lead) AS lead
     ), joined AS (
       INSERT INTO campaign_leads (account_id, campaign_id, lead_id, import_number, added_at)
       SELECT $1, c.campaign_id, back.id, c.import_number, c.added_at
       FROM back CROSS JOIN LATERAL
         jsonb_to_recordset(back.campaigns) AS c (campaign_id uuid, import_number int, added_at timestamptz)
       WHERE EXISTS (SELECT FROM campaigns WHERE account_id = $1 AND id = c.campaign_id)
       RETURNING campaign_id
     )
     SELECT campaign_id, count(*)::int AS added FROM joined GROUP BY 1 ORDER BY 1`,
    [accountId, ...values, first.change, first.id, last.change, last.id, kept],
  )
  return rows
}
