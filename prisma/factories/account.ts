import { randomBytes } from 'node:crypto'
import { createAccount } from '../../lib/accounts/mutations'
import { db, pool } from '../../lib/db/client'
import type { Plan } from '../../lib/db/generated/enums'
import { type AccountId, type EmailKey, type LeadId, newId } from '../../lib/db/ids'
import { orThrow } from './or-throw'
import { makePerson } from './person'

/** An account of its own with an admin (who can sign in when a password is given), on the given plan. */
export async function makeAccount({ plan = 'trial', name = 'Acme', slug, email, password }: NewAccount = {}) {
  const someone = randomBytes(6).toString('hex')
  const userId = await makePerson(email ?? `ana-${someone}@acme.test`, { name: 'Ana', password })
  const made = await createAccount({ userId, name, plan, slug: slug ?? `acme-${someone}` })
  return { ...orThrow(made), userId }
}

type NewAccount = { plan?: Plan; name?: string; slug?: string; email?: string; password?: string }

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
  const names = new Set(given.flatMap((lead) => ('custom' in lead ? Object.keys(lead.custom ?? {}) : [])))
  await db().customField.createMany({
    data: [...names].map((name) => ({ accountId, name })),
    skipDuplicates: true,
  })
  await db().account.update({ where: { id: accountId }, data: { leadCount: { increment: ids.length } } })
  return ids
}

export function keyOf(n: number): EmailKey {
  return `l${n}@acme.test` as EmailKey
}
