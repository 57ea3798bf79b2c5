import { pool } from '../db/client'
import { type AccountId, newId, type UserId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { customFieldNames } from '../leads/custom-fields/queries'
import { done, type Result, refused } from '../result'
import type { CheckStage } from './check'
import type { CheckResult, Forecast } from './check-result'
import { customColumns } from './custom-columns'
import { cellsEdited } from './edits'
import { fileFactsSchema } from './file-facts'
import { lostFile } from './lost-file'
import { refusalOfMapping, type StartImport } from './mutations'

/** What an import would be started with. A check answers for exactly these options of exactly one file. */
export type ImportToCheck = Omit<StartImport, 'startKey' | 'remember'>

/** The same as stored, whatever was left out; with how the file is read, since that changes its rows. */
export type CheckOptions = Required<Omit<ImportToCheck, 'fileId'>> & { reading: object }

export type CheckStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

export type CheckProgress = { status: CheckStatus; stage: CheckStage | 'waiting'; rowsDone: number }

/** The latest check of a file with the options asked for. */
export type CheckView = CheckProgress & {
  id: string
  failure: string | null
  finishedAt: Date | null
  /** Null unless done. */
  result: CheckResult | null
}

/** Minutes after which a check no longer answers for the account as it is now. */
export const checkFreshMinutes = 10

/**
 * Has the import checked: leaves it for a worker. One that is under way or fresh answers instead, unless `again`; checks
 * of this file with other options are cancelled and forgotten.
 */
export async function startCheck(
  accountId: AccountId,
  userId: UserId,
  { again = false, ...toCheck }: ImportToCheck & { again?: boolean },
): Promise<Result<{ checkId: string }>> {
  const refusal = refusalOfMapping(toCheck.mapping)
  if (refusal) return refused(refusal)
  const custom = customColumns(toCheck.mapping, await customFieldNames(accountId))
  if (custom.kind !== 'done') return custom
  return transaction(async (tx) => {
    await lockFile(tx, accountId, toCheck.fileId)
    const options = await optionsOf(tx, accountId, toCheck)
    if (!options) return refused(lostFile.chooseAgain)
    const about = [accountId, toCheck.fileId, options]
    const fresh = again ? null : await freshCheck(tx, about)
    if (fresh) return done({ checkId: fresh })
    await tx.query('DELETE FROM checks WHERE account_id = $1 AND file_id = $2', [accountId, toCheck.fileId])
    const checkId = newId()
    await tx.query(
      'INSERT INTO checks (account_id, file_id, options, id, user_id) VALUES ($1, $2, $3, $4, $5)',
      [...about, checkId, userId],
    )
    return done({ checkId })
  })
}

/** The options as stored; null when the file is gone. */
async function optionsOf(
  asked: Pick<Tx, 'query'>,
  accountId: AccountId,
  { fileId, mapping, update, blankCells, campaignId, tag = null, edits = null }: ImportToCheck,
): Promise<string | null> {
  const { rows } = await asked.query<{ facts: unknown }>(
    'SELECT facts FROM files WHERE account_id = $1 AND id = $2',
    [accountId, fileId],
  )
  if (!rows[0]) return null
  const { encoding, delimiter, headerRow, sheet } = fileFactsSchema.parse(rows[0].facts)
  const reading = { encoding, delimiter, headerRow, sheet: sheet?.name ?? null }
  const options: CheckOptions = {
    ...{ mapping, update, blankCells, campaignId, tag: tag || null, reading },
    edits: cellsEdited(edits) > 0 ? edits : null,
  }
  return JSON.stringify(options)
}

/** Two clicks at once start one check. */
async function lockFile(tx: Tx, accountId: AccountId, fileId: string): Promise<void> {
  await tx.query('SELECT FROM files WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE', [accountId, fileId])
}

async function freshCheck(tx: Tx, about: unknown[]): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM checks WHERE account_id = $1 AND file_id = $2 AND options = $3::jsonb
       AND (status IN ('queued', 'running')
            OR status = 'done' AND finished_at > now() - make_interval(mins => ${checkFreshMinutes}))
     ORDER BY id DESC LIMIT 1`,
    about,
  )
  return rows[0]?.id ?? null
}

/** The latest check of a file with these options; null when there is none. */
export async function getCheck(accountId: AccountId, toCheck: ImportToCheck): Promise<CheckView | null> {
  const options = await optionsOf(pool(), accountId, toCheck)
  const { rows } = await pool().query<CheckView>(
    `SELECT id, status, stage, rows_done AS "rowsDone", failure, finished_at AS "finishedAt", result
     FROM checks WHERE account_id = $1 AND file_id = $2 AND options = $3::jsonb ORDER BY id DESC LIMIT 1`,
    [accountId, toCheck.fileId, options],
  )
  return rows[0] ?? null
}

/** How far a check is; null when it was replaced by another. */
export async function checkProgress(accountId: AccountId, checkId: string): Promise<CheckProgress | null> {
  const { rows } = await pool().query<CheckProgress>(
    'SELECT status, stage, rows_done AS "rowsDone" FROM checks WHERE account_id = $1 AND id = $2',
    [accountId, checkId],
  )
  return rows[0] ?? null
}

/** Stops a check. One that has ended stays as it is. */
export async function cancelCheck(accountId: AccountId, checkId: string): Promise<Result> {
  const { rowCount } = await pool().query(
    `UPDATE checks SET status = 'cancelled', finished_at = now()
     WHERE account_id = $1 AND id = $2 AND status IN ('queued', 'running')`,
    [accountId, checkId],
  )
  return rowCount === 1 ? done() : refused('The check has ended already.')
}

/**
 * Keeps with an import what the last check of its file with its options said, in the transaction that starts it, and
 * forgets the file's checks: from now on the account is another.
 */
export async function keepForecast(
  tx: Tx,
  accountId: AccountId,
  { number, startKey: _, ...toCheck }: StartImport & { number: number },
): Promise<void> {
  const options = await optionsOf(tx, accountId, toCheck)
  await tx.query(
    `UPDATE imports SET forecast = (
       SELECT jsonb_build_object('at', result -> 'at', 'change', result -> 'change', 'report', result -> 'report')
       FROM checks WHERE account_id = $1 AND file_id = $3 AND options = $4::jsonb AND status = 'done'
       ORDER BY id DESC LIMIT 1)
     WHERE account_id = $1 AND number = $2`,
    [accountId, number, toCheck.fileId, options],
  )
  await tx.query('DELETE FROM checks WHERE account_id = $1 AND file_id = $2', [accountId, toCheck.fileId])
}

/** What was forecast for an import; null when it was started without a check. */
export async function getForecast(accountId: AccountId, number: number): Promise<Forecast | null> {
  const { rows } = await pool().query<{ forecast: Forecast | null }>(
    'SELECT forecast FROM imports WHERE account_id = $1 AND number = $2',
    [accountId, number],
  )
  return rows[0]?.forecast ?? null
}
