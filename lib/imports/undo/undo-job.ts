import { env } from '../../env'
import type { Job } from '../../jobs/loop'
import { log } from '../../log'
import { troubleOf } from '../trouble'
import {
  bookUndoFailure,
  type ClaimedUndo,
  claimUndo,
  otherUndosWait,
  releaseUndo,
  renewUndo,
} from './undo-claim'
import { runUndo } from './undo-run'

/** The next undo that is due, as a job. Null when none is. */
export async function nextUndoJob(): Promise<Job | null> {
  const claim = await claimUndo()
  return claim && { name: `undo of import #${claim.number}`, run: (signal) => runClaimed(claim, signal) }
}

async function runClaimed(claim: ClaimedUndo, signal: AbortSignal): Promise<void> {
  const { accountId, number, undo, kind, fence } = claim
  const about = { account: accountId, import: number, undo, kind, fence }
  log.info({ ...about, stage: claim.stage, cursor: claim.cursor }, 'undo taken up')
  // A batch renews the lease itself; this is for the time one takes.
  const timer = setInterval(() => void renewUndo(claim).catch(() => {}), (env().LEASE_SECONDS * 1000) / 3)
  try {
    const end = await runUndo(claim, { signal, turnIsOver: sliceOf(claim) })
    if (end === 'stopped' || end === 'gave way') await releaseUndo(claim)
    log.info(about, `undo ${end}`)
  } catch (error) {
    log.error({ ...about, err: error }, 'undo failed in the middle of a batch; nothing of that batch is kept')
    await bookUndoFailure(claim, troubleOf(error))
  } finally {
    clearInterval(timer)
  }
}

/** A turn is over when it has lasted SLICE_SECONDS and another account's undo waits. */
function sliceOf({ accountId }: ClaimedUndo): () => Promise<boolean> {
  const overAt = performance.now() + env().SLICE_SECONDS * 1000
  return async () => performance.now() > overAt && (await otherUndosWait(accountId))
}
