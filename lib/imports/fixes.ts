import type { LockedAccount } from '../accounts/lock'
import { lockedTransaction } from '../accounts/locked'
import { recordAudit } from '../audit/mutations'
import { streamRows } from '../db/cursor'
import { type AccountId, type EmailKey, type FileId, newId, type UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { hashOfEmail } from '../deleted-emails/hash'
import { insertFieldsOfImport } from '../leads/custom-fields/mutations'
import { log } from '../log'
import { done, type Result, refused } from '../result'
import type { Edits } from './edits'
import { fileExists } from './files'
import { type FixKind, mayFix } from './fix'
import { chooseRows, nothingLeft, takenOf, takeRows, untakenSql } from './fix-rows'
import { lostFile } from './lost-file'
import { type Mapping, mappingSchema } from './mapping'
import { rowsTaken, type Taken } from './taken'
import { isUndoneSql } from './undo/leads-stage'

/** A fix as asked for. `emails`: row → the corrected address; or every suggestion there is. */
export type Fix =
  | { kind: 'update' | 'join_campaign' | 'release' | 'room' }
  | { kind: 'edit'; emails: ReadonlyMap<number, string> | 'suggested' }

export type Fixer = { userId: UserId; role: 'admin' | 'member' }

type Parent = {
  number: number
  fileId: FileId
  ended: boolean
  undone: boolean
  mapping: Mapping
  edits: Edits | null
  campaign: 'none' | 'open' | 'archived'
}

/**
 * Takes rejected rows of an import up again, as a child import of the same file with a report of its own: those rows
 * only, each once. Under the account's lock, so whoever asks for the same at the same time (a double click, two people)
 * gets the number of the one that was started. The parent's report never changes.
 */
export async function startFix(
  accountId: AccountId,
  fixer: Fixer,
  parent: number,
  fix: Fix,
): Promise<Result<{ number: number }>> {
  const result = await lockedTransaction(accountId, async (tx, account) => {
    const found = await parentOf(tx, accountId, parent)
    if (!found) return refused('There is no such import.')
    const refusal = await refusalOf(found, fix)
    return refusal ? refused(refusal) : takeUp(tx, account, { fixer, parent: found, fix })
  })
  if (result.kind === 'done') log.info({ accountId, parent, fix: fix.kind, ...result.value }, 'Fix started')
  return result
}

type ParentRow = Omit<Parent, 'fileId' | 'mapping' | 'edits'> & {
  file_id: FileId
  mapping: unknown
  edits: Edits | null
}

async function parentOf(tx: Tx, accountId: AccountId, number: number): Promise<Parent | null> {
  const { rows } = await tx.query<ParentRow>(
    `SELECT i.number, i.file_id, i.finished_at IS NOT NULL AS ended, i.mapping, i.edits,
            EXISTS (${isUndoneSql('i.number')}) AS undone,
            CASE WHEN c.id IS NULL THEN 'none' WHEN c.archived_at IS NULL THEN 'open' ELSE 'archived' END AS campaign
     FROM imports i LEFT JOIN campaigns c ON c.account_id = i.account_id AND c.id = i.campaign_id
     WHERE i.account_id = $1 AND i.number = $2`,
    [accountId, number],
  )
  const row = rows[0]
  return row ? { ...row, fileId: row.file_id, mapping: mappingSchema.parse(row.mapping) } : null
}

async function refusalOf({ ended, undone, campaign, fileId }: Parent, { kind }: Fix): Promise<string | null> {
  if (!ended) return 'This import has not ended yet.'
  if (undone) return 'This import is undone. Undo that first, or import the rejected rows as a file.'
  if (campaign === 'archived')
    return 'The campaign of this import is archived. Import the file again without it.'
  if (kind === 'join_campaign' && campaign === 'none') return 'This import names no campaign.'
  if (!(await fileExists(fileId))) return lostFile.takeRejected
  return null
}

type Asked = { fixer: Fixer; parent: Parent; fix: Fix }

async function takeUp(tx: Tx, account: LockedAccount, asked: Asked): Promise<Result<{ number: number }>> {
  const { parent, fix, fixer } = asked
  const last = await lastChild(tx, account.id, parent.number, fix.kind)
  if (last?.active && fix.kind !== 'edit') return done({ number: last.number })
  const chosen = await chooseRows(tx, account, parent, fix)
  if (chosen.kind !== 'done') return chosen
  if ('started' in chosen.value) return done({ number: chosen.value.started })
  const taken = await takenOf(tx, account.id, parent.number, chosen.value)
  if (rowsTaken(taken) === 0) return last ? done({ number: last.number }) : refused(nothingLeft)
  if (fix.kind === 'release') {
    const listed = await listedAmong(tx, account.id, parent.number)
    if (listed.length > 0 && !mayFix(fix.kind, fixer.role)) return refused(adminsOnly)
    await release(tx, account.id, { fixer, parent: parent.number, listed })
  }
  const number = await insertChild(tx, account.id, asked, { taken, edits: chosen.value.edits })
  await takeRows(tx, account.id, { parent: parent.number, number, chosen: chosen.value })
  const started = { kind: 'import_started', userId: fixer.userId, details: { import: number } } as const
  await recordAudit(tx, account.id, started)
  return done({ number })
}

/** The latest fix of this kind, and whether it has not ended yet. */
async function lastChild(tx: Tx, accountId: AccountId, parent: number, kind: FixKind) {
  const { rows } = await tx.query<{ number: number; active: boolean }>(
    `SELECT number, finished_at IS NULL AS active FROM imports
     WHERE account_id = $1 AND parent_number = $2 AND fix = $3::import_fix ORDER BY number DESC LIMIT 1`,
    [accountId, parent, kind],
  )
  return rows[0] ?? null
}

const adminsOnly = 'Only an admin can take emails off the list of permanently deleted leads.'

/** Hashes of the rows' emails that are on the deleted list. */
async function listedAmong(tx: Tx, accountId: AccountId, parent: number): Promise<Buffer[]> {
  const emails = streamRows<{ email: EmailKey }>(
    tx,
    `SELECT r.email ${untakenSql} AND r.code = 'email_permanently_deleted'`,
    [accountId, parent],
  )
  const hashes: Buffer[] = []
  for await (const { email } of emails) hashes.push(hashOfEmail(accountId, email))
  const { rows } = await tx.query<{ email_hash: Buffer }>(
    'SELECT email_hash FROM deleted_emails WHERE account_id = $1 AND email_hash = ANY($2::bytea[])',
    [accountId, hashes],
  )
  return rows.map((row) => row.email_hash)
}

type Release = { fixer: Fixer; parent: number; listed: readonly Buffer[] }

/** Takes the emails off the deleted list; nothing to do when the list was cleaned meanwhile. */
async function release(tx: Tx, accountId: AccountId, { fixer, parent, listed }: Release): Promise<void> {
  if (listed.length === 0) return
  await tx.query('DELETE FROM deleted_emails WHERE account_id = $1 AND email_hash = ANY($2::bytea[])', [
    accountId,
    listed,
  ])
  const details = { count: listed.length, import: parent }
  await recordAudit(tx, accountId, { kind: 'deleted_email_released', userId: fixer.userId, details })
}

/** What a child is besides its rows. */
type ChildParts = { taken: Taken; edits: Edits | null }

async function insertChild(
  tx: Tx,
  accountId: AccountId,
  { fixer, parent, fix }: Asked,
  { taken, edits }: ChildParts,
): Promise<number> {
  const { rows } = await tx.query<{ number: number }>(
    'UPDATE accounts SET imports_last = imports_last + 1 WHERE id = $1 RETURNING imports_last AS number',
    [accountId],
  )
  const number = rows[0]!.number
  const all = { ...parent.edits, ...edits }
  await tx.query(
    `INSERT INTO imports (account_id, number, start_key, user_id, parent_number, fix, taken, edits, mapping, update,
                          file_id, blank_cells, campaign_id, tag)
     SELECT account_id, $2, $3, $4, number, $5::import_fix, $6, $7, $8, update OR $9,
            file_id, blank_cells, campaign_id, CASE WHEN $10 THEN NULL ELSE tag END
     FROM imports WHERE account_id = $1 AND number = $11`,
    [
      accountId,
      number,
      newId(),
      fixer.userId,
      fix.kind,
      JSON.stringify(taken),
      Object.keys(all).length === 0 ? null : JSON.stringify(all),
      JSON.stringify(fix.kind === 'join_campaign' ? emailOnly(parent.mapping) : parent.mapping),
      fix.kind === 'update' || fix.kind === 'join_campaign',
      fix.kind === 'join_campaign',
      parent.number,
    ],
  )
  await insertFieldsOfImport(tx, accountId, number)
  return number
}

/** With nothing but the email mapped, an update changes nothing: the leads are only offered to the campaign. */
function emailOnly(mapping: Mapping): Mapping {
  return mapping.map((target) => (target === 'email' ? target : null))
}
