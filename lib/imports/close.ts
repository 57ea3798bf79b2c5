import { recordAudit } from '../audit/mutations'
import type { AccountId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { writeBatch } from './apply'
import { recordJoining } from './campaign-writes'
import { faultPoint } from './fault-point'
import { LedgerCopy } from './ledger'
import { lockRun, type Run } from './lock'
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

/** Ends the import once every row of the file has its entry. False: not ours any more. */
export async function endRun(run: Run, atEnd: AtEnd): Promise<boolean> {
  return transaction(async (tx) => {
    const locked = await lockRun(tx, run)
    if (!locked) return false
    await writeEnd(tx, run, locked.closing ?? 'completed', atEnd)
    return true
  })
}

/**
 * Ends an import whose file is gone as failed. What the file's facts say is left of it gets one entry,
 * not processed. False: not ours any more.
 */
export async function closeWithoutFile(run: Run, atEnd: AtEnd): Promise<boolean> {
  const { accountId, number } = run.claim
  return transaction(async (tx) => {
    const locked = await lockRun(tx, run)
    if (!locked) return false
    const left = await leftOf(tx, run)
    const rowLast = left.spans.at(-1)?.[1] ?? 0
    if (rowLast > run.cursorRow) {
      const rowFirst = left.spans[0]![0]
      const ledger = new LedgerCopy(tx, run.writer)
      for (const [first, last] of left.spans) {
        if (ledger.isFull) await ledger.flush()
        ledger.addSpan(first, last, 'not_processed')
      }
      await ledger.end()
      const place = { batch: run.batch, rowFirst, rowLast }
      const { account } = locked
      await writeBatch(tx, run.writer, place, { tally: left.tally, account, after: account })
      await tx.query(
        `UPDATE imports SET cursor_row = $3, batches = batches + 1, failure = coalesce(failure, $4)
         WHERE account_id = $1 AND number = $2`,
        [
          accountId,
          number,
          rowLast,
          'The file is no longer on the server. Choose it again and import the rest.',
        ],
      )
    }
    await writeEnd(tx, run, 'failed', atEnd)
    return true
  })
}

/** The rows behind the cursor, and what they count as. */
type Left = { spans: [first: number, last: number][]; tally: Tally }

async function leftOf(tx: Tx, run: Run): Promise<Left> {
  const own = await ownRowsOf(run.claim)
  if (own === null) return restOfFile(tx, run)
  const spans = [...own.spansAfter(run.cursorRow)]
  const notProcessed = spans.reduce((rows, [first, last]) => rows + last - first + 1, 0)
  return { spans, tally: { ...emptyTally(), notProcessed } }
}

/** What is left behind the cursor, by the facts of the file or, in the rest of a parent, by the parent's ledger. */
async function restOfFile(tx: Tx, { claim, cursorRow }: Run): Promise<Left> {
  const { accountId, number, facts, rest } = claim
  const rowLast = facts.headerRow + facts.rows + facts.blank
  const { rows: found } = await tx.query<{ blank: number }>(
    `SELECT coalesce(sum(row_last - greatest(row, $3 + 1) + 1), 0)::int AS blank FROM import_rows
     WHERE account_id = $1 AND import_number = $2 AND outcome = 'blank' AND row_last > $3`,
    [accountId, rest?.parent ?? number, rest ? cursorRow : facts.headerRow],
  )
  const counted = found[0]?.blank ?? 0
  const blank = rest ? counted : facts.blank - counted
  const spans: Left['spans'] = rowLast > cursorRow ? [[cursorRow + 1, rowLast]] : []
  return { spans, tally: { ...emptyTally(), blank, notProcessed: rowLast - cursorRow - blank } }
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
