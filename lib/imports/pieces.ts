import { setImmediate as turn } from 'node:timers/promises'
import type { AccountState } from '../accounts/lock'
import { charactersMax } from '../db/rows-at-a-time'
import type { Tx } from '../db/transaction'
import { decideBatch, newProgress } from './decide'
import { type Asker, askForPiece, emailsOf, loadKnownButLeads, type Piece } from './known'
import { readyLeads } from './lead-writes'
import type { Decided, Run } from './lock'
import type { Decision } from './outcome'
import type { RowInput } from './row'

/** Rows looked up and decided at a time. */
const pieceRows = 2_000

/**
 * Looks a batch up and decides it, piece by piece: while one is decided, the database looks up those behind it. What
 * is known must stay true meanwhile; what the pieces before did stands in the progress.
 * @returns the decisions of the first rows: of all of them, unless their leads hold more than a batch should
 */
export async function decideInPieces(
  tx: Tx,
  run: Run,
  account: AccountState,
  rows: readonly RowInput[],
): Promise<Decided> {
  const asker = askerOf(run)
  const known = await loadKnownButLeads(tx, asker, account, emailsOf(rows))
  const ask = (at: number) =>
    askForPiece(tx, asker, account, Math.min(pieceRows, rows.length - at), (count) =>
      emailsOf(rows.slice(at, at + count)),
    )
  const progress = newProgress()
  const decisions: Decision[] = []
  let found = 0
  let held = 0
  let asked: Promise<Piece> | null = ask(0)
  while (asked) {
    const piece: Piece = await asked
    const [at, end] = [decisions.length, decisions.length + piece.rows]
    held += piece.looked.size
    asked = end < rows.length && held < charactersMax ? ask(end) : null
    asked?.catch(() => {}) // thrown where it is awaited
    await turn() // the question is on its way
    const leads = await piece.looked.leads(asked ?? undefined)
    found += leads.size
    for (const decision of decideBatch(rows.slice(at, end), { ...known, leads }, run.rules, progress))
      decisions.push(decision)
  }
  return { decisions, leads: readyLeads(run.writer, decisions), progress, found }
}

/** What the look-ups of a run must know of it. */
export function askerOf({ claim, shape, turnedAway, touched, lookUp }: Run): Asker {
  const { accountId, number, update, campaign } = claim
  const campaignId = campaign?.id ?? null
  return { accountId, number, fields: shape.fields, update, campaignId, turnedAway, touched, lookUp }
}
