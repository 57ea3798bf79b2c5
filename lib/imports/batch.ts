import { setImmediate as turn } from 'node:timers/promises'
import type { LockedAccount } from '../accounts/lock'
import { type Tx, transaction } from '../db/transaction'
import { applyBatch, type BatchPlace } from './apply'
import { decideBatch, decideNothing, newProgress } from './decide'
import { faultPoint } from './fault-point'
import { type Asker, askForLeads, emailsOf, type KnownLeads, type Looked, loadKnownButLeads } from './known'
import { lockRun, type Run } from './lock'
import type { Decision } from './outcome'
import type { RowInput } from './row'

/** One batch: lock, load, decide, apply, in one transaction. False when the import is no longer ours. */
export async function runBatch(run: Run, rows: readonly RowInput[]): Promise<boolean> {
  const place: BatchPlace = { batch: run.batch, rowFirst: rows[0]!.row, rowLast: rows[rows.length - 1]!.row }
  const write = async (tx: Tx) => {
    const locked = await lockRun(tx, run)
    if (!locked) return null
    faultPoint('begun')
    const decided = locked.closing
      ? await apply(tx, run, locked.account, place, decideNothing(rows))
      : await decideAndApply(tx, run, locked.account, place, rows)
    faultPoint('before commit')
    return decided
  }
  const decisions = await transaction(write)
  if (!decisions) return false
  faultPoint('after commit')
  run.batch = place.batch + 1
  run.cursorRow = place.rowLast
  remember(run, decisions)
  return true
}

/**
 * While a file brings only new leads, a batch is written without looking its emails up: the unique key tells when
 * that was wrong, and then the batch is done again with the look-up. Otherwise known facts first.
 */
async function decideAndApply(
  tx: Tx,
  run: Run,
  account: LockedAccount,
  place: BatchPlace,
  rows: readonly RowInput[],
): Promise<Decision[]> {
  const asker = askerOf(run)
  if (run.batchesNew >= batchesNewMin) {
    const known = await loadKnownButLeads(tx, asker, account, emailsOf(rows))
    const decisions = decideBatch(rows, known, run.rules)
    // A row turned away for a full account writes no lead, so no key would tell that its email is one already.
    const applied = decisions.some(isTurnedAway) ? null : await tryApply(tx, run, account, place, decisions)
    if (applied) return applied
    run.batchesNew = 0
  }
  const { decisions, found } = await decideInPieces(tx, run, account, rows)
  run.batchesNew = found === 0 ? run.batchesNew + 1 : 0
  return apply(tx, run, account, place, decisions)
}

/** Rows looked up and decided at a time. */
const pieceRows = 2_000

/**
 * Looks up and decides piece by piece: while one is decided, the database looks up those behind it. Nothing is written
 * in between, so what is known stays true; what the pieces before did stands in the progress.
 */
async function decideInPieces(tx: Tx, run: Run, account: LockedAccount, rows: readonly RowInput[]) {
  const asker = askerOf(run)
  const known = await loadKnownButLeads(tx, asker, account, emailsOf(rows))
  const pieces: RowInput[][] = []
  for (let at = 0; at < rows.length; at += pieceRows) pieces.push(rows.slice(at, at + pieceRows))
  const ask = (piece: RowInput[] | undefined) => askForLeads(tx, asker, account, emailsOf(piece ?? []))
  const progress = newProgress()
  const decisions: Decision[] = []
  let found = 0
  let asked = ask(pieces[0])
  for (const [i, piece] of pieces.entries()) {
    const looked = await asked
    asked = ask(pieces[i + 1])
    asked.catch(() => {}) // thrown where it is awaited
    await turn() // the question is on its way
    const leads = looked.leads() ?? (await askAfter(asked, looked))
    found += leads.size
    for (const decision of decideBatch(piece, { ...known, leads }, run.rules, progress))
      decisions.push(decision)
  }
  await asked
  return { decisions, found }
}

/** The database does one thing at a time. */
async function askAfter(asked: Promise<Looked>, looked: Looked): Promise<KnownLeads> {
  await asked
  return looked.askForRows()
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
  place: BatchPlace,
  decisions: Decision[],
): Promise<Decision[] | null> {
  await tx.query('SAVEPOINT without_look_up')
  try {
    return await apply(tx, run, account, place, decisions)
  } catch {
    await tx.query('ROLLBACK TO SAVEPOINT without_look_up')
    return null
  }
}

async function apply(
  tx: Tx,
  run: Run,
  account: LockedAccount,
  place: BatchPlace,
  decisions: Decision[],
): Promise<Decision[]> {
  await applyBatch(tx, run.writer, account, place, decisions)
  return decisions
}

function askerOf({ claim, shape, turnedAway, modified, lookUp }: Run): Asker {
  const { accountId, number, update, campaign } = claim
  const campaignId = campaign?.id ?? null
  return { accountId, number, fields: shape.fields, update, campaignId, turnedAway, modified, lookUp }
}

/** Remembers what this batch did, for the batches after it. */
function remember(run: Run, decisions: readonly Decision[]): void {
  for (const decision of decisions) {
    const { outcome } = decision
    run.turnedAway ||= isTurnedAway(decision)
    if (outcome.kind === 'changed' || outcome.kind === 'unchanged') run.modified?.add(outcome.email)
  }
}

function isTurnedAway({ outcome }: Decision): boolean {
  return outcome.kind === 'rejected' && outcome.rejection.code === 'max_leads_reached'
}
