import { createHash } from 'node:crypto'
import { db } from '../db/client'
import type { AccountId, FileId, UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { plainName } from '../leads/plain-name'
import { type FileFacts, fileFactsSchema } from './file-facts'
import { type Mapping, mappingSchema } from './mapping'
import { endsWithReport, reportColumns } from './match-columns'

/** What was chosen for a file with the same headers before, by whom, and the import that used it last. */
export type RememberedMapping = { mapping: Mapping; number: number; at: Date; userId: UserId }

/**
 * What files with the same headers have in common: their names in order, without case, accents and signs. Our own
 * columns behind rejected rows do not count. Null: without headers there is nothing to know a file by.
 */
export function headersHash({ columns, hasHeader }: Pick<FileFacts, 'columns' | 'hasHeader'>): string | null {
  if (!hasHeader) return null
  const names = ownColumns(columns).map((name) => plainName(name) || name.trim())
  return createHash('sha256').update(JSON.stringify(names)).digest('hex')
}

function ownColumns<T extends string>(columns: readonly T[]): readonly T[] {
  return endsWithReport(columns) ? columns.slice(0, -reportColumns.length) : columns
}

/** Null: no such file was imported on the pages of the account yet. */
export async function rememberedMapping(
  accountId: AccountId,
  facts: Pick<FileFacts, 'columns' | 'hasHeader'>,
): Promise<RememberedMapping | null> {
  const hash = headersHash(facts)
  if (hash === null) return null
  const row = await db().columnMapping.findUnique({
    where: { accountId_headersHash: { accountId, headersHash: hash } },
  })
  const mapping = mappingSchema.safeParse(row?.mapping)
  if (!row || !mapping.success) return null
  const missing = facts.columns.length - mapping.data.length
  if (missing < 0) return null
  return {
    mapping: [...mapping.data, ...new Array<null>(missing).fill(null)],
    number: row.importNumber,
    at: row.usedAt,
    userId: row.userId as UserId,
  }
}

type ToRemember = { fileId: FileId; mapping: Mapping; number: number; userId: UserId }

/** Keeps what was chosen, in place of what was chosen for such a file before. Part of starting the import. */
export async function rememberMapping(
  tx: Tx,
  accountId: AccountId,
  { fileId, mapping, number, userId }: ToRemember,
): Promise<void> {
  const { rows } = await tx.query<{ facts: unknown }>(
    'SELECT facts FROM files WHERE account_id = $1 AND id = $2',
    [accountId, fileId],
  )
  const facts = fileFactsSchema.parse(rows[0]?.facts)
  const hash = headersHash(facts)
  if (hash === null) return
  const own = mapping.slice(0, ownColumns(facts.columns).length)
  await tx.query(
    `INSERT INTO column_mappings (account_id, headers_hash, mapping, import_number, user_id)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (account_id, headers_hash) DO UPDATE SET mapping = excluded.mapping,
       import_number = excluded.import_number, user_id = excluded.user_id, used_at = now()`,
    [accountId, hash, JSON.stringify(own), number, userId],
  )
}
