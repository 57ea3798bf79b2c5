import { transaction } from '../db/transaction'
import { env } from '../env'
import { applyBatch, type BatchPlace } from './apply'
import { type ClaimedImport, renewLease } from './claim'
import { type AtEnd, closeWithoutFile, endRun, openRun } from './close'
import { decideBatch, decideNothing } from './decide'
import { faultPoint } from './fault-point'
import type { FileRow } from './file-row'
import { fileExists, filePath } from './files'
import { loadKnown } from './known'
import { fileLimits } from './limits'
import { lockRun, type Run } from './lock'
import { readBatches } from './read'
import { rowInput, rowShape } from './row'

/** How a run came to its end: the import ended, somebody else has it now, or we were told to stop. */
export type RunEnd = 'ended' | 'overtaken' | 'stopped'

export type RunOptions = {
  /** Called inside the transaction that ends the import. */
  atEnd: AtEnd
  /** Stops after the batch in hand; the import stays claimable. */
  signal?: AbortSignal
}

/**
 * Runs a claimed import from its cursor to its end. Read, load, decide, apply, again: each batch is one transaction
 * under the account's lock, and the next batch is read while this one is written. May be killed at any point; whoever
 * takes it up next goes on after the last batch that was committed. Throws when the world is broken (database, disk):
 * nothing of the batch in hand is then written.
 */
export async function runImport(claim: ClaimedImport, { atEnd, signal }: RunOptions): Promise<RunEnd> {
  const stopRenewing = keepLease(claim)
  try {
    const run = runOf(claim)
    if (run.batch === 0 && !(await openRun(run))) return 'overtaken'
    if (!(await fileExists(claim.fileId))) return (await closeWithoutFile(run, atEnd)) ? 'ended' : 'overtaken'
    for await (const rows of readAhead(readRun(run))) {
      if (signal?.aborted) return 'stopped'
      if (!(await runBatch(run, rows))) return 'overtaken'
    }
    return (await endRun(run, atEnd)) ? 'ended' : 'overtaken'
  } finally {
    stopRenewing()
  }
}

function runOf(claim: ClaimedImport): Run {
  const shape = rowShape(claim.mapping)
  return {
    claim,
    shape,
    writer: {
      accountId: claim.accountId,
      number: claim.number,
      fence: claim.fence,
      userId: claim.userId,
      fields: shape.fields,
      campaignId: claim.campaign?.id ?? null,
    },
    rules: {
      fields: shape.fields,
      update: claim.update,
      blankCells: claim.blankCells,
      campaignRejects: claim.campaign?.rejects ?? null,
    },
    cursorRow: claim.cursorRow,
    batch: claim.batches,
  }
}

function readRun({ claim, cursorRow }: Run): AsyncIterable<FileRow[]> {
  return readBatches(filePath(claim.fileId), claim.facts, {
    afterRow: cursorRow,
    size: env().BATCH_ROWS,
    limits: fileLimits(),
  })
}

/** Asks for the next value as soon as one is handed out, so that reading goes on while the batch is written. */
async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]()
  let next = iterator.next()
  try {
    while (true) {
      const { done, value } = await next
      if (done) return
      next = iterator.next()
      next.catch(() => {}) // it throws where it is awaited, one turn later
      yield value
    }
  } finally {
    await iterator.return?.()
  }
}

/** One batch: lock, load, decide, apply. False when the import is no longer ours. */
async function runBatch(run: Run, fileRows: readonly FileRow[]): Promise<boolean> {
  const rows = fileRows.map((row) => rowInput(row, run.shape))
  const place: BatchPlace = { batch: run.batch, rowFirst: rows[0]!.row, rowLast: rows[rows.length - 1]!.row }
  const written = await transaction(async (tx) => {
    const locked = await lockRun(tx, run)
    if (!locked) return false
    faultPoint('begun')
    const decisions = locked.closing
      ? decideNothing(rows)
      : decideBatch(rows, await loadKnown(tx, askerOf(run), locked.account, rows), run.rules)
    await applyBatch(tx, run.writer, locked.account, place, decisions)
    faultPoint('before commit')
    return true
  })
  faultPoint('after commit')
  if (written) {
    run.batch = place.batch + 1
    run.cursorRow = place.rowLast
  }
  return written
}

function askerOf({ claim, shape }: Run) {
  return {
    accountId: claim.accountId,
    number: claim.number,
    fields: shape.fields,
    update: claim.update,
    campaignId: claim.campaign?.id ?? null,
  }
}

/** Renews the lease while a batch or a long read is under way. Errors show at the next batch, so they may pass here. */
function keepLease(claim: ClaimedImport): () => void {
  const everyMs = (env().LEASE_SECONDS * 1000) / 3
  const timer = setInterval(() => void renewLease(claim).catch(() => {}), everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
