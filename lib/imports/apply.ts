import { type LockedAccount, recordLeadChange } from '../accounts/lock'
import { type AccountId, type CampaignId, type LeadId, type UserId, uuidText } from '../db/ids'
import type { Tx } from '../db/transaction'
import { env } from '../env'
import type { FieldKey } from '../leads/fields'
import { countAgain } from './again'
import { writeCampaign } from './campaign-writes'
import { faultPoint } from './fault-point'
import { leadColumns } from './lead-columns'
import { insertLeads, readyLeads } from './lead-writes'
import { ledgerOf } from './ledger'
import type { Decision } from './outcome'
import { tallyOf } from './tally'
import type { Forebear } from './touches'

/** What applyBatch must know of the import it writes for. */
export type Writer = {
  accountId: AccountId
  number: number
  fence: number
  userId: UserId
  fields: readonly FieldKey[]
  campaignId: CampaignId | null
  /** The imports that a child which updates goes on from; none for any other import. */
  forebears: readonly Forebear[]
}

/** Where a batch stands: its number, and the rows it covers (both ends included). */
export type BatchPlace = { batch: number; rowFirst: number; rowLast: number }

/** Ids of the first and the last lead that a batch added; null when it added none. Ids rise in the order they are made. */
type LeadSpan = { first: LeadId; last: LeadId } | null

/**
 * Writes one decided batch: leads, ledger, campaign, the account's count, the spine entry and the cursor, all in the
 * caller's transaction, which holds the account's lock. Everything or nothing.
 */
export async function applyBatch(
  tx: Tx,
  writer: Writer,
  account: LockedAccount,
  place: BatchPlace,
  decisions: readonly Decision[],
  { touched, update } = readyLeads(writer, decisions),
): Promise<void> {
  const { ids, idOf } = touched
  await insertLeads(tx, writer, touched, leadColumns(writer.fields))
  const updated = update && tx.query(update)
  updated?.catch(() => {}) // thrown where it is awaited
  const ledger = ledgerOf(tx, writer, decisions, idOf) // made ready while the database updates
  await updated
  faultPoint('leads written')
  await ledger.end()
  faultPoint('ledger written')
  await writeCampaign(tx, writer, decisions, idOf)
  const tally = tallyOf(decisions)
  if (writer.forebears.length > 0) tally.again = await countAgain(tx, { ...writer, ...place }, decisions)
  const change = {
    kind: 'import',
    added: tally.added,
    deleted: 0,
    importNumber: writer.number,
    userId: writer.userId,
  } as const
  const after = await recordLeadChange(tx, account, change)
  await writeBatch(tx, writer, place, { tally, account, after, leads: spanOf(ids) })
  await moveCursor(tx, writer, place)
  faultPoint('cursor moved')
}

function spanOf(ids: Buffer): LeadSpan {
  if (ids.length === 0) return null
  return { first: uuidText(ids, 0) as LeadId, last: uuidText(ids, ids.length - 16) as LeadId }
}

type BatchCounts = {
  tally: ReturnType<typeof tallyOf>
  account: LockedAccount
  after: LockedAccount
  leads?: LeadSpan
}

/** The spine entry of a batch. Insert-only. */
export async function writeBatch(
  tx: Tx,
  { accountId, number }: Writer,
  { batch, rowFirst, rowLast }: BatchPlace,
  { tally, account, after, leads = null }: BatchCounts,
): Promise<void> {
  await tx.query(
    `INSERT INTO import_batches
       (account_id, import_number, batch, row_first, row_last, tally, leads_before, leads_after, change,
        lead_first, lead_last)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      accountId,
      number,
      batch,
      rowFirst,
      rowLast,
      JSON.stringify(tally),
      account.leadCount,
      after.leadCount,
      after.changesLast,
      leads?.first ?? null,
      leads?.last ?? null,
    ],
  )
}

/** Moves the cursor on, guarded by our fence: a worker that was overtaken fails here and everything rolls back. */
async function moveCursor(
  tx: Tx,
  { accountId, number, fence }: Writer,
  { batch, rowLast }: BatchPlace,
): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE imports SET cursor_row = $4, batches = $5, failures = 0, trouble = NULL,
            lease_until = now() + make_interval(secs => $6)
     WHERE account_id = $1 AND number = $2 AND fence = $3 AND status = 'running'`,
    [accountId, number, fence, rowLast, batch + 1, env().LEASE_SECONDS],
  )
  if (rowCount !== 1) throw new Error(`Import #${number}: the fence moved while its row was locked.`)
}
