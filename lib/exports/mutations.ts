import { recordAudit } from '../audit/mutations'
import { pool } from '../db/client'
import { type AccountId, type ExportId, type LeadId, newId, type UserId } from '../db/ids'
import { transaction } from '../db/transaction'
import type { LeadFilter } from '../leads/filter'
import { countLeads } from '../leads/queries'
import { log } from '../log'
import { done, type Result, refused } from '../result'
import type { CsvColumn } from './csv-columns'
import { removeOldExports } from './files'

/** More leads than this are exported by a worker. */
export const leadsAtOnceMax = 10_000

/** The file of an export is kept this long. */
export const exportKeptDays = 7

/** Exports of an account that are under way at a time. */
const underWayMax = 3

type Asked = {
  which: LeadFilter | { leadIds: readonly LeadId[] }
  /** Null = all. */
  columns: readonly CsvColumn[] | null
}

/**
 * Asks for a file of leads. So few that they can be answered at once are only counted (`id` null); more are queued for
 * a worker, and that stands in the audit. Refused when nothing matches, or enough exports are under way.
 */
export async function askForExport(
  accountId: AccountId,
  userId: UserId,
  { which, columns }: Asked,
): Promise<Result<{ id: ExportId | null; leads: number }>> {
  const leads = await countOf(accountId, which)
  if (leads === 0) return refused('No lead matches, so there is nothing to export.')
  if ('leadIds' in which || leads <= leadsAtOnceMax) return done({ id: null, leads })
  return transaction(async (tx) => {
    // One place for each: an account that asks many times at once gets as many as it may have.
    await tx.query('SELECT FROM accounts WHERE id = $1 FOR UPDATE', [accountId])
    const { rowCount } = await tx.query('SELECT FROM exports WHERE account_id = $1 AND finished_at IS NULL', [
      accountId,
    ])
    if ((rowCount ?? 0) >= underWayMax)
      return refused(`${underWayMax} exports are being prepared. Wait until one of them is ready.`)
    const id = newId() as ExportId
    await tx.query(
      'INSERT INTO exports (account_id, id, user_id, filter, columns, leads) VALUES ($1, $2, $3, $4, $5, $6)',
      [accountId, id, userId, JSON.stringify(which), columns && JSON.stringify(columns), leads],
    )
    await recordAudit(tx, accountId, { kind: 'leads_exported', userId, details: { count: leads } })
    return done({ id, leads })
  })
}

/** Writes down that leads are about to be given out at once. */
export async function noteExport(accountId: AccountId, userId: UserId, which: Asked['which']): Promise<void> {
  const count = await countOf(accountId, which)
  await transaction((tx) =>
    recordAudit(tx, accountId, { kind: 'leads_exported', userId, details: { count } }),
  )
}

async function countOf(accountId: AccountId, which: Asked['which']): Promise<number> {
  return 'leadIds' in which ? which.leadIds.length : countLeads(accountId, which)
}

/** Deletes exports that are too old to be kept, with their files. For a job. */
export async function sweepExports(): Promise<void> {
  const { rows } = await pool().query<{ before: Date }>(
    `SELECT now() - make_interval(days => $1) AS before`,
    [exportKeptDays],
  )
  const before = rows[0]?.before ?? new Date(0)
  const { rowCount } = await pool().query('DELETE FROM exports WHERE created_at < $1', [before])
  const files = await removeOldExports(before)
  if ((rowCount ?? 0) + files > 0) log.info({ exports: rowCount, files }, 'Swept old exports')
}
