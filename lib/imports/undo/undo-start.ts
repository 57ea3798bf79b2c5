import { lockedTransaction } from '../../accounts/locked'
import type { AccountId, UserId } from '../../db/ids'
import type { Tx } from '../../db/transaction'
import { log } from '../../log'
import { done, type Result, refused } from '../../result'

/** How long an import can be undone after it ended, and an undo after it. */
export const undoDays = 30

type State = {
  ended: boolean
  old: boolean
  undo: number | null
  kind: 'undo' | 'redo' | null
  status: 'queued' | 'running' | 'completed' | 'failed' | null
  undone_long_ago: boolean
}

/**
 * "Undo import", and "Undo this undo": leaves it for a worker, which takes it up when every import that was started
 * before has ended. Asked again (a double click, two people at once) it is the same one; a failed one goes on where it
 * stopped.
 */
export async function startUndo(
  accountId: AccountId,
  userId: UserId,
  number: number,
  kind: 'undo' | 'redo',
): Promise<Result<{ undo: number }>> {
  const result = await lockedTransaction<{ undo: number }>(accountId, async (tx) => {
    const state = await stateOf(tx, accountId, number)
    if (!state) return refused('There is no such import.')
    if (state.undo !== null && state.kind === kind && state.status !== 'completed') {
      if (state.status === 'failed') await goOn(tx, accountId, number, state.undo)
      return done({ undo: state.undo })
    }
    const refusal = refusalOf(state, kind)
    if (refusal) return refused(refusal)
    return done({
      undo: await insertUndo(tx, accountId, userId, { number, kind, undo: (state.undo ?? 0) + 1 }),
    })
  })
  if (result.kind === 'done')
    log.info({ accountId, userId, import: number, kind, ...result.value }, 'Undo started')
  return result
}

async function stateOf(tx: Tx, accountId: AccountId, number: number): Promise<State | null> {
  const { rows } = await tx.query<State>(
    `SELECT i.finished_at IS NOT NULL AS ended, i.finished_at < now() - make_interval(days => $3) AS old,
            u.undo, u.kind, u.status, u.finished_at < now() - make_interval(days => $3) AS undone_long_ago
     FROM imports i LEFT JOIN LATERAL (
       SELECT * FROM import_undos WHERE account_id = $1 AND import_number = $2 ORDER BY undo DESC LIMIT 1) AS u ON true
     WHERE i.account_id = $1 AND i.number = $2`,
    [accountId, number, undoDays],
  )
  return rows[0] ?? null
}

function refusalOf(state: State, kind: 'undo' | 'redo'): string | null {
  if (!state.ended) return 'This import has not ended yet.'
  if (state.undo !== null && state.status !== 'completed')
    return 'This is being worked on. Wait until it has ended.'
  const isUndone = state.kind === 'undo'
  if (kind === 'redo') {
    if (!isUndone) return 'This import is not undone.'
    return state.undone_long_ago
      ? `This was undone more than ${undoDays} days ago, and the leads it removed are no longer kept.`
      : null
  }
  if (isUndone) return 'This import is undone already.'
  return state.old ? `This import ended more than ${undoDays} days ago and can no longer be undone.` : null
}

type NewUndo = { number: number; undo: number; kind: 'undo' | 'redo' }

async function insertUndo(tx: Tx, accountId: AccountId, userId: UserId, { number, undo, kind }: NewUndo) {
  await tx.query(
    `INSERT INTO import_undos (account_id, import_number, undo, kind, user_id, after_number)
     SELECT id, $2, $3, $4::undo_kind, $5, imports_last FROM accounts WHERE id = $1`,
    [accountId, number, undo, kind, userId],
  )
  return undo
}

async function goOn(tx: Tx, accountId: AccountId, number: number, undo: number): Promise<void> {
  await tx.query(
    `UPDATE import_undos SET status = 'queued', finished_at = NULL, failures = 0, lease_until = NULL,
            after_number = (SELECT imports_last FROM accounts WHERE id = $1)
     WHERE account_id = $1 AND import_number = $2 AND undo = $3 AND status = 'failed'`,
    [accountId, number, undo],
  )
}
