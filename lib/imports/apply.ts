import { type LockedAccount, recordLeadChange } from '../accounts/lock'
import { copyRows } from '../db/copy'
import { type AccountId, type CampaignId, type EmailKey, type LeadId, newId, type UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { env } from '../env'
import type { EmailStatus } from '../leads/email-status'
import type { FieldKey } from '../leads/fields'
import { faultPoint } from './fault-point'
import { customJson, type LeadColumns, leadColumns } from './lead-columns'
import { ledgerColumns, ledgerEntries } from './ledger'
import type { Decision, LeadRef, LeadValues } from './outcome'
import { tallyOf } from './report'

/** What applyBatch must know of the import it writes for. */
export type Writer = {
  accountId: AccountId
  number: number
  fence: number
  userId: UserId
  fields: readonly FieldKey[]
  campaignId: CampaignId | null
}

/** Where a batch stands: its number, and the rows it covers (both ends included). */
export type BatchPlace = { batch: number; rowFirst: number; rowLast: number }

/** A lead's final values after the rows of this batch. */
type Touched = {
  id: LeadId
  email: EmailKey
  addedAtRow: number | null
  values: LeadValues
  changed: boolean
}

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
): Promise<void> {
  const { leads, idOf } = leadsTouched(decisions)
  const columns = leadColumns(writer.fields)
  await insertLeads(
    tx,
    writer,
    leads.filter((lead) => lead.addedAtRow !== null),
    columns,
  )
  await updateLeads(
    tx,
    writer,
    leads.filter((lead) => lead.addedAtRow === null && lead.changed),
    columns,
  )
  faultPoint('leads written')
  await writeLedger(tx, writer, decisions, idOf)
  faultPoint('ledger written')
  await writeCampaign(tx, writer, decisions, idOf)
  const tally = tallyOf(decisions)
  const change = {
    kind: 'import',
    added: tally.added,
    deleted: 0,
    importNumber: writer.number,
    userId: writer.userId,
  } as const
  const after = await recordLeadChange(tx, account, change)
  await writeBatch(tx, writer, place, { tally, account, after })
  await moveCursor(tx, writer, place)
  faultPoint('cursor moved')
}

/** Folds the decisions into the leads they touch, each with its last values, and gives new leads their ids. */
function leadsTouched(decisions: readonly Decision[]) {
  const addedIds = new Map<number, LeadId>()
  const touched = new Map<LeadId, Touched>()
  const idOf = (lead: LeadRef): LeadId => {
    if ('id' in lead) return lead.id
    const id = addedIds.get(lead.addedAtRow)
    if (id === undefined) throw new Error(`No lead was added at row ${lead.addedAtRow} of this batch.`)
    return id
  }
  for (const { row, outcome } of decisions) {
    if (outcome.kind === 'added') {
      const id = newId() as LeadId
      addedIds.set(row, id)
      touched.set(id, { id, email: outcome.email, addedAtRow: row, values: outcome.values, changed: false })
    } else if (outcome.kind === 'changed') {
      const id = idOf(outcome.lead)
      const addedAtRow = touched.get(id)?.addedAtRow ?? null
      touched.set(id, { id, email: outcome.email, addedAtRow, values: outcome.values, changed: true })
    }
  }
  return { leads: [...touched.values()], idOf }
}

async function insertLeads(
  tx: Tx,
  writer: Writer,
  leads: readonly Touched[],
  { columns, custom }: LeadColumns,
) {
  const names = columns.map(({ column }) => `, ${column}`).join('')
  const table = `leads (account_id, id, email, import_number, import_row, custom${names})`
  await copyRows(
    tx,
    table,
    leads.map((lead) => [
      writer.accountId,
      lead.id,
      lead.email,
      writer.number,
      lead.addedAtRow,
      customJson(lead.values, custom),
      ...columns.map(({ column, at }) => stored(column, lead.values[at]!)),
    ]),
  )
}

/** Not verified is '' among the values and a word in the database. */
function stored(column: string, value: string): string {
  return column === 'email_status' && value === '' ? 'not_verified' : value
}

