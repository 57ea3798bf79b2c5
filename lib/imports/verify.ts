import { snapshot } from '../db/cursor'
import type { AccountId } from '../db/ids'
import type { Verdict } from './verdict'
import { accountVerdicts } from './verify-account'
import { campaignVerdicts } from './verify-campaign'
import { fileVerdicts } from './verify-file'
import { leadVerdicts } from './verify-leads'
import { ledgerVerdicts } from './verify-ledger'
import { mailVerdicts } from './verify-mails'
import { receiptVerdicts } from './verify-receipt'
import { loadSubject } from './verify-subject'
import { undoVerdicts } from './verify-undo'

export type { Verdict } from './verdict'

/**
 * Recounts an import independently of the code that ran it: the stored file with another parser, the ledger, the
 * leads, the campaign, the account and the mails. Sees one moment of the database, also while the import runs, and
 * needs the memory of a batch. Null: no such import.
 */
export async function verifyImport(accountId: AccountId, number: number): Promise<Verdict[] | null> {
  return snapshot(async (tx) => {
    const subject = await loadSubject(tx, accountId, number)
    if (!subject) return null
    return [
      ...(await fileVerdicts(tx, subject)),
      ...(await ledgerVerdicts(tx, subject)),
      ...(await leadVerdicts(tx, subject)),
      ...(await campaignVerdicts(tx, subject)),
      ...(await accountVerdicts(tx, subject)),
      ...(await mailVerdicts(tx, subject)),
      ...(await receiptVerdicts(tx, subject)),
      ...(await undoVerdicts(tx, subject)),
    ]
  })
}
