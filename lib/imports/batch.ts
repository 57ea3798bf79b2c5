import type { LockedAccount } from '../accounts/lock'
import { type Tx, transaction } from '../db/transaction'
import { log } from '../log'
import { decideAhead, isStillTrue } from './ahead'
import { applyBatch } from './apply'
import { decideBatch, decideNothing } from './decide'
import { faultPoint } from './fault-point'
import { emailsOf, loadKnownButLeads } from './known'
import type { LeadsReady } from './lead-writes'
import { type Ahead, lockRun, type Run } from './lock'
import { type Decision, leadTouchedBy } from './outcome'
import { askerOf, decideInPieces } from './pieces'
import type { RowInput } from './row'

/**
 * One batch: lock, load, decide, apply, in one transaction. Gives how many of the rows it took, from the first on: all
 * of them but where the leads they find hold too much to be in memory together; 0 when the import is no longer ours.
 * @param next the batch behind it, which is looked up and decided while this one is written
 */
export async function runBatch(
  run: Run,
  rows: readonly RowInput[],
  next: Promise<readonly RowInput[] | null> = Promise.resolve(null),
): Promise<number> {
  const ahead = await takeAhead(run)
  const write = async (tx: Tx) => {
    const locked = await lockRun(tx, run)
    if (!locked) return null
    faultPoint('begun')
    const { account, closing } = locked
    const decisions = closing
      ? await apply(tx, run, account, decideNothing(rows))
      : await decideAndApply(tx, run, { account, rows, ahead, next })
    faultPoint('before commit')
    return decisions
  }
  const decisions = await transaction(write)
  if (!decisions) return 0
  faultPoint('after commit')
  run.batch++
  run.cursorRow = rows[decisions.length - 1]!.row
  remember(run, decisions)
  return decisions.length
}

/** Null, too, where deciding ahead failed: then the batch is decided in its turn, and what is broken shows there. */
async function takeAhead(run: Run): Promise<Ahead | null> {
  const { ahead } = run
  run.ahead = Promise.resolve(null)
  try {
    return await ahead
  } catch (error) {
    const { accountId, number } = run.claim
    log.warn({ err: error, accountId, import: number }, 'A batch could not be decided ahead')
    return null
  }
}

type Batch = {
  account: LockedAccount
  rows: readonly RowInput[]
  ahead: Ahead | null
  next: Promise<readonly RowInput[] | null>
}

/**
 * While a file brings only new leads, a batch is written without looking its emails up: the unique key tells when
 * that was wrong, and then the batch is done again with the look-up. Otherwise known facts first; and then those of
 * the next batch are looked up while this one is written.
 */
async function decideAndApply(tx: Tx, run: Run, batch: Batch): Promise<Decision[]> {
  const { account, rows, ahead, next } = batch
  if (run.batchesNew >= batchesNewMin) {
    const known = await loadKnownButLeads(tx, askerOf(run), account, emailsOf(rows))
    const decisions = decideBatch(rows, known, run.rules)
    // A row turned away for a full account writes no lead, so no key would tell that its email is one already.
    const applied = decisions.some(isTurnedAway) ? null : await tryApply(tx, run, account, decisions)
    if (applied) return applied
    run.batchesNew = 0
  }
  const decided = ahead && isStillTrue(ahead, account) ? ahead : await decideInPieces(tx, run, account, rows)
  run.batchesNew = decided.found === 0 ? run.batchesNew + 1 : 0
  const rest = rows.slice(decided.decisions.length)
  const behind = rest.length > 0 ? Promise.resolve(rest) : next
  if (run.batchesNew < batchesNewMin) run.ahead = decideAhead(run, account, decided, behind)
  run.ahead.catch(() => {}) // told where it is taken
  return apply(tx, run, account, decided.decisions, decided.leads)
}

/** Batches in a row without a known lead, after which the next is expected to have none. */
const batchesNewMin = 1

/**
 * Applies, or undoes it and gives null when the server refused. Which error it was is not asked (it differs between
 * kinds of servers): done again with the look-up, anything but a known email fails again, and then goes up.
 */
async function tryApply(
  tx: Tx,
  run: Run,
  account: LockedAccount,
  decisions: Decision[],
): Promise<Decision[] | null> {
  await tx.query('SAVEPOINT without_look_up')
  try {
    return await apply(tx, run, account, decisions)
  } catch {
    await tx.query('ROLLBACK TO SAVEPOINT without_look_up')
    return null
  }
}

async function apply(
  tx: Tx,
  run: Run,
  account: LockedAccount,
  decisions: Decision[],
  leads?: LeadsReady,
): Promise<Decision[]> {
  const [first, last] = [decisions[0]!, decisions[decisions.length - 1]!]
  const place = { batch: run.batch, rowFirst: first.row, rowLast: last.row }
  await applyBatch(tx, run.writer, account, place, decisions, leads)
  return decisions
}

/** Remembers what this batch did, for the batches after it. */
function remember(run: Run, decisions: readonly Decision[]): void {
  for (const decision of decisions) {
    run.turnedAway ||= isTurnedAway(decision)
    const lead = leadTouchedBy(decision)
    if (lead) run.touched?.add(lead, decision.row)
  }
}

function isTurnedAway({ outcome }: Decision): boolean {
  return outcome.kind === 'rejected' && outcome.rejection.code === 'max_leads_reached'
}
