import { pool } from '../db/client'
import type { AccountId, CampaignId, FileId, UserId } from '../db/ids'
import { env } from '../env'
import type { EmailStatus } from '../leads/email-status'
import { dueSince, isDue, justNow } from './due'
import { type Edits, editsSchema } from './edits'
import { faultPoint } from './fault-point'
import { type FileFacts, fileFactsSchema } from './file-facts'
import { type Mapping, mappingSchema } from './mapping'
import type { Trouble } from './trouble'

/** An import that this worker has taken up, and everything needed to run it. */
export type ClaimedImport = {
  accountId: AccountId
  number: number
  /** Ours while it still stands in the import; a worker with an older one writes nothing. */
  fence: number
  userId: UserId
  fileId: FileId
  facts: FileFacts
  mapping: Mapping
  update: boolean
  blankCells: 'keep' | 'clear'
  /** Given to every lead of the import. */
  tag: string | null
  campaign: { id: CampaignId; rejects: ReadonlySet<EmailStatus> } | null
  /** It is the rest of its parent: only rows behind this one are its own. Null: the whole file is. */
  rest: { parent: number; afterRow: number } | null
  /** The parent of which it took up single rows again; it has only those. Null: it has all rows (of the rest). */
  takenFrom: number | null
  /** Cells that a person corrected. */
  edits: Edits | null
  cursorRow: number
  batches: number
  failures: number
}

type Candidate = { account_id: AccountId; number: number; fence: number }

/**
 * Takes up the import that has been due the longest: queued, or running under a lease that ran out. Imports of one
 * account run one after another, in order. Null when nothing is due or another worker was quicker.
 * @param only take up just this one (command line), if it is due
 */
export async function claimImport(only?: {
  accountId: AccountId
  number: number
}): Promise<ClaimedImport | null> {
  const { rows } = await pool().query<Candidate>(
    `SELECT i.account_id, i.number, i.fence FROM imports i
     WHERE ${isDue} AND ($1::uuid IS NULL OR (i.account_id = $1 AND i.number = $2))
     ORDER BY ${dueSince} LIMIT 1`,
    [only?.accountId ?? null, only?.number ?? null],
  )
  const candidate = rows[0]
  return candidate ? take(candidate) : null
}

async function take({ account_id, number, fence }: Candidate): Promise<ClaimedImport | null> {
  const { rowCount } = await pool().query(
    `UPDATE imports SET status = 'running', fence = fence + 1, started_at = coalesce(started_at, now()),
            lease_until = now() + make_interval(secs => $4)
     WHERE account_id = $1 AND number = $2 AND fence = $3 AND status IN ('queued', 'running')
       AND (lease_until IS NULL OR lease_until < now())`,
    [account_id, number, fence, env().LEASE_SECONDS],
  )
  if (rowCount !== 1) return null
  faultPoint('claimed')
  return load(account_id, number, fence + 1)
}

type Loaded = {
  user_id: UserId
  file_id: FileId
  facts: unknown
  mapping: unknown
  update: boolean
  blank_cells: 'keep' | 'clear'
  campaign_id: CampaignId | null
  tag: string | null
  rejects: EmailStatus[] | null
  parent_number: number | null
  after_row: number | null
  has_taken: boolean
  edits: unknown
  cursor_row: number
  batches: number
  failures: number
}

/** Null when the account was deleted just now. */
async function load(accountId: AccountId, number: number, fence: number): Promise<ClaimedImport | null> {
  const { rows } = await pool().query<Loaded>(
    `SELECT i.user_id, i.file_id, f.facts, i.mapping, i.update, i.blank_cells, i.campaign_id, i.tag,
            to_json(c.rejects) AS rejects, i.parent_number, i.after_row, i.taken IS NOT NULL AS has_taken,
            i.edits, i.cursor_row, i.batches, i.failures
     FROM imports i
     JOIN files f ON f.account_id = i.account_id AND f.id = i.file_id
     LEFT JOIN campaigns c ON c.account_id = i.account_id AND c.id = i.campaign_id
     WHERE i.account_id = $1 AND i.number = $2`,
    [accountId, number],
  )
  const row = rows[0]
  if (!row) return null
  return {
    accountId,
    number,
    fence,
    userId: row.user_id,
    fileId: row.file_id,
    facts: fileFactsSchema.parse(row.facts),
    mapping: mappingSchema.parse(row.mapping),
    update: row.update,
    blankCells: row.blank_cells,
    tag: row.tag,
    campaign: row.campaign_id ? { id: row.campaign_id, rejects: new Set(row.rejects) } : null,
    rest: restOf(row),
    takenFrom: row.has_taken ? row.parent_number : null,
    edits: row.edits === null ? null : editsSchema.parse(row.edits),
    cursorRow: row.cursor_row,
    batches: row.batches,
    failures: row.failures,
  }
}

function restOf({ parent_number: parent, after_row: afterRow }: Loaded): ClaimedImport['rest'] {
  return parent === null || afterRow === null ? null : { parent, afterRow }
}

/** Says that we are still at work. False: somebody else took the import over, or it ended; stop. */
export async function renewLease({ accountId, number, fence }: ClaimedImport): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE imports SET lease_until = now() + make_interval(secs => $4)
     WHERE account_id = $1 AND number = $2 AND fence = $3 AND status = 'running'`,
    [accountId, number, fence, env().LEASE_SECONDS],
  )
  return rowCount === 1
}

/** Times an import may fail without a batch in between, of something that does not pass, before we give it up. */
export const failuresMax = 5

/**
 * Books a failure of the worker and says what the trouble is. Trouble that passes is tried again every second,
 * for as long as it takes; other trouble after a pause that grows, and given up after `failuresMax`, when the rest of
 * its rows count as not processed. `sentence` is what the report then says.
 */
export async function bookFailure(
  { accountId, number, fence }: ClaimedImport,
  trouble: Trouble,
  sentence: string,
): Promise<void> {
  await pool().query(
    `UPDATE imports SET trouble = $4, failures = failures + $5::int,
            failure = CASE WHEN failures + $5::int >= $6 THEN $7 ELSE failure END,
            lease_until = now() + make_interval(secs => CASE $5::int WHEN 0 THEN 1 ELSE least(power(2, failures), 30) END)
     WHERE account_id = $1 AND number = $2 AND fence = $3 AND status = 'running'`,
    [accountId, number, fence, trouble.sentence, trouble.passes ? 0 : 1, failuresMax, sentence],
  )
}

/** Gives the import back at once: to another worker, to this one started again, or behind those that wait longer. */
export async function releaseImport({ accountId, number, fence }: ClaimedImport): Promise<void> {
  await pool().query(
    `UPDATE imports SET lease_until = ${justNow}
     WHERE account_id = $1 AND number = $2 AND fence = $3 AND status = 'running'`,
    [accountId, number, fence],
  )
}
