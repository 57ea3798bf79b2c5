import type { Tx } from '../db/transaction'
import { receiptOf } from './receipt'
import { type Verdict, verdict } from './verdict'
import type { Subject } from './verify-subject'

const name = 'The receipt is that of this file, these options and these outcomes'

/** Works the receipt out again and holds it against the one that was given out, if one was. */
export async function receiptVerdicts(tx: Tx, { accountId, number, ended }: Subject): Promise<Verdict[]> {
  if (!ended) return []
  const { rows } = await tx.query<{ receipt: string | null }>(
    'SELECT receipt FROM imports WHERE account_id = $1 AND number = $2',
    [accountId, number],
  )
  const given = rows[0]?.receipt ?? null
  if (given === null) return []
  const now = await receiptOf(tx, accountId, number)
  return [verdict(name, given === now, given === now ? given : `given out ${given}, now ${now}`)]
}
