import { db, pool } from '../db/client'
import type { AccountId, CampaignId, LeadId, UserId } from '../db/ids'
import type { FieldChange } from './edits'

/** Something that happened to a lead. `import`: the number of the import and the row of its file; `by`: a person's name. */
export type LeadEvent = { at: Date } & (
  | { kind: 'added'; by: string | null; import: { number: number; row: number; file: string } | null }
  | {
      kind: 'changed'
      by: string | null
      import: { number: number; row: number; file: string } | null
      changes: FieldChange[]
    }
  | {
      kind: 'joined'
      campaign: { id: CampaignId; name: string }
      import: { number: number; file: string } | null
    }
)

/** More of each kind than this are not shown. */
const eventsMax = 200

/** What happened to a lead, the latest first: what added it, each later change with its source, the campaigns it is in. */
export async function leadHistory(
  accountId: AccountId,
  lead: { id: LeadId; addedAt: Date; addedBy: { import: number; row: number } | null },
): Promise<{ events: LeadEvent[]; cut: boolean }> {
  const [imported, edits, joined] = await Promise.all([
    changesByImports(accountId, lead.id),
    editsByHand(accountId, lead.id),
    campaignsJoined(accountId, lead.id),
  ])
  const numbers = [lead.addedBy?.import, ...imported.map((c) => c.number), ...joined.map((c) => c.number)]
  const [files, names] = await Promise.all([
    fileNames(
      accountId,
      numbers.filter((number) => number !== undefined && number !== null),
    ),
    namesOf(edits.map((edit) => edit.userId)),
  ])
  const nameOf = (id: UserId | null) => (id === null ? null : (names.get(id) ?? null))
  const byHand = lead.addedBy === null ? edits.find(isAddition) : undefined
  const events: LeadEvent[] = [
    ...joined.map(({ at, number, ...campaign }): LeadEvent => {
      const source = number === null ? null : { number, file: files.get(number) ?? '' }
      return { kind: 'joined', at, campaign, import: source }
    }),
    ...imported.map(({ at, number, row, changes }): LeadEvent => {
      return {
        kind: 'changed',
        at,
        by: null,
        import: { number, row, file: files.get(number) ?? '' },
        changes,
      }
    }),
    ...edits
      .filter((edit) => edit !== byHand)
      .map(
        ({ at, userId, changes }): LeadEvent => ({
          kind: 'changed',
          at,
          by: nameOf(userId),
          import: null,
          changes,
        }),
      ),
  ]
  events.sort((a, b) => b.at.getTime() - a.at.getTime())
  const { addedBy } = lead
  const source = addedBy && {
    number: addedBy.import,
    row: addedBy.row,
    file: files.get(addedBy.import) ?? '',
  }
  events.push({ kind: 'added', at: lead.addedAt, by: byHand ? nameOf(byHand.userId) : null, import: source })
  return { events, cut: [imported, edits, joined].some((some) => some.length === eventsMax) }
}

type Imported = { number: number; row: number; changes: FieldChange[]; at: Date }

/** Found by a partial index that holds only rows that changed a lead. */
async function changesByImports(accountId: AccountId, leadId: LeadId): Promise<Imported[]> {
  const { rows } = await pool().query<Imported>(
    `SELECT r.import_number AS number, r.row, r.changes, b.written_at AS at
     FROM (SELECT import_number, row, changes FROM import_rows
           WHERE account_id = $1 AND lead_id = $2 AND outcome = 'changed'
           ORDER BY import_number DESC, row DESC LIMIT $3) AS r
     CROSS JOIN LATERAL (
       SELECT written_at FROM import_batches
       WHERE account_id = $1 AND import_number = r.import_number AND row_last >= r.row ORDER BY batch LIMIT 1) AS b`,
    [accountId, leadId, eventsMax],
  )
  return rows
}

type Edited = { userId: UserId | null; changes: FieldChange[]; at: Date }

async function editsByHand(accountId: AccountId, leadId: LeadId): Promise<Edited[]> {
  const { rows } = await pool().query<Edited>(
    `SELECT user_id AS "userId", changes, at FROM lead_edits WHERE account_id = $1 AND lead_id = $2
     ORDER BY id DESC LIMIT $3`,
    [accountId, leadId, eventsMax],
  )
  return rows
}

/** The edit that a lead added by hand begins with: its email came from nothing. */
function isAddition({ changes }: Edited): boolean {
  return changes.some(({ field, from }) => field === 'email' && from === '')
}

type Joined = { id: CampaignId; name: string; number: number | null; at: Date }

async function campaignsJoined(accountId: AccountId, leadId: LeadId): Promise<Joined[]> {
  const { rows } = await pool().query<Joined>(
    `SELECT c.id, c.name, m.import_number AS number, m.added_at AS at
     FROM campaign_leads m JOIN campaigns c ON c.account_id = m.account_id AND c.id = m.campaign_id
     WHERE m.account_id = $1 AND m.lead_id = $2 ORDER BY m.added_at DESC LIMIT $3`,
    [accountId, leadId, eventsMax],
  )
  return rows
}

async function fileNames(accountId: AccountId, numbers: readonly number[]): Promise<Map<number, string>> {
  const imports = await db().import.findMany({
    where: { accountId, number: { in: [...new Set(numbers)] } },
    select: { number: true, file: { select: { name: true } } },
  })
  return new Map(imports.map(({ number, file }) => [number, file.name]))
}

async function namesOf(ids: readonly (UserId | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids)].filter((id) => id !== null)
  const users = await db().user.findMany({ where: { id: { in: known } }, select: { id: true, name: true } })
  return new Map(users.map(({ id, name }) => [id, name]))
}
