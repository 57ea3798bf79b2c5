import { db, pool } from '../../db/client'
import { snapshot } from '../../db/cursor'
import type { AccountId, CampaignId } from '../../db/ids'
import { rowsAtFirst } from '../../db/rows-at-a-time'
import type { Tx } from '../../db/transaction'
import type { FieldKey } from '../../leads/fields'
import type { Tally } from '../tally'
import { touchedSql } from './leads-stage'
import { type KeptValue, putBack } from './put-back'
import { loadUndoTally } from './stage'
import { allOf, emptyUndoTally, type KeptReason, keep, keptOf, type UndoStage, type UndoTally } from './tally'
import { undoDays } from './undo-start'
import { changedLeads, sizeAfter } from './values-stage'

/** The latest undo of an import, or the undoing of it. */
export type UndoView = {
  undo: number
  kind: 'undo' | 'redo'
  status: 'queued' | 'running' | 'completed' | 'failed'
  /** What keeps it from going on just now, in a sentence. */
  trouble: string | null
  startedBy: string
  createdAt: Date
  finishedAt: Date | null
  /** Until when it can be undone in turn. */
  undoneUntil: Date | null
  tally: UndoTally
  /** How much there is to go through, and how much is done; for its progress. */
  total: number
  done: number
}

/** Null: nobody has undone the import. */
export async function getUndo(accountId: AccountId, number: number): Promise<UndoView | null> {
  const found = await db().importUndo.findFirst({
    where: { accountId, importNumber: number },
    orderBy: { undo: 'desc' },
  })
  if (!found) return null
  const { undo, kind, status, trouble, createdAt, finishedAt } = found
  const tally = await loadUndoTally(pool(), { accountId, number, undo })
  const before = kind === 'redo' ? await loadUndoTally(pool(), { accountId, number, undo: undo - 1 }) : null
  const user = await db().user.findUnique({ where: { id: found.userId }, select: { name: true } })
  return {
    undo,
    kind,
    status,
    trouble,
    startedBy: user?.name ?? 'Somebody who left',
    createdAt,
    finishedAt,
    undoneUntil: finishedAt && new Date(finishedAt.getTime() + undoDays * 86_400_000),
    tally,
    total: before ? undoneIn(before) : await changesOf(accountId, number),
    done: allOf(tally.leads) + allOf(tally.values) + allOf(tally.campaign),
  }
}

function undoneIn({ leads, values, campaign }: UndoTally): number {
  return leads.done + values.done + values.partly + campaign.done
}

/** About how many leads and entries the import made or changed. */
async function changesOf(accountId: AccountId, number: number): Promise<number> {
  const { rows } = await pool().query<{ total: number }>(
    `SELECT coalesce(sum((tally->'added')::int + (tally->'changed')::int + (tally->'campaign'->'added')::int), 0)::int
       AS total FROM import_batches WHERE account_id = $1 AND import_number = $2`,
    [accountId, number],
  )
  return rows[0]?.total ?? 0
}

/** Something that an undo kept. */
export type KeptThing = {
  stage: UndoStage
  row: number
  reason: KeptReason
  email: string | null
  leadId: string | null
  values: KeptValue[] | null
}

/** What an undo kept, in the order of leads, values, campaign and row. `page` counts from 1. */
export async function listKept(
  accountId: AccountId,
  { number, undo, page, size }: { number: number; undo: number; page: number; size: number },
): Promise<{ kept: KeptThing[]; total: number }> {
  const { rows } = await pool().query<KeptThing & { total: number }>(
    `SELECT stage, row, reason, email, lead_id AS "leadId", details AS values, count(*) OVER ()::int AS total
     FROM undo_rows WHERE account_id = $1 AND import_number = $2 AND undo = $3
     ORDER BY stage, row LIMIT $4 OFFSET $5`,
    [accountId, number, undo, size, (page - 1) * size],
  )
  return { kept: rows.map(({ total: _, ...kept }) => kept), total: rows[0]?.total ?? 0 }
}

/** What undoing an import would come to now. */
export type UndoPreview = {
  tally: UndoTally
  /** Fields of leads that would get their old value. */
  values: number
  /** Modified leads that were not looked at, since there are too many for a page. */
  notLooked: number
  /** Until when it can be undone; null when it no longer can. */
  until: Date | null
}

