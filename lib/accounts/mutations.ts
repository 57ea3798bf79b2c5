import { randomInt } from 'node:crypto'
import { recordAudit } from '../audit/mutations'
import type { Plan, Role } from '../db/generated/enums'
import { type AccountId, newId, type UserId } from '../db/ids'
import { type Tx, transaction } from '../db/transaction'
import { log } from '../log'
import { plans } from '../plans/plan'
import { planRefusal } from '../plans/sentences'
import { done, invalid, type Result, refused } from '../result'
import { lockedTransaction } from './locked'
import { accountNameCharsMax } from './schema'
import { slugNumbered, slugOf, slugProblem } from './slug'

type NewAccount = {
  /** Becomes the account's first admin. */
  userId: UserId
  name: string
  /** Made from the name, with a number if need be, when absent. */
  slug?: string
  plan?: Plan
}

/** Makes an account with its slug and its first admin, in one transaction. */
export async function createAccount(
  given: NewAccount,
): Promise<Result<{ accountId: AccountId; slug: string }>> {
  const name = given.name.trim()
  if (name === '') return invalid({ name: 'Enter a name for the account.' })
  if (name.length > accountNameCharsMax)
    return invalid({ name: `Use at most ${accountNameCharsMax} characters.` })
  const problem = given.slug === undefined ? null : slugProblem(given.slug)
  if (problem) return invalid({ slug: problem })
  return transaction(async (tx) => {
    const accountId = newId() as AccountId
    const slug = given.slug ?? (await slugFree(tx, slugOf(name)))
    const claimed = await claimSlug(tx, { slug, accountId })
    if (!claimed) return given.slug ? invalid({ slug: slugTaken(slug) }) : refused(slugBusy)
    const plan = given.plan ?? 'trial'
    await tx.query(
      'INSERT INTO accounts (id, slug, name, plan, leads_max) VALUES ($1, $2, $3, $4::plan, $5)',
      [accountId, slug, name, plan, plans[plan].leadsMax],
    )
    await tx.query("INSERT INTO members (account_id, user_id, role) VALUES ($1, $2, 'admin')", [
      accountId,
      given.userId,
    ])
    return done({ accountId, slug })
  })
}

const slugBusy = 'Someone took that name at the same moment. Try again.'

/** Makes a person a member, or changes what they are in the account. */
export async function addMember(given: {
  accountId: AccountId
  userId: UserId
  role: Role
}): Promise<Result> {
  return transaction(async (tx) => {
    await tx.query(
      `INSERT INTO members (account_id, user_id, role) VALUES ($1, $2, $3::role)
       ON CONFLICT (account_id, user_id) DO UPDATE SET role = excluded.role`,
      [given.accountId, given.userId, given.role],
    )
    return done()
  })
}

/** Gives the account another name; its slug, and so every link to it, stays. `name` as `accountName` lets it through. */
export async function renameAccount(
  accountId: AccountId,
  userId: UserId | null,
  name: string,
): Promise<Result> {
  return transaction(async (tx) => {
    const { rowCount } = await tx.query('UPDATE accounts SET name = $2 WHERE id = $1', [accountId, name])
    if (rowCount !== 1) return refused(accountGone)
    await recordAudit(tx, accountId, { kind: 'account_changed', userId, details: { name } })
    return done()
  })
}

/** Whether import reports are also mailed to the account's admins. Reports that are queued already stay queued. */
export async function setReportMailsToAdmins(
  accountId: AccountId,
  userId: UserId | null,
  on: boolean,
): Promise<Result> {
  return transaction(async (tx) => {
    const { rowCount } = await tx.query('UPDATE accounts SET report_mails_to_admins = $2 WHERE id = $1', [
      accountId,
      on,
    ])
    if (rowCount !== 1) return refused(accountGone)
    await recordAudit(tx, accountId, { kind: 'account_changed', userId, details: { reportMails: on } })
    return done()
  })
}

const accountGone = 'This account no longer exists.'
const slugsMax = 5

/**
 * Gives the account another slug. Those it had before stay its own and lead to it, so that no link in a mail breaks and
 * nobody else is ever found under them; an account has at most five, and may go back to one of them.
 */
export async function changeSlug(
  accountId: AccountId,
  userId: UserId | null,
  slug: string,
): Promise<Result<{ slug: string }>> {
  const problem = slugProblem(slug)
  if (problem) return invalid({ slug: problem })
  return transaction<Result<{ slug: string }>>(async (tx) => {
    const { rows } = await tx.query<{ slug: string }>('SELECT slug FROM accounts WHERE id = $1 FOR UPDATE', [
      accountId,
    ])
    if (!rows[0]) return refused(accountGone)
    if (rows[0].slug === slug) return done({ slug })
    const own = await tx.query<{ slug: string }>('SELECT slug FROM account_slugs WHERE account_id = $1', [
      accountId,
    ])
    if (!own.rows.some((row) => row.slug === slug)) {
      if (own.rows.length >= slugsMax)
        return refused(`An account keeps the addresses it had, ${slugsMax} at most. Go back to one of them.`)
      if (!(await claimSlug(tx, { slug, accountId }))) return invalid({ slug: slugTaken(slug) })
    }
    await tx.query('UPDATE accounts SET slug = $2 WHERE id = $1', [accountId, slug])
    await recordAudit(tx, accountId, { kind: 'account_changed', userId, details: { slug } })
    return done({ slug })
  })
}

function slugTaken(slug: string): string {
  return `“${slug}” is taken. Choose another.`
}

/**
 * Puts the account on a plan, at once. Refused when the account holds more leads than the plan. Runs under the
 * account's lock, so an import that is running obeys the new limit from its next batch on. That only an admin
 * may do this is for the caller to check.
 */
export async function choosePlan(
  accountId: AccountId,
  userId: UserId | null,
  plan: Plan,
): Promise<Result<{ plan: Plan; leadsMax: number | null }>> {
  const result = await lockedTransaction<{ plan: Plan; leadsMax: number | null }>(
    accountId,
    async (tx, account) => {
      const refusal = planRefusal(plan, account.leadCount)
      if (refusal) return refused(refusal)
      const { leadsMax } = plans[plan]
      await tx.query('UPDATE accounts SET plan = $2::plan, leads_max = $3 WHERE id = $1', [
        accountId,
        plan,
        leadsMax,
      ])
      await recordAudit(tx, accountId, { kind: 'plan_changed', userId, details: { plan } })
      return done({ plan, leadsMax })
    },
  )
  if (result.kind === 'done') log.info({ accountId, userId, plan }, 'Chose a plan')
  return result
}

/** The slug, or the first of slug-2 … slug-9 that nobody has, or the slug with a number drawn by lot. */
async function slugFree(tx: Tx, slug: string): Promise<string> {
  // One writer at a time per slug looked for, so that two people who name their account alike both get one.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`account-slug/${slug}`])
  const tries = [slug, ...Array.from({ length: 8 }, (_, index) => slugNumbered(slug, index + 2))]
  const { rows } = await tx.query<{ slug: string }>('SELECT slug FROM account_slugs WHERE slug = ANY($1)', [
    tries,
  ])
  const taken = new Set(rows.map((row) => row.slug))
  return tries.find((tried) => !taken.has(tried)) ?? slugNumbered(slug, randomInt(100_000, 1_000_000_000))
}

async function claimSlug(
  tx: Tx,
  { slug, accountId }: { slug: string; accountId: AccountId },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'INSERT INTO account_slugs (slug, account_id) VALUES ($1, $2) ON CONFLICT (slug) DO NOTHING',
    [slug, accountId],
  )
  return rowCount === 1
}
