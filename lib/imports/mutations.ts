import { z } from 'zod'
import { lockAccount } from '../accounts/lock'
import { recordAudit } from '../audit/mutations'
import { db } from '../db/client'
import { type AccountId, type CampaignId, type FileId, newId, type UserId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { env } from '../env'
import { customNamesLocked, insertCustomFields } from '../leads/custom-fields/mutations'
import { fieldLabel } from '../leads/fields'
import { tagName } from '../leads/tags'
import { done, type Result, refused } from '../result'
import { keepForecast } from './checks'
import { customColumns } from './custom-columns'
import { type Edits, editsSchema } from './edits'
import { type Chosen, type FileFacts, fileFactsSchema } from './file-facts'
import { fileName } from './file-name'
import { FileTooLarge, isDiskFull, removeFile, storeFile, tableFile } from './files'
import { inspectTable } from './inspect-table'
import { tableLimits } from './limits'
import { lostFile } from './lost-file'
import { type Mapping, mappingSchema } from './mapping'
import { fieldsOfTarget } from './mapping-target'
import { rememberMapping } from './remembered'

export type ReceivedFile = { fileId: FileId; name: string; bytes: number; sha256: string; facts: FileFacts }

/**
 * Takes a file in: streams it to disk, reads it once through, and keeps it only when it can be imported.
 * Refused with a sentence otherwise, and then nothing is kept. An interrupted stream throws and leaves nothing.
 * @param bytesDeclared what the sender said it would send; a stream that stops short is refused
 * @param chosen how the person wants it read; what is left out is guessed
 */
export async function receiveFile(
  accountId: AccountId,
  userId: UserId,
  {
    name,
    stream,
    bytesDeclared,
    chosen = {},
  }: { name: string; stream: AsyncIterable<Uint8Array>; bytesDeclared: number | null; chosen?: Chosen },
): Promise<Result<ReceivedFile>> {
  const fileId = newId() as FileId
  const shown = fileName(name)
  try {
    const stored = await storeFile(fileId, stream)
    if (bytesDeclared !== null && bytesDeclared !== stored.bytes) {
      await removeFile(fileId)
      return refused(cutShort(stored.bytes, bytesDeclared))
    }
    return await keepFile({ accountId, userId, fileId, name: shown, ...stored }, chosen)
  } catch (error) {
    await removeFile(fileId)
    if (error instanceof FileTooLarge) return refused(tooLarge(shown))
    if (isDiskFull(error)) return refused(noRoom)
    throw error
  }
}

export function cutShort(bytes: number, declared: number): string {
  return `Only ${bytes} of ${declared} bytes arrived. Nothing was imported. Choose the file again.`
}

export const noRoom =
  'The server has no room for this file. Nothing was imported. Tell who runs the server, then choose the file again.'

type StoredFile = Omit<ReceivedFile, 'facts'> & { accountId: AccountId; userId: UserId }

/** Reads a stored file once through, and keeps it when it can be imported; refused, its bytes are gone. */
export async function keepFile(
  { accountId, userId, ...stored }: StoredFile,
  chosen: Chosen,
): Promise<Result<ReceivedFile>> {
  const { fileId, name, bytes, sha256 } = stored
  const inspected = await inspectTable(tableFile(fileId), tableLimits(), chosen)
  if (inspected.kind !== 'done') {
    await removeFile(fileId)
    return inspected
  }
  const facts = inspected.value
  await db().file.create({ data: { accountId, id: fileId, name, bytes, sha256, facts, userId } })
  return done({ ...stored, facts })
}

function tooLarge(name: string): string {
  const most = new Intl.NumberFormat('en-US', { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 2 })
  return `${name} is larger than ${most.format(env().LIMIT_FILE_BYTES / 1e9)}, the most a file may have. Split it into two files.`
}

const startSchema = z.strictObject({
  startKey: z.uuid(),
  fileId: z.uuid(),
  mapping: mappingSchema,
  update: z.boolean(),
  blankCells: z.enum(['keep', 'clear']),
  campaignId: z.uuid().nullable(),
  tag: z.string().max(200).nullable().default(null),
  edits: editsSchema.nullish(),
  remember: z.boolean().default(false),
})

export type StartImport = {
  /** Made once per form: the same key twice is the same import. */
  startKey: string
  fileId: FileId
  mapping: Mapping
  update: boolean
  blankCells: 'keep' | 'clear'
  campaignId: CampaignId | null
  /** Given to every lead of the import, beside the tags of a mapped column. */
  tag?: string | null
  /** Cells that a person corrected before it starts. */
  edits?: Edits | null
  /** A person has looked at the columns: offer the same mapping for the next file with these headers. */
  remember?: boolean
}

/**
 * Starts an import: numbered under the account's lock and left for a worker. Started again with the same key
 * (a double click, a retried request) it gives the same number and starts nothing.
 */
export async function startImport(
  accountId: AccountId,
  userId: UserId,
  start: StartImport,
): Promise<Result<{ number: number }>> {
  const parsed = startSchema.safeParse(start)
  if (!parsed.success) return refused('The import was not understood. Reload the page and try again.')
  const mappingRefusal = refusalOfMapping(start.mapping)
  if (mappingRefusal) return refused(mappingRefusal)
  return transaction(async (tx) => {
    const account = await lockAccount(tx, accountId)
    if (!account) return refused('This account no longer exists.')
    const started = await numberOfKey(tx, accountId, start.startKey)
    if (started !== null) return done({ number: started })
    const refusal = await refusalOfParts(tx, accountId, start)
    if (refusal) return refused(refusal)
    const custom = customColumns(start.mapping, await customNamesLocked(tx, accountId))
    if (custom.kind !== 'done') return custom
    const { mapping, created } = custom.value
    const twice = refusalOfMapping(mapping)
    if (twice) return refused(twice)
    await insertCustomFields(tx, accountId, created)
    const number = await insertImport(tx, accountId, userId, { ...start, mapping })
    await keepForecast(tx, accountId, { ...start, number })
    await recordAudit(tx, accountId, { kind: 'import_started', userId, details: { import: number } })
    if (start.remember) await rememberMapping(tx, accountId, { ...start, mapping, number, userId })
    return done({ number })
  })
}

/** Why a mapping cannot be imported with, as a sentence; null when it can. */
export function refusalOfMapping(mapping: Mapping): string | null {
  if (!mapping.includes('email')) return 'Choose the column that holds the email.'
  const fields = mapping.flatMap((target) => (target === null ? [] : fieldsOfTarget(target)))
  const twice = fields.find((field, at) => fields.indexOf(field) !== at)
  return twice ? `Two columns are matched to ${fieldLabel(twice)}. Choose one of them.` : null
}

async function numberOfKey(tx: Tx, accountId: AccountId, startKey: string): Promise<number | null> {
  const { rows } = await tx.query<{ number: number }>(
    'SELECT number FROM imports WHERE account_id = $1 AND start_key = $2',
    [accountId, startKey],
  )
  return rows[0]?.number ?? null
}

async function refusalOfParts(tx: Tx, accountId: AccountId, start: StartImport): Promise<string | null> {
  const file = await tx.query<{ facts: unknown }>(
    'SELECT facts FROM files WHERE account_id = $1 AND id = $2',
    [accountId, start.fileId],
  )
  if (!file.rows[0]) return lostFile.chooseAgain
  const { columns } = fileFactsSchema.parse(file.rows[0].facts)
  if (columns.length !== start.mapping.length)
    return 'The columns do not fit the file. Choose the file again.'
  if (start.campaignId === null) return null
  const campaign = await tx.query<{ archived: boolean }>(
    'SELECT archived_at IS NOT NULL AS archived FROM campaigns WHERE account_id = $1 AND id = $2',
    [accountId, start.campaignId],
  )
  if (!campaign.rows[0]) return 'This campaign no longer exists. Choose another campaign.'
  return campaign.rows[0].archived ? 'This campaign is archived. Choose another campaign.' : null
}

async function insertImport(
  tx: Tx,
  accountId: AccountId,
  userId: UserId,
  start: StartImport,
): Promise<number> {
  const { rows } = await tx.query<{ number: number }>(
    'UPDATE accounts SET imports_last = imports_last + 1 WHERE id = $1 RETURNING imports_last AS number',
    [accountId],
  )
  const number = rows[0]!.number
  await tx.query(
    `INSERT INTO imports (account_id, number, start_key, file_id, user_id, mapping, update, blank_cells, campaign_id,
                          tag, edits)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::blank_cells, $9, $10, $11)`,
    [
      accountId,
      number,
      start.startKey,
      start.fileId,
      userId,
      JSON.stringify(start.mapping),
      start.update,
      start.blankCells,
      start.campaignId,
      tagName(start.tag ?? '') || null,
      start.edits && Object.keys(start.edits).length > 0 ? JSON.stringify(start.edits) : null,
    ],
  )
  return number
}

/** Asks a queued or running import to stop. What is done stays; the rest will count as not processed. */
export async function requestCancel(
  accountId: AccountId,
  number: number,
  userId: UserId | null = null,
): Promise<Result> {
  return transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `UPDATE imports SET cancel_requested_at = now() WHERE account_id = $1 AND number = $2
         AND status IN ('queued', 'running') AND cancel_requested_at IS NULL`,
      [accountId, number],
    )
    if (rowCount !== 1) return refused('This import has ended already.')
    await recordAudit(tx, accountId, { kind: 'import_cancelled', userId, details: { import: number } })
    return done()
  })
}