type Subject = {
  accountId: AccountId
  number: number
  campaignId: CampaignId | null
  tally: Tally
  until: Date | null
}

const lookMs = 4_000

/** Counts what would be undone and what would be kept, by the rules of the undo itself, and writes nothing. */
export async function previewUndo(accountId: AccountId, number: number): Promise<UndoPreview | null> {
  return snapshot(async (tx) => {
    const subject = await subjectOf(tx, accountId, number)
    if (!subject) return null
    const tally = emptyUndoTally()
    await previewLeads(tx, subject, tally)
    await previewCampaign(tx, subject, tally)
    return { tally, ...(await previewValues(tx, subject, tally)), until: subject.until }
  })
}

async function subjectOf(tx: Tx, accountId: AccountId, number: number): Promise<Subject | null> {
  const { rows } = await tx.query<{
    campaign_id: CampaignId | null
    until: Date | null
    tally: Tally | null
  }>(
    `SELECT i.campaign_id, CASE WHEN i.finished_at > now() - make_interval(days => $3)
              THEN i.finished_at + make_interval(days => $3) END AS until,
            (SELECT jsonb_build_object('added', sum((tally->'added')::int), 'campaign',
               jsonb_build_object('added', sum((tally->'campaign'->'added')::int)))
             FROM import_batches WHERE account_id = $1 AND import_number = $2) AS tally
     FROM imports i WHERE i.account_id = $1 AND i.number = $2 AND i.finished_at IS NOT NULL`,
    [accountId, number, undoDays],
  )
  const row = rows[0]
  if (!row?.tally) return null
  return { accountId, number, campaignId: row.campaign_id, tally: row.tally, until: row.until }
}

async function previewLeads(tx: Tx, subject: Subject, { leads }: UndoTally): Promise<void> {
  const { accountId, number, campaignId, tally } = subject
  const { rows } = await tx.query<{ reason: KeptReason | null; count: number }>(
    `SELECT reason, count(*)::int AS count FROM (
       SELECT ${touchedSql} AS reason FROM leads l WHERE l.account_id = $1 AND l.import_number = $2) AS t GROUP BY 1`,
    [accountId, number, campaignId],
  )
  for (const { reason, count } of rows)
    if (reason === null) leads.done = count
    else keep(leads, reason, count)
  keep(leads, 'gone', (tally.added ?? 0) - leads.done - keptOf(leads))
}

async function previewCampaign(tx: Tx, subject: Subject, { campaign }: UndoTally): Promise<void> {
  const { accountId, number, campaignId, tally } = subject
  if (campaignId === null) return
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM campaign_leads
     WHERE account_id = $1 AND campaign_id = $2 AND import_number = $3`,
    [accountId, campaignId, number],
  )
  campaign.done = rows[0]?.count ?? 0
  keep(campaign, 'left_since', (tally.campaign.added ?? 0) - campaign.done)
}

/** Looks at the changed leads for as long as a page may take. */
async function previewValues(tx: Tx, { accountId, number }: Subject, { values }: UndoTally) {
  const until = performance.now() + lookMs
  let back = 0
  let after = 0
  let size = rowsAtFirst
  while (performance.now() < until) {
    const next = await changedLeads(tx, { accountId, number }, { after, size })
    const { leads, fields, last } = next
    for (const { changes, there } of leads) {
      const turned = there && putBack(changes, (field: FieldKey) => there.values[fields.indexOf(field)] ?? '')
      if (!turned) keep(values, 'gone')
      else if (turned.kept.length === 0) values.done++
      else if (turned.back > 0) values.partly++
      else keep(values, 'changed_since')
      back += turned?.back ?? 0
    }
    if (last === null) return { values: back, notLooked: 0 }
    after = last
    size = sizeAfter(next)
  }
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM import_rows WHERE account_id = $1 AND import_number = $2
       AND outcome = 'changed' AND other_row IS NULL AND row > $3`,
    [accountId, number, after],
  )
  return { values: back, notLooked: rows[0]?.count ?? 0 }
}
