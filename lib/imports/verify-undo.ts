import type { Tx } from '../db/transaction'
import { loadUndoTally } from './undo/stage'
import { allOf, keptOf, type UndoStage, type UndoTally, undoStages } from './undo/tally'
import { type Verdict, verdict } from './verdict'
import { numberOf, type Subject } from './verify-subject'

type Undo = { undo: number; kind: 'undo' | 'redo'; status: string }

/** Each undo of the import that went to its end: undone and kept are everything there was, and what was kept is listed. */
export async function undoVerdicts(tx: Tx, subject: Subject): Promise<Verdict[]> {
  const { rows } = await tx.query<Undo>(
    'SELECT undo, kind, status FROM import_undos WHERE account_id = $1 AND import_number = $2 ORDER BY undo',
    subject.key,
  )
  const verdicts: Verdict[] = []
  for (const { undo, kind, status } of rows)
    if (status === 'completed') verdicts.push(await undoVerdict(tx, subject, { undo, kind }))
  return verdicts
}

async function undoVerdict(
  tx: Tx,
  subject: Subject,
  { undo, kind }: Pick<Undo, 'undo' | 'kind'>,
): Promise<Verdict> {
  const { accountId, number } = subject
  const tally = await loadUndoTally(tx, { accountId, number, undo })
  const all =
    kind === 'undo'
      ? await madeBy(tx, subject)
      : undoneIn(await loadUndoTally(tx, { accountId, number, undo: undo - 1 }))
  const { rows } = await tx.query<{ stage: UndoStage; listed: number }>(
    `SELECT stage, count(*)::int AS listed FROM undo_rows WHERE account_id = $1 AND import_number = $2 AND undo = $3
     GROUP BY stage`,
    [accountId, number, undo],
  )
  const listed = new Map(rows.map((row) => [row.stage, row.listed]))
  const wrong = undoStages.filter((stage) => {
    const counts = tally[stage]
    // Leads that were gone already are nowhere to be listed from.
    const named = keptOf(counts) + counts.partly - (stage === 'leads' ? (counts.kept.gone ?? 0) : 0)
    return allOf(counts) !== all[stage] || named !== (listed.get(stage) ?? 0)
  })
  const found = undoStages.map((stage) => `${stage} ${allOf(tally[stage])} of ${all[stage]}`).join(', ')
  const name = `${kind === 'undo' ? 'Undo' : 'Undoing the undo'} (${undo}): undone and kept are all there was, and what was kept is listed`
  return verdict(
    name,
    wrong.length === 0,
    wrong.length === 0 ? found : `${found}; wrong: ${wrong.join(', ')}`,
  )
}

type Amounts = Record<UndoStage, number>

/** What the ledger says the import did: leads added, leads changed that were there before, entries in the campaign. */
async function madeBy(tx: Tx, { key, tally }: Subject): Promise<Amounts> {
  const values = await numberOf(
    tx,
    `SELECT count(DISTINCT r.lead_id)::int AS n FROM import_rows r
     WHERE r.account_id = $1 AND r.import_number = $2 AND r.outcome = 'changed' AND (r.other_row IS NULL OR NOT coalesce((
       SELECT a.outcome = 'added' AND a.row_last >= r.other_row FROM import_rows a
       WHERE a.account_id = $1 AND a.import_number = $2 AND a.row <= r.other_row ORDER BY a.row DESC LIMIT 1), false))`,
    key,
  )
  return { leads: tally.added, values, campaign: tally.campaign.added }
}

function undoneIn({ leads, values, campaign }: UndoTally): Amounts {
  return {
    leads: leads.done,
    values: values.done + values.partly,
    campaign: campaign.done,
  }
}
