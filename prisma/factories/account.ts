import { db, pool } from '../../lib/db/client'
import type { Plan } from '../../lib/db/generated/enums'
import { type AccountId, type EmailKey, type LeadId, newId, type UserId } from '../../lib/db/ids'
import { plans } from '../../lib/plans/plan'

/** An account of its own with an admin, on the given plan. */
export async function makeAccount({ plan = 'trial', name = 'Acme' }: { plan?: Plan; name?: string } = {}) {
  const accountId = newId() as AccountId
  const userId = newId() as UserId
  const slug = `acme-${accountId}`
  await db().user.create({ data: { id: userId, email: `ana-${userId}@acme.test`, name: 'Ana' } })
  await db().account.create({
    data: {
      id: accountId,
      slug,
      name,
      plan,
      leadsMax: plans[plan].leadsMax,
      members: { create: { userId, role: 'admin' } },
    },
  })
  await db().accountSlug.create({ data: { slug, accountId } })
  return { accountId, userId, slug }
}

/** `count` leads l1@acme.test, l2@…, or the given ones, oldest first; keeps the account's count right. */
export async function makeLeads(
  accountId: AccountId,
  leads:
    | number
    | { email: string; firstName?: string; lastName?: string; company?: string; custom?: object }[],
): Promise<LeadId[]> {
  const given =
    typeof leads === 'number' ? Array.from({ length: leads }, (_, i) => ({ email: keyOf(i + 1) })) : leads
  const ids = given.map(() => newId() as LeadId)
  const of = (key: 'firstName' | 'lastName' | 'company') =>
    given.map((lead) => (key in lead ? String(lead[key as keyof typeof lead]) : ''))
  await pool().query(
    `INSERT INTO leads (account_id, id, email, first_name, last_name, company, custom)
     SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[])`,
    [
      accountId,
      ids,
      given.map((lead) => lead.email),
      of('firstName'),
      of('lastName'),
      of('company'),
      given.map((lead) => JSON.stringify('custom' in lead ? lead.custom : {})),
    ],
  )
  await db().account.update({ where: { id: accountId }, data: { leadCount: { increment: ids.length } } })
  return ids
}

export function keyOf(n: number): EmailKey {
  return `l${n}@acme.test` as EmailKey
}
