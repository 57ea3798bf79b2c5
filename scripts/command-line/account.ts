import { randomBytes } from 'node:crypto'
import { deleteAccount } from '../../lib/accounts/delete-account'
import { choosePlan, createAccount } from '../../lib/accounts/mutations'
import { accountBySlug } from '../../lib/accounts/queries'
import { createUser } from '../../lib/auth/mutations'
import { userByEmail } from '../../lib/auth/queries'
import type { UserId } from '../../lib/db/ids'
import { removeExportFile } from '../../lib/exports/files'
import { removeFile } from '../../lib/imports/files'
import { type Arguments, oneOf } from './arguments'
import { print } from './print'
import { Failed, WrongUsage } from './usage'
import { emailGiven, orFail } from './who'

const planNames = ['trial', 'starter', 'growth', 'agency', 'unlimited'] as const

/** `account create SLUG --admin EMAIL [--plan PLAN]`, `account plan SLUG PLAN` and `account delete SLUG --yes`. */
export async function accountCommand(args: Arguments): Promise<number> {
  switch (args.words[1]) {
    case 'create':
      return create(args)
    case 'plan':
      return changePlan(args)
    case 'delete':
      return remove(args)
    default:
      throw new WrongUsage(
        'Say: account create SLUG --admin EMAIL, or: account plan SLUG PLAN, or: account delete SLUG --yes',
      )
  }
}

async function create(args: Arguments): Promise<number> {
  const slug = args.words[2]
  const adminGiven = args.text('admin')
  if (!slug || !adminGiven) throw new WrongUsage('Say: account create SLUG --admin EMAIL [--plan PLAN]')
  const admin = emailGiven(adminGiven)
  const plan = oneOf(args.text('plan'), planNames, '--plan') ?? 'trial'
  if (await accountBySlug(slug)) throw new Failed(`There is an account “${slug}” already.`)
  const { userId, password } = await adminFor(admin)
  orFail(await createAccount({ userId, name: slug, slug, plan }))
  const json = { object: 'account', slug, plan, admin, ...(password ? { password } : {}) }
  const sentence = `Account ${slug} is on the ${plan} plan. Its admin is ${admin}.`
  const signIn = password ? `\nSign in as ${admin} with the password ${password} (shown only now).` : ''
  await print(args.flag('json') ? JSON.stringify(json) : sentence + signIn)
  return 0
}

/** The person with this email, made with a password of our own when there is none. */
async function adminFor(email: string): Promise<{ userId: UserId; password: string | null }> {
  const user = await userByEmail(email)
  if (user) return { userId: user.userId, password: null }
  const password = randomBytes(15).toString('base64url')
  const name = email.split('@')[0] ?? email
  const { userId } = orFail(await createUser({ email, name, password }))
  return { userId, password }
}

async function changePlan(args: Arguments): Promise<number> {
  const [, , slug, word] = args.words
  const plan = oneOf(word, planNames, 'PLAN')
  if (!slug || !plan) throw new WrongUsage('Say: account plan SLUG PLAN')
  const account = await accountBySlug(slug)
  if (!account) throw new Failed(`There is no account “${slug}”.`)
  const { leadsMax } = orFail(await choosePlan(account.id, null, plan))
  const json = { object: 'account', slug, plan, leads_max: leadsMax }
  await print(args.flag('json') ? JSON.stringify(json) : `${slug} is on the ${plan} plan now.`)
  return 0
}

async function remove(args: Arguments): Promise<number> {
  const slug = args.words[2]
  if (!slug || args.words.length > 3) throw new WrongUsage('Say: account delete SLUG --yes')
  const account = await accountBySlug(slug)
  if (!account) throw new Failed(`There is no account “${slug}”.`)
  if (!args.flag('yes'))
    throw new Failed(`This deletes ${slug} with its ${account.leadCount} leads for good. Say it with --yes.`)
  const { leads } = orFail(await deleteAccount(account.id, { file: removeFile, exported: removeExportFile }))
  const json = { object: 'account', slug, deleted: true, leads }
  await print(args.flag('json') ? JSON.stringify(json) : `Deleted ${slug} with its ${leads} leads.`)
  return 0
}
