import type { LockedAccount } from '../../accounts/lock'
import type { Tx } from '../../db/transaction'
import { addUndoTallies, type KeptReason, type UndoTally } from './tally'
import type { ClaimedUndo } from './undo-claim'

/** An undo in progress: what was claimed, and how far it is. */
export type UndoRun = ClaimedUndo & { size: number }

/** Something that was kept, for the undo's ledger. */
export type KeptRow = {
  row: number
  reason: KeptReason
  email: string | null
  leadId: string | null
  details?: unknown
}

/** What a batch did. `cursor` null: the stage has nothing left. */
export type StageBatch = { account: LockedAccount; tally: UndoTally; kept: KeptRow[]; cursor: string | null }

export type StageOf = (tx: Tx, account: LockedAccount, run: UndoRun) => Promise<StageBatch>

type UndoKey = Pick<UndoRun, 'accountId' | 'number' | 'undo'>

/** What an undo has come to so far: the fold of its batches. */
export async function loadUndoTally(
  tx: Pick<Tx, 'query'>,
  { accountId, number, undo }: UndoKey,
): Promise<UndoTally> {
  const { rows } = await tx.query<{ tally: UndoTally }>(
    'SELECT tally FROM undo_batches WHERE account_id = $1 AND import_number = $2 AND undo = $3 ORDER BY batch',
    [accountId, number, undo],
  )
  return addUndoTallies(rows.map((row) => row.tally))
}
