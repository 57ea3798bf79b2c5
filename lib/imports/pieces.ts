import { setImmediate as turn } from 'node:timers/promises'
import type { AccountState } from '../accounts/lock'
import type { Tx } from '../db/transaction'
import { decideBatch, newProgress } from './decide'
import { type Asker, askForLeads, emailsOf, loadKnownButLeads } from './known'
import { readyLeads } from './lead-writes'
import type { Decided, Run } from './lock'
import type { Decision } from './outcome'
import type { RowInput } from './row'

/** Rows looked up and decided at a time. */
const pieceRows = 2_000

/**
 * Looks a batch up and decides it, piece by piece: while one is decided, the database looks up those behind it. What
 * is known must stay true meanwhile; what the pieces before did stands in the progress.
 */
export async function decideInPieces(
  tx: Tx,
  run: Run,
  account: AccountState,
  rows: readonly RowInput[],
): Promise<Decided> {
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
    const leads = await looked.leads(asked)
    found += leads.size
    for (const decision of decideBatch(piece, { ...known, leads }, run.rules, progress))
      decisions.push(decision)
  }
  await asked
  return { decisions, leads: readyLeads(run.writer, decisions), progress, found }
}

/** What the look-ups of a run must know of it. */
export function askerOf({ claim, shape, turnedAway, touched, lookUp }: Run): Asker {
  const { accountId, number, update, campaign } = claim
  const campaignId = campaign?.id ?? null
  return { accountId, number, fields: shape.fields, update, campaignId, turnedAway, touched, lookUp }
}