async function updateLeads(
  tx: Tx,
  writer: Writer,
  leads: readonly Touched[],
  { columns, custom }: LeadColumns,
) {
  if (leads.length === 0) return
  const sets = columns.map(({ column }, i) =>
    column === 'email_status' ? `${column} = v.c${i}::email_status` : `${column} = v.c${i}`,
  )
  if (custom.length > 0) sets.push('custom = (l.custom - $3::text[]) || v.custom::jsonb')
  const names = columns.map((_, i) => `c${i}`)
  const arrays = columns.map(({ column, at }) => leads.map((lead) => stored(column, lead.values[at]!)))
  await tx.query(
    `UPDATE leads l SET ${[...sets, 'updated_at = now()'].join(', ')}
     FROM unnest($2::uuid[], $4::text[]${names.map((_, i) => `, $${i + 5}::text[]`).join('')})
       AS v(${['id', 'custom', ...names].join(', ')})
     WHERE l.account_id = $1 AND l.id = v.id AND ($3::text[] IS NOT NULL)`,
    [
      writer.accountId,
      leads.map((lead) => lead.id),
      custom.map(({ name }) => name),
      leads.map((lead) => customJson(lead.values, custom)),
      ...arrays,
    ],
  )
}

async function writeLedger(
  tx: Tx,
  writer: Writer,
  decisions: readonly Decision[],
  idOf: (lead: LeadRef) => LeadId,
) {
  const entries = ledgerEntries(decisions, idOf)
  await copyRows(
    tx,
    `import_rows (account_id, import_number, ${ledgerColumns})`,
    entries.map((entry) => [writer.accountId, writer.number, ...entry]),
  )
}

async function writeCampaign(
  tx: Tx,
  writer: Writer,
  decisions: readonly Decision[],
  idOf: (lead: LeadRef) => LeadId,
) {
  const { campaignId, accountId, number } = writer
  if (campaignId === null) return
  const offered = decisions.flatMap(({ row, outcome, campaign }) => {
    if (campaign === null || !('email' in outcome) || outcome.kind === 'rejected') return []
    const leadId = idOf(outcome.kind === 'added' ? { addedAtRow: row } : outcome.lead)
    return [{ row, email: outcome.email, leadId, campaign }]
  })
  const joining = offered.filter((offer) => offer.campaign === 'added')
  await copyRows(
    tx,
    'campaign_leads (account_id, campaign_id, lead_id, import_number)',
    joining.map(({ leadId }) => [accountId, campaignId, leadId, number]),
  )
  await copyRows(
    tx,
    'import_campaign_rows (account_id, import_number, row, outcome, code, cause, email, lead_id)',
    offered.map(({ row, email, leadId, campaign }) => {
      const status: EmailStatus | null = typeof campaign === 'string' ? null : campaign.rejected
      const outcome = typeof campaign === 'string' ? campaign : 'rejected'
      return [accountId, number, row, outcome, status && 'not_valid', status, email, leadId]
    }),
  )
}

type BatchCounts = { tally: ReturnType<typeof tallyOf>; account: LockedAccount; after: LockedAccount }

/** The spine entry of a batch. Insert-only. */
export async function writeBatch(
  tx: Tx,
  { accountId, number }: Writer,
  { batch, rowFirst, rowLast }: BatchPlace,
  { tally, account, after }: BatchCounts,
): Promise<void> {
  await tx.query(
    `INSERT INTO import_batches
       (account_id, import_number, batch, row_first, row_last, tally, leads_before, leads_after, change)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
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
    `UPDATE imports SET cursor_row = $4, batches = $5, failures = 0,
            lease_until = now() + make_interval(secs => $6)
     WHERE account_id = $1 AND number = $2 AND fence = $3 AND status = 'running'`,
    [accountId, number, fence, rowLast, batch + 1, env().LEASE_SECONDS],
  )
  if (rowCount !== 1) throw new Error(`Import #${number}: the fence moved while its row was locked.`)
}
