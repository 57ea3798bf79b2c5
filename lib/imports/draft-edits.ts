import type { AccountId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { parseEmail } from '../leads/email-address'
import { done, invalid, type Result, refused } from '../result'
import { parseDraft } from './draft'
import { cellsEdited, type Edits, editsMax, withCell } from './edits'
import { lostFile } from './lost-file'
import { rowCause } from './reasons'

export type CellEdit = { row: number; column: number; value: string | null }

/**
 * Corrects the email of one row of a file that is being prepared, or puts the cell back as the file has it (null).
 * Invalid (field `email`) when the new text is no email either. The file itself is never changed.
 */
export async function editEmail(accountId: AccountId, fileId: string, edit: CellEdit): Promise<Result> {
  const problem = edit.value === null ? null : emailProblem(edit.value)
  if (problem) return invalid({ email: problem })
  return changeEdits(accountId, fileId, (edits) => withCell(edits, edit))
}

/** Corrects many cells at once; a cell that was corrected before is corrected anew. */
export async function addEdits(accountId: AccountId, fileId: string, more: Edits): Promise<Result> {
  return changeEdits(accountId, fileId, (edits) => {
    const rows = Object.entries(more).map(([row, cells]) => [row, { ...edits?.[row], ...cells }])
    return { ...edits, ...Object.fromEntries(rows) }
  })
}

async function changeEdits(
  accountId: AccountId,
  fileId: string,
  change: (edits: Edits | null) => Edits,
): Promise<Result> {
  return transaction(async (tx) => {
    const draft = await lockDraft(tx, accountId, fileId)
    if (!draft) return refused(lostFile.chooseAgain)
    const edits = change(draft.edits)
    if (cellsEdited(edits) > editsMax)
      return refused(`At most ${editsMax.toLocaleString('en-US')} cells can be fixed here. Mend the file.`)
    await tx.query(
      `UPDATE files SET draft = coalesce(draft, '{}'::jsonb) || jsonb_build_object('edits', $3::jsonb)
       WHERE account_id = $1 AND id = $2`,
      [accountId, fileId, JSON.stringify(edits)],
    )
    return done()
  })
}

async function lockDraft(tx: Tx, accountId: AccountId, fileId: string) {
  const { rows } = await tx.query<{ draft: unknown }>(
    'SELECT draft FROM files WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE',
    [accountId, fileId],
  )
  return rows[0] ? parseDraft(rows[0].draft) : null
}

/** Why the text is not an email, as a sentence; null when it is one. */
function emailProblem(text: string): string | null {
  const email = parseEmail(text)
  switch (email.kind) {
    case 'email':
      return null
    case 'missing':
      return 'Write an email.'
    case 'invalid': {
      const { cause, suggestion: detail } = email
      return rowCause({ code: 'email_invalid', cause, detail, otherRow: null })
    }
  }
}
