import { db, pool } from '../db/client'
import type { AccountId, FileId } from '../db/ids'
import { env } from '../env'
import { type Edits, editsSchema } from './edits'
import { type FileFacts, fileFactsSchema, lastRowOf } from './file-facts'
import { fileExists } from './files'
import type { FixKind } from './fix'
import { type Mapping, mappingSchema } from './mapping'
import { foldReport, type Report } from './report'
import { rowsTaken, takenSchema } from './taken'
import type { Tally } from './tally'

export type ImportStatus = 'queued' | 'running' | 'completed' | 'cancelled' | 'failed'

/** One import with its report, as page, mail and command line show it. */
export type ImportView = {
  number: number
  status: ImportStatus
  failure: string | null
  /** What keeps it from going on just now, in a sentence. */
  trouble: string | null
  /** The import whose rows it took up again. */
  parentNumber: number | null
  /** What it does with the rejected rows of its parent that it took up again; null when it is no fix. */
  fix: FixKind | null
  /** Cells that a person corrected. */
  edits: Edits | null
  /** The import that took up the rows this one did not process. */
  restNumber: number | null
  cancelRequested: boolean
  /** Running, but no worker has been heard of since the lease ran out. */
  stalled: boolean
  file: {
    id: FileId
    name: string
    bytes: number
    sha256: string
    encoding: string
    delimiter: string
    columns: string[]
    facts: FileFacts
    keptUntil: Date
    available: boolean
  }
  mapping: Mapping
  options: {
    update: boolean
    blankCells: 'keep' | 'clear'
    /** Given to every lead of the import. */
    tag: string | null
    campaign: { id: string; name: string } | null
  }
  startedBy: { id: string; name: string; email: string }
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  /** Rows below the header (of a rest: behind its parent's; of a fix: those it took), blank ones included; and done. */
  rowsTotal: number
  rowsDone: number
  report: Report
  leadCountNow: number
}

/** Null when the account has no such import. */
export async function getImport(accountId: AccountId, number: number): Promise<ImportView | null> {
  const found = await db().import.findUnique({
    where: { accountId_number: { accountId, number } },
    include: {
      file: true,
      campaign: true,
      account: true,
      children: { where: { afterRow: { not: null } }, select: { number: true } },
    },
  })
  if (!found) return null
  const fileId = found.file.id as FileId
  const facts = fileFactsSchema.parse(found.file.facts)
  const rowBefore = found.afterRow ?? facts.headerRow
  const startedBy = await db().user.findUnique({ where: { id: found.userId } })
  const stalled = found.status === 'running' && (await isStalled(accountId, number))
  const keptUntil = new Date(found.file.createdAt.getTime() + env().FILE_KEEP_DAYS * 86_400_000)
  const taken = found.taken === null ? null : takenSchema.parse(found.taken)
  const report = await loadReport(accountId, number, found.campaign?.name ?? null, found.account.leadCount)
  return {
    number,
    status: found.status,
    failure: found.failure,
    trouble: found.trouble,
    parentNumber: found.parentNumber,
    fix: found.fix,
    edits: found.edits === null ? null : editsSchema.parse(found.edits),
    restNumber: found.children[0]?.number ?? null,
    cancelRequested: found.cancelRequestedAt !== null,
    stalled,
    file: {
      id: fileId,
      name: found.file.name,
      bytes: Number(found.file.bytes),
      sha256: found.file.sha256,
      encoding: facts.encoding,
      delimiter: facts.delimiter,
      columns: facts.columns,
      facts,
      keptUntil,
      available: await fileExists(fileId),
    },
    mapping: mappingSchema.parse(found.mapping),
    options: {
      update: found.update,
      blankCells: found.blankCells,
      tag: found.tag,
      campaign: found.campaign && { id: found.campaign.id, name: found.campaign.name },
    },
    startedBy: {
      id: found.userId,
      name: startedBy?.name ?? 'Somebody who left',
      email: startedBy?.email ?? '',
    },
    createdAt: found.createdAt,
    startedAt: found.startedAt,
    finishedAt: found.finishedAt,
    rowsTotal: taken ? rowsTaken(taken) : lastRowOf(facts) - rowBefore,
    rowsDone: taken ? report.counts.rows_in_file : Math.max(0, found.cursorRow - rowBefore),
    report,
    leadCountNow: found.account.leadCount,
  }
}

/** By the database's clock: a lease of another machine is never compared with ours. */
async function isStalled(accountId: AccountId, number: number): Promise<boolean> {
  const { rowCount } = await pool().query(
    'SELECT FROM imports WHERE account_id = $1 AND number = $2 AND lease_until < now()',
    [accountId, number],
  )
  return rowCount === 1
}

type SpineEntry = { tally: Tally; leads_before: number; leads_after: number; change: number }

async function loadReport(
  accountId: AccountId,
  number: number,
  campaignName: string | null,
  leadCountNow: number,
): Promise<Report> {
  const { rows } = await pool().query<SpineEntry>(
    `SELECT tally, leads_before, leads_after, change FROM import_batches
     WHERE account_id = $1 AND import_number = $2 ORDER BY batch`,
    [accountId, number],
  )
  const first = rows[0]
  const last = rows.at(-1)
  return foldReport(
    rows.map((row) => row.tally),
    {
      campaignName,
      leadsBefore: first?.leads_before ?? leadCountNow,
      leadsAfter: last?.leads_after ?? leadCountNow,
      othersDuring:
        first && last ? await othersBetween(accountId, number, first.change, last.change) : noOthers,
    },
  )
}

const noOthers = { added: 0, deleted: 0 }

async function othersBetween(accountId: AccountId, number: number, after: number, until: number) {
  const { rows } = await pool().query<{ added: number; deleted: number }>(
    `SELECT coalesce(sum(added), 0)::int AS added, coalesce(sum(deleted), 0)::int AS deleted FROM lead_changes
     WHERE account_id = $1 AND change > $3 AND change <= $4 AND import_number IS DISTINCT FROM $2`,
    [accountId, number, after, until],
  )
  return rows[0] ?? noOthers
}
