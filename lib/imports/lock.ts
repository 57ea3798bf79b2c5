import { type LockedAccount, lockAccount } from '../accounts/lock'
import { pool } from '../db/client'
import type { Tx } from '../db/transaction'
import type { Writer } from './apply'
import type { ClaimedImport } from './claim'
import { type Progress, type Rules, tagRule } from './decide'
import { familyBefore } from './family'
import { lastRowOf } from './file-facts'
import type { LeadsReady } from './lead-writes'
import { LeadLookUp } from './look-up'
import type { Decision } from './outcome'
import { type RowShape, rowShape } from './row'
import { TouchedRows } from './touched-rows'
import { loadForebears, loadTouchedRows } from './touches'

/** A run in progress: what was claimed, made ready, and how far it is. */
export type Run = {
  claim: ClaimedImport
  writer: Writer
  rules: Rules
  shape: RowShape
  cursorRow: number
  batch: number
  /** Whether an earlier batch turned emails away because the account was full. */
  turnedAway: boolean
  /** Where earlier batches modified leads first; null: it updates none. */
  touched: TouchedRows | null
  lookUp: LeadLookUp
  /** Batches in a row that held no lead of the account. */
  batchesNew: number
  /** The next batch, decided while the one before it is written; null: it is decided when its turn comes. */
  ahead: Promise<Ahead | null>
}

/** A batch that was looked up and decided. */
export type Decided = {
  decisions: Decision[]
  /** What it does to leads, ready to be written. */
  leads: LeadsReady
  /** What its rows did. */
  progress: Progress
  /** Leads of the account among its emails. */
  found: number
}

/** The same before its turn: true as long as the account's lock is taken next for this batch. */
export type Ahead = Decided & { lockCount: number }

/** A claim made ready to run. */
export async function runOf(claim: ClaimedImport): Promise<Run> {
  const shape = rowShape(claim.mapping, claim.tag)
  const { accountId, number, fence, userId, campaign } = claim
  return {
    claim,
    shape,
    writer: {
      accountId,
      number,
      fence,
      userId,
      fields: shape.fields,
      campaignId: campaign?.id ?? null,
      forebears: claim.update ? await loadForebears(accountId, await familyBefore(accountId, number)) : [],
    },
    rules: {
      fields: shape.fields,
      update: claim.update,
      blankCells: claim.blankCells,
      campaignRejects: campaign?.rejects ?? null,
      tags: tagRule(shape, claim.blankCells),
    },
    cursorRow: claim.cursorRow,
    batch: claim.batches,
    turnedAway: await hasTurnedAway(claim),
    touched: claim.update ? await touchedBefore(claim) : null,
    lookUp: new LeadLookUp(),
    batchesNew: 0,
    ahead: Promise.resolve(null),
  }
}

/** Read from the ledger where an earlier worker wrote some of it. */
async function touchedBefore({ accountId, number, facts, batches }: ClaimedImport): Promise<TouchedRows> {
  const size = { most: facts.rows, rowLast: lastRowOf(facts) }
  return batches === 0
    ? new TouchedRows(size.most, size.rowLast)
    : await loadTouchedRows(accountId, number, size)
}

async function hasTurnedAway({ accountId, number }: ClaimedImport): Promise<boolean> {
  const { rowCount } = await pool().query(
    `SELECT FROM import_batches WHERE account_id = $1 AND import_number = $2
       AND tally -> 'rejected' ? 'max_leads_reached' LIMIT 1`,
    [accountId, number],
  )
  return rowCount === 1
}

/** What a batch finds when it has locked the account and the import. `closing`: the rest is not to be processed. */
export type LockedRun = { account: LockedAccount; closing: 'cancelled' | 'failed' | null }

/** Locks the account, then the import. Null when either is gone, our fence is old, or the cursor is not ours. */
export async function lockRun(tx: Tx, { claim, cursorRow }: Run): Promise<LockedRun | null> {
  const account = await lockAccount(tx, claim.accountId, claim.campaign !== null)
  if (!account) return null
  const { rows } = await tx.query<{ cancelled: boolean; failed: boolean }>(
    `SELECT cancel_requested_at IS NOT NULL AS cancelled, failure IS NOT NULL AS failed
     FROM imports
     WHERE account_id = $1 AND number = $2 AND fence = $3 AND cursor_row = $4 AND status = 'running' FOR UPDATE`,
    [claim.accountId, claim.number, claim.fence, cursorRow],
  )
  const row = rows[0]
  if (!row) return null
  return { account, closing: row.failed ? 'failed' : row.cancelled ? 'cancelled' : null }
}
