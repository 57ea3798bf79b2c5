import { pool } from '../db/client'
import type { AccountId } from '../db/ids'
import type { Forecast } from './check-result'

/** Something that made the account another between a check and the end of the import it was for. */
export type ForecastCause =
  | {
      kind: 'leads'
      what: 'import' | 'by_hand' | 'delete' | 'delete_permanently' | 'restore' | 'undo'
      added: number
      deleted: number
      importNumber: number | null
      at: Date
    }
  | { kind: 'changed_by_import'; count: number; importNumber: number; at: Date }
  | { kind: 'edited'; count: number; at: Date }
  | {
      kind: 'audit'
      what:
        | 'list_cleaned'
        | 'list_clean_undone'
        | 'deleted_email_released'
        | 'plan_changed'
        | 'campaign_changed'
      at: Date
    }
  | { kind: 'campaign_leads'; added: number; removed: number; importNumber: number | null; at: Date }

/** More are not named. */
export const causesMax = 20

/** What others did between the moment a check saw and the end of its import, in the order it happened. */
export async function forecastCauses(
  accountId: AccountId,
  number: number,
  { at, change }: Pick<Forecast, 'at' | 'change'>,
): Promise<ForecastCause[]> {
  const found = await Promise.all([
    leadChanges(accountId, number, change),
    changesByImports(accountId, number, at),
    edits(accountId, number, at),
    audited(accountId, number, at),
    campaignChanges(accountId, number, at),
  ])
  return found
    .flat()
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .slice(0, causesMax + 1)
}

/** Neighbouring entries of one import are one thing: it writes one per batch. */
async function leadChanges(accountId: AccountId, number: number, after: number): Promise<ForecastCause[]> {
  const { rows } = await pool().query<Omit<Extract<ForecastCause, { kind: 'leads' }>, 'kind'>>(
    `SELECT kind AS what, sum(added)::int AS added, sum(deleted)::int AS deleted, import_number AS "importNumber",
            min(at) AS at
     FROM lead_changes
     WHERE account_id = $1 AND change > $3 AND import_number IS DISTINCT FROM $2
       AND change <= (SELECT max(change) FROM import_batches WHERE account_id = $1 AND import_number = $2)
     GROUP BY kind, import_number, CASE WHEN import_number IS NULL THEN change END
     ORDER BY at LIMIT ${causesMax + 1}`,
    [accountId, number, after],
  )
  return rows.map((row) => ({ kind: 'leads', ...row }))
}

/** SQL: `column` lies between the check ($3) and the end of the import $2. */
const between = (column: string) =>
  `${column} > $3::timestamptz AND ${column} <= coalesce(
     (SELECT finished_at FROM imports WHERE account_id = $1 AND number = $2), now())`

async function changesByImports(accountId: AccountId, number: number, at: string): Promise<ForecastCause[]> {
  const { rows } = await pool().query<{ count: number; importNumber: number; at: Date }>(
    `SELECT b.import_number AS "importNumber", sum((b.tally -> 'changed')::int)::int AS count, min(b.written_at) AS at
     FROM imports i JOIN import_batches b ON b.account_id = i.account_id AND b.import_number = i.number
     WHERE i.account_id = $1 AND i.number <> $2 AND i.update
       AND (i.finished_at IS NULL OR i.finished_at > $3::timestamptz)
       AND ${between('b.written_at')} AND (b.tally -> 'changed')::int > 0
     GROUP BY b.import_number ORDER BY at LIMIT ${causesMax}`,
    [accountId, number, at],
  )
  return rows.map((row) => ({ kind: 'changed_by_import', ...row }))
}

async function edits(accountId: AccountId, number: number, at: string): Promise<ForecastCause[]> {
  const { rows } = await pool().query<{ count: number; at: Date | null }>(
    `SELECT count(DISTINCT lead_id)::int AS count, min(at) AS at FROM lead_edits
     WHERE account_id = $1 AND ${between('at')}`,
    [accountId, number, at],
  )
  return rows.flatMap(({ count, at }) => (at === null ? [] : [{ kind: 'edited', count, at } as const]))
}

type Audited = Extract<ForecastCause, { kind: 'audit' }>

async function audited(accountId: AccountId, number: number, at: string): Promise<ForecastCause[]> {
  const kinds: Audited['what'][] = [
    'list_cleaned',
    'list_clean_undone',
    'deleted_email_released',
    'plan_changed',
    'campaign_changed',
  ]
  const { rows } = await pool().query<Pick<Audited, 'what' | 'at'>>(
    `SELECT kind AS what, at FROM audit_entries
     WHERE account_id = $1 AND kind = ANY($4) AND ${between('at')} ORDER BY at LIMIT ${causesMax}`,
    [accountId, number, at, kinds],
  )
  return rows.map((row) => ({ kind: 'audit', ...row }))
}

/** What happened to the import's campaign but by deleting leads, which is told already. */
async function campaignChanges(accountId: AccountId, number: number, at: string): Promise<ForecastCause[]> {
  const { rows } = await pool().query<{
    added: number
    removed: number
    importNumber: number | null
    at: Date
  }>(
    `SELECT sum(c.added)::int AS added, sum(c.removed)::int AS removed, c.import_number AS "importNumber",
            min(c.at) AS at
     FROM campaign_changes c
     WHERE c.account_id = $1 AND c.kind IN ('import', 'by_hand', 'remove')
       AND c.campaign_id = (SELECT campaign_id FROM imports WHERE account_id = $1 AND number = $2)
       AND c.import_number IS DISTINCT FROM $2 AND c.added + c.removed > 0 AND ${between('c.at')}
     GROUP BY c.import_number, CASE WHEN c.import_number IS NULL THEN c.change END
     ORDER BY at LIMIT ${causesMax}`,
    [accountId, number, at],
  )
  return rows.map((row) => ({ kind: 'campaign_leads', ...row }))
}
