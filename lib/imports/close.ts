import type { LockedAccount } from '../accounts/lock'
import { recordAudit } from '../audit/mutations'
import type { AccountId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { writeBatch } from './apply'
import { recordJoining } from './campaign-writes'
import { faultPoint } from './fault-point'
import { lastRowOf } from './file-facts'
import { LedgerCopy } from './ledger'
import { lockRun, type Run } from './lock'
import { lostFile } from './lost-file'
import { ownRowsOf } from './taken-rows'
import { emptyTally, type Tally } from './tally'

/** Called inside the transaction that ends an import: what must happen exactly once, because it ended. */
export type AtEnd = (tx: Tx, accountId: AccountId, number: number) => Promise<void>

/** Writes the opening entry of the spine: how many leads the account held when the import began. False: not ours. */
export async function openRun(run: Run): Promise<boolean> {
  const rowBefore = run.claim.rest?.afterRow ?? run.claim.facts.headerRow
  const opened = await transaction(async (tx) => {
    const locked = await lockRun(tx, run)
    if (!locked) return false
    const { account } = locked
    const place = { batch: 0, rowFirst: rowBefore, rowLast: rowBefore }
    await writeBatch(tx, run.writer, place, { tally: emptyTally(), account, after: account })
    await recordJoining(tx, run.writer, 0)
    await tx.query('UPDATE imports SET batches = 1, cursor_row = $3 WHERE account_id = $1 AND number = $2', [
      run.claim.accountId,
      run.claim.number,
      rowBefore,
    ])
    return true
  })
  if (opened) {
    run.batch = 1
    run.cursorRow = rowBefore
  }
  return opened
}

/**
 * Ends the import. Completed once every row of the file has its entry. Where rows are left behind the cursor, because
 * the file is gone or was cut short, they get an entry, not processed, and the import ends as failed, which says why.
 * False: not ours any more.
 * @param fileIsThere whether the rows were read, as far as there are any
 */
export async function endRun(run: Run, atEnd: AtEnd, fileIsThere = true): Promise<boolean> {
  return transaction(async (tx) => {
    const locked = await lockRun(tx, run)
    if (!locked) return false
    const left = await leftOf(tx, run)
    if (left)
      await closeLeft(tx, run, {
        left,
        account: locked.account,
        why: fileIsThere ? lostFile.cutShort : lostFile.gone,
      })
    await writeEnd(tx, run, left ? 'failed' : (locked.closing ?? 'completed'), atEnd)
    return true
  })
}

async function closeLeft(
  tx: Tx,
  run: Run,
  { left, account, why }: { left: Left; account: LockedAccount; why: string },
): Promise<void> {
  const { accountId, number } = run.claim
  const ledger = new LedgerCopy(tx, run.writer)
  for (const { first, last, outcome } of left.spans) {
    if (ledger.isFull) await ledger.flush()
    ledger.addSpan(first, last, outcome)
  }
  await ledger.end()
  const rowLast = left.spans.at(-1)!.last
  const place = { batch: run.batch, rowFirst: left.spans[0]!.first, rowLast }
  await writeBatch(tx, run.writer, place, { tally: left.tally, account, after: account })
  await tx.query(
    `UPDATE imports SET cursor_row = $3, batches = batches + 1, failure = coalesce(failure, $4)
     WHERE account_id = $1 AND number = $2`,
    [accountId, number, rowLast, why],
  )
}

/** The rows behind the cursor, and what they count as. */
type Left = { spans: Span[]; tally: Tally }
type Span = { first: number; last: number; outcome: 'not_processed' | 'blank' }

/** Null when none are. */
async function leftOf(tx: Tx, run: Run): Promise<Left | null> {
  const own = await ownRowsOf(run.claim)
  if (own === null) return restOfFile(tx, run)
  const spans: Span[] = []
  for (const [first, last] of own.spansAfter(run.cursorRow))
    spans.push({ first, last, outcome: 'not_processed' })
  const notProcessed = spans.reduce((rows, { first, last }) => rows + last - first + 1, 0)
  return spans.length === 0 ? null : { spans, tally: { ...emptyTally(), notProcessed } }
}

/**
 * What is left behind the cursor, by the facts of the file or, in the rest of a parent, by the parent's ledger. How many
 * of the rows are blank is known, but not which: they are put last.
 */
async function restOfFile(tx: Tx, { claim, cursorRow }: Run): Promise<Left | null> {
  const { accountId, number, facts, rest } = claim
  const rowLast = lastRowOf(facts)
  if (rowLast <= cursorRow) return null
  const { rows: found } = await tx.query<{ blank: number }>(
    `SELECT coalesce(sum(row_last - greatest(row, $3 + 1) + 1), 0)::int AS blank FROM import_rows
     WHERE account_id = $1 AND import_number = $2 AND outcome = 'blank' AND row_last > $3`,
    [accountId, rest?.parent ?? number, rest ? cursorRow : facts.headerRow],
  )
  const counted = found[0]?.blank ?? 0
  const blank = rest ? counted : facts.blank - counted
  const spans: Span[] = [
    { first: cursorRow + 1, last: rowLast - blank, outcome: 'not_processed' },
    { first: rowLast - blank + 1, last: rowLast, outcome: 'blank' },
  ]
  return {
    spans: spans.filter(({ first, last }) => first <= last),
    tally: { ...emptyTally(), blank, notProcessed: rowLast - cursorRow - blank },
  }
}

async function writeEnd(tx: Tx, { claim }: Run, status: 'completed' | 'cancelled' | 'failed', atEnd: AtEnd) {
  faultPoint('before done')
  await tx.query(
    `UPDATE imports SET status = $3::import_status, finished_at = now(), lease_until = NULL
     WHERE account_id = $1 AND number = $2`,
    [claim.accountId, claim.number, status],
  )
  const { accountId, number, userId } = claim
  await recordAudit(tx, accountId, { kind: 'import_ended', userId, details: { import: number, status } })
  await atEnd(tx, claim.accountId, claim.number)
  faultPoint('mails enqueued')
}
