import { db } from '../db/client'
import type { ExportStatus } from '../db/generated/enums'
import type { AccountId, ExportId } from '../db/ids'
import { exportKeptDays } from './mutations'

/** An export as pages show it. */
export type ExportView = {
  id: ExportId
  by: string
  status: ExportStatus
  /** How many leads matched when it was asked for; how many are in the file so far. */
  leads: number
  written: number
  bytes: number | null
  createdAt: Date
  keptUntil: Date
}

const dayMs = 86_400_000
const shownMax = 50

/** The exports whose files are kept or being written, the newest first. */
export async function listExports(accountId: AccountId): Promise<ExportView[]> {
  return viewsOf({ accountId })
}

/** One of them; null when there is none. */
export async function getExport(accountId: AccountId, id: ExportId): Promise<ExportView | null> {
  const [view] = await viewsOf({ accountId, id })
  return view ?? null
}

async function viewsOf(where: { accountId: AccountId; id?: ExportId }): Promise<ExportView[]> {
  const rows = await db().export.findMany({ where, orderBy: { id: 'desc' }, take: shownMax })
  const users = await db().user.findMany({
    where: { id: { in: rows.map((row) => row.userId) } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(users.map(({ id, name }) => [id, name]))
  return rows.map((row) => ({
    id: row.id as ExportId,
    by: nameOf.get(row.userId) ?? 'Somebody who left',
    status: row.status,
    leads: row.leads,
    written: row.written,
    bytes: row.bytes === null ? null : Number(row.bytes),
    createdAt: row.createdAt,
    keptUntil: new Date(row.createdAt.getTime() + exportKeptDays * dayMs),
  }))
}
