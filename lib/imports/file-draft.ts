import { pool } from '../db/client'
import type { AccountId, FileId, UserId } from '../db/ids'
import { done, type Result, refused } from '../result'
import { type Draft, draftPatchSchema, parseDraft } from './draft'
import { type FileFacts, fileFactsSchema } from './file-facts'
import { fileExists } from './files'
import { lostFile } from './lost-file'

/** A received file on its way through New import. */
export type FileDraft = {
  fileId: FileId
  name: string
  bytes: number
  sha256: string
  facts: FileFacts
  draft: Draft
  /** The import that was started with this draft. Its start key is the file's id, so there is at most one. */
  startedNumber: number | null
}

type Row = {
  id: FileId
  name: string
  bytes: string
  sha256: string
  facts: unknown
  draft: unknown
  started: number | null
}

/** Null when the account has no such file, or its bytes are no longer there. */
export async function fileDraft(accountId: AccountId, fileId: string): Promise<FileDraft | null> {
  const { rows } = await pool().query<Row>(
    `SELECT f.id, f.name, f.bytes, f.sha256, f.facts, f.draft, i.number AS started
     FROM files f LEFT JOIN imports i ON i.account_id = f.account_id AND i.start_key = f.id
     WHERE f.account_id = $1 AND f.id = $2`,
    [accountId, fileId],
  )
  const row = rows[0]
  if (!row || !(await fileExists(row.id))) return null
  const { id, name, bytes, sha256, started } = row
  return {
    fileId: id,
    name,
    bytes: Number(bytes),
    sha256,
    facts: fileFactsSchema.parse(row.facts),
    draft: parseDraft(row.draft),
    startedNumber: started,
  }
}

/** A file that a person sent and has not imported yet. */
export type WaitingFile = { fileId: FileId; name: string; rows: number; createdAt: Date }

/** What a person has sent to the account and not imported: the newest, and how much it is in all. */
export async function waitingFiles(
  accountId: AccountId,
  userId: UserId,
  namedMax: number,
): Promise<{ files: WaitingFile[]; total: number; bytes: number }> {
  const { rows } = await pool().query<WaitingFile & { total: number; bytes: number }>(
    `SELECT f.id AS "fileId", f.name, (f.facts->>'rows')::int AS rows, f.created_at AS "createdAt",
            count(*) OVER ()::int AS total, sum(f.bytes) OVER ()::float8 AS bytes
     FROM files f
     WHERE f.account_id = $1 AND f.user_id = $2 AND f.removed_at IS NULL
       AND NOT EXISTS (SELECT FROM imports i WHERE i.account_id = f.account_id AND i.file_id = f.id)
     ORDER BY f.id DESC LIMIT $3`,
    [accountId, userId, namedMax],
  )
  const [first] = rows
  const files = rows.map(({ total: _, bytes: __, ...file }) => file)
  return { files, total: first?.total ?? 0, bytes: first?.bytes ?? 0 }
}

/** Keeps what was chosen for a file; what `patch` leaves out stays as it is. Refused when the account has no such file. */
export async function saveDraft(accountId: AccountId, fileId: string, patch: unknown): Promise<Result> {
  const parsed = draftPatchSchema.safeParse(patch)
  if (!parsed.success) return refused('The choice was not understood. Reload the page and try again.')
  const { rowCount } = await pool().query(
    `UPDATE files SET draft = coalesce(draft, '{}'::jsonb) || $3::jsonb WHERE account_id = $1 AND id = $2`,
    [accountId, fileId, JSON.stringify(parsed.data)],
  )
  return rowCount === 1 ? done() : refused(lostFile.chooseAgain)
}
