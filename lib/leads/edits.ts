import { copyRows } from '../db/copy'
import { type AccountId, type LeadId, newId, type UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import type { FieldKey } from './fields'

/** Old and new value of one field, as in the ledger; tags as one text. */
export type FieldChange = { field: FieldKey; from: string; to: string }

/** What a person changed on a lead at once. */
export type LeadEdit = { leadId: LeadId; changes: readonly FieldChange[] }

/** Keeps what was edited and by whom. Insert-only; the entries of a lead are in the order of their ids. */
export async function insertEdits(
  tx: Tx,
  accountId: AccountId,
  userId: UserId | null,
  edits: readonly LeadEdit[],
): Promise<void> {
  await copyRows(
    tx,
    'lead_edits (account_id, lead_id, id, user_id, changes)',
    edits.map(({ leadId, changes }) => [accountId, leadId, newId(), userId, JSON.stringify(changes)]),
  )
}
