import { db, pool } from '../db/client'
import type { AccountId } from '../db/ids'
import { type AuditDetails, cleanUndoDays } from './entry'
import { type AuditSubject, auditSubjects } from './sentence'

/** What of the audit is asked for: everything, one subject, one person; both together narrow further. */
export type AuditFilter = { subject?: AuditSubject; userId?: string }

export type AuditView = {
  id: string
  at: Date
  kind: string
  details: AuditDetails
  /** Null: the command line, or a person who is gone. */
  who: { name: string; email: string } | null
  /** It tells of a Clean List that can still be undone. */
  undoable: boolean
}

const columns = `
  a.id, a.at, a.kind, a.details, u.name, u.email,
  a.kind = 'list_cleaned' AND a.at > now() - make_interval(days => ${cleanUndoDays}) AND EXISTS (
    SELECT FROM cleaned_emails c WHERE c.account_id = a.account_id AND c.audit_id = a.id
  ) AS undoable`
const matching = `a.account_id = $1 AND ($2::text[] IS NULL OR a.kind = ANY($2)) AND ($3::uuid IS NULL OR a.user_id = $3)`

type Row = Omit<AuditView, 'who'> & { name: string | null; email: string | null }

/** One page of the audit, the latest first, and how many entries match in all. `page` counts from 1. */
export async function listAudit(
  accountId: AccountId,
  filter: AuditFilter,
  { page, size }: { page: number; size: number },
): Promise<{ entries: AuditView[]; total: number }> {
  const asked = [accountId, ...valuesOf(filter)]
  const [{ rows }, counted] = await Promise.all([
    pool().query<Row>(
      `SELECT ${columns} FROM audit_entries a LEFT JOIN users u ON u.id = a.user_id
       WHERE ${matching} ORDER BY a.id DESC LIMIT $4 OFFSET $5`,
      [...asked, size, (page - 1) * size],
    ),
    pool().query<{ total: number }>(
      `SELECT count(*)::int AS total FROM audit_entries a WHERE ${matching}`,
      asked,
    ),
  ])
  return { entries: rows.map(viewOf), total: counted.rows[0]?.total ?? 0 }
}

const entriesAtATime = 2_000

/** All entries that match, the latest first, in steps that hold no connection between them. */
export async function* exportAudit(accountId: AccountId, filter: AuditFilter): AsyncGenerator<AuditView> {
  let before: string | null = null
  for (;;) {
    const { rows }: { rows: Row[] } = await pool().query<Row>(
      `SELECT ${columns} FROM audit_entries a LEFT JOIN users u ON u.id = a.user_id
       WHERE ${matching} AND ($4::uuid IS NULL OR a.id < $4) ORDER BY a.id DESC LIMIT $5`,
      [accountId, ...valuesOf(filter), before, entriesAtATime],
    )
    yield* rows.map(viewOf)
    before = rows.at(-1)?.id ?? null
    if (rows.length < entriesAtATime) return
  }
}

/** The people who stand in the audit, by name, those who left included. */
export async function peopleInAudit(
  accountId: AccountId,
): Promise<{ id: string; name: string; email: string }[]> {
  const entries = await db().auditEntry.groupBy({
    by: ['userId'],
    where: { accountId, userId: { not: null } },
  })
  return db().user.findMany({
    where: { id: { in: entries.flatMap(({ userId }) => userId ?? []) } },
    select: { id: true, name: true, email: true },
    orderBy: [{ name: 'asc' }, { email: 'asc' }],
  })
}

function valuesOf({ subject, userId }: AuditFilter): unknown[] {
  return [subject ? auditSubjects[subject].kinds : null, userId ?? null]
}

function viewOf({ name, email, ...entry }: Row): AuditView {
  return { ...entry, who: name !== null && email !== null ? { name, email } : null }
}
