import type { Tx } from '../db/transaction'
import { type Verdict, verdict } from './verdict'
import type { Subject } from './verify-subject'

/** The report mails: none before the end, then one per person; sending again makes one more under a key of its own. */
export async function mailVerdicts(tx: Tx, { key, number, ended, userId }: Subject): Promise<Verdict[]> {
  const { rows } = await tx.query<{ mails: number; people: number; again: number }>(
    `SELECT count(*) FILTER (WHERE subject_key = $3)::int AS mails,
            count(DISTINCT lower(recipient)) FILTER (WHERE subject_key = $3)::int AS people,
            count(*) FILTER (WHERE subject_key <> $3)::int AS again
     FROM mails WHERE account_id = $1 AND import_number = $2`,
    [...key, `import-report/${number}`],
  )
  const { mails, people, again } = rows[0] ?? { mails: 0, people: 0, again: 0 }
  const { rowCount } = await tx.query('SELECT FROM members WHERE account_id = $1 AND user_id = $2', [
    key[0],
    userId,
  ])
  const due = ended && rowCount === 1
  const holds = mails === people && (ended ? !due || mails > 0 : mails + again === 0)
  return [
    verdict(
      'One report mail per person, and none before the end',
      holds,
      `mails: ${mails}, people: ${people}${again > 0 ? `, sent again: ${again}` : ''}`,
    ),
  ]
}
