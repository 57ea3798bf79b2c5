import { lockedTransaction } from '../accounts/locked'
import type { AccountId, LeadId, UserId } from '../db/ids'
import type { Tx } from '../db/transaction'
import { done, type Result, refused } from '../result'
import { chosenCondition, countChosen, type LeadsChosen, otherNumber } from './chosen'
import { insertEdits } from './edits'
import type { Condition } from './remove'
import { tagKey, tagsText, withTags } from './tags'

type Tagging = { chosen: LeadsChosen; tags: readonly string[]; deed: 'add' | 'remove' }

const sliceSize = 5_000

/**
 * Gives leads tags, or takes them away; each lead that changes keeps who did it and what its tags were. All or nothing,
 * under the account's lock: an import that updates leads reads their tags under it, too.
 */
export async function tagLeads(
  accountId: AccountId,
  userId: UserId | null,
  { chosen, tags, deed }: Tagging,
): Promise<Result<{ leads: number }>> {
  return lockedTransaction(accountId, async (tx) => {
    const condition = chosenCondition(chosen)
    if ('matching' in chosen) {
      const now = await countChosen(tx, accountId, condition)
      if (now !== chosen.expected) return refused(otherNumber('changed', now, chosen.expected))
    }
    const tagged = deed === 'add' ? (had: string[]) => withTags(had, tags) : withoutTags(tags)
    return done({ leads: await tagInSlices(tx, { accountId, userId, condition, tagged }) })
  })
}

function withoutTags(tags: readonly string[]): (had: string[]) => string[] {
  const keys = new Set(tags.map(tagKey))
  return (had) => had.filter((tag) => !keys.has(tagKey(tag)))
}

type Slices = {
  accountId: AccountId
  userId: UserId | null
  condition: Condition
  tagged: (had: string[]) => string[]
}

async function tagInSlices(tx: Tx, { accountId, userId, condition, tagged }: Slices): Promise<number> {
  let changed = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const at = condition.values.length + 2
    const { rows } = await tx.query<{ id: LeadId; tags: string[] | null }>(
      `SELECT id, tags FROM leads WHERE account_id = $1 AND ${condition.sql} AND id > $${at} ORDER BY id LIMIT $${at + 1}`,
      [accountId, ...condition.values, after, sliceSize],
    )
    const edits = rows.flatMap(({ id, tags }) => {
      const [from, to] = [tagsText(tags ?? []), tagsText(tagged(tags ?? []))]
      return from === to ? [] : [{ leadId: id, changes: [{ field: 'tags' as const, from, to }] }]
    })
    await writeTags(tx, accountId, edits)
    await insertEdits(tx, accountId, userId, edits)
    changed += edits.length
    const last = rows.at(-1)
    if (!last || rows.length < sliceSize) return changed
    after = last.id
  }
}

/** Each lead is there (we hold the account's lock), and is found by its key, whatever the planner knows of the table. */
async function writeTags(
  tx: Tx,
  accountId: AccountId,
  edits: readonly { leadId: LeadId; changes: { to: string }[] }[],
): Promise<void> {
  if (edits.length === 0) return
  await tx.query(
    `INSERT INTO leads (account_id, id, email, tags)
     SELECT $1, l.id, l.email, string_to_array(nullif(e.tags, ''), ', ')
     FROM unnest($2::uuid[], $3::text[]) AS e (id, tags)
     CROSS JOIN LATERAL (SELECT id, email FROM leads WHERE account_id = $1 AND id = e.id LIMIT 1) AS l
     ON CONFLICT (account_id, id) DO UPDATE SET tags = coalesce(excluded.tags, '{}'), updated_at = now()`,
    [accountId, edits.map(({ leadId }) => leadId), edits.map(({ changes }) => changes[0]?.to ?? '')],
  )
}
