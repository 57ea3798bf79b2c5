import { env } from '../env'
import { runBatch } from './batch'
import { type ClaimedImport, renewLease } from './claim'
import { type AtEnd, endRun, openRun } from './close'
import { lastRowOf } from './file-facts'
import { fileExists, rowsPath } from './files'
import { fileLimits } from './limits'
import { type Run, runOf } from './lock'
import { withMailChecks } from './mail-checks'
import { readAhead, withNext } from './read-ahead'
import { readInputs } from './read-inputs'
import type { RowInput } from './row'
import { ownRowsOf } from './taken-rows'
import type { Turn } from './turn'

/** How a run came to its end: the import ended, somebody else has it now, we were told to stop, or its turn was over. */
export type RunEnd = 'ended' | 'overtaken' | 'stopped' | 'gave way'

export type RunOptions = {
  /** Called inside the transaction that ends the import. */
  atEnd: AtEnd
  /** Stops after the batch in hand; the import stays claimable. */
  signal?: AbortSignal
  /** Asked before each batch; without it the run goes on to its end. */
  turnIsOver?: Turn | undefined
}

/**
 * Runs a claimed import from its cursor to its end. Read, load, decide, apply, again: each batch is one transaction
 * under the account's lock; while it is written, the next one is decided, and the one behind that is read. May be
 * killed at any point; whoever takes it up next goes on after the last batch that was committed. Throws when the world
 * is broken (database, disk): nothing of the batch in hand is then written.
 */
export async function runImport(claim: ClaimedImport, options: RunOptions): Promise<RunEnd> {
  const { atEnd, signal, turnIsOver } = options
  const stopRenewing = keepLease(claim)
  let run: Run | null = null
  try {
    run = await runOf(claim)
    if (run.batch === 0 && !(await openRun(run))) return 'overtaken'
    if (!(await fileExists(claim.fileId))) return (await endRun(run, atEnd, false)) ? 'ended' : 'overtaken'
    for await (const { value: rows, next } of withNext(readAhead(readRun(run)))) {
      for (let rest = rows; rest.length > 0; ) {
        if (signal?.aborted) return 'stopped'
        if (await turnIsOver?.()) return 'gave way'
        const taken = await runBatch(run, rest, next)
        if (taken === 0) return 'overtaken'
        rest = rest.slice(taken)
      }
    }
    return (await endRun(run, atEnd)) ? 'ended' : 'overtaken'
  } finally {
    stopRenewing()
    await run?.ahead.catch(() => {}) // where it was not taken, nobody needs it; but it may be at work still
  }
}

/** The rows of the file behind the cursor, batch by batch, made ready to be decided. */
async function* readRun({ claim, shape, cursorRow }: Run): AsyncGenerator<RowInput[]> {
  const only = await ownRowsOf(claim)
  const { facts } = claim
  const rowLast = lastRowOf(facts)
  const options = { afterRow: cursorRow, size: env().BATCH_ROWS, limits: fileLimits(), only, rowLast }
  const path = rowsPath(claim.fileId, facts)
  for await (const rows of readInputs(path, facts, shape, { ...options, edits: claim.edits }))
    yield await withMailChecks(rows, shape)
}

/** Renews the lease while a batch or a long read is under way. Errors show at the next batch, so they may pass here. */
function keepLease(claim: ClaimedImport): () => void {
  const everyMs = (env().LEASE_SECONDS * 1000) / 3
  let renewing = false // while a batch is written its row is locked, and renewals must not queue up behind it
  const renew = async () => {
    if (renewing) return
    renewing = true
    await renewLease(claim).catch(() => {})
    renewing = false
  }
  const timer = setInterval(() => void renew(), everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
