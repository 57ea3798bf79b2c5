import { expect, test } from 'vitest'
import { makeAccount } from '../../prisma/factories/account'
import { db } from '../db/client'
import { newId, type UserId } from '../db/ids'
import { testDatabase } from '../db/test-database'
import { addMember, changeSlug, createAccount, renameAccount, setReportMailsToAdmins } from './mutations'
import {
  accountById,
  accountBySlug,
  accountsOf,
  mailsReportsToAdmins,
  membershipOf,
  membersOf,
} from './queries'

testDatabase()

test('a new account is on the trial, has its 100 places, and the person who made it is its admin', async () => {
  const userId = await person('ana')
  const made = await createAccount({ userId, name: '  Acme & Söhne ' })
  expect(made).toMatchObject({ kind: 'done', value: { slug: 'acme-sohne' } })
  expect(await accountsOf(userId)).toEqual([
    { slug: 'acme-sohne', name: 'Acme & Söhne', plan: 'trial', leadCount: 0, leadsMax: 100, role: 'admin' },
  ])
})

test('accounts named alike, made at the same moment, get slugs of their own', async () => {
  const userId = await person('bo')
  const made = await Promise.all(Array.from({ length: 12 }, () => createAccount({ userId, name: 'Twins' })))
  const slugs = made.map((result) => (result.kind === 'done' ? result.value.slug : result.kind))
  expect(new Set(slugs).size).toBe(12)
  expect(slugs).toContain('twins')
  expect(slugs).toContain('twins-9')
})

test('a slug that is taken, wrong or a page of ours is refused and leaves nothing behind', async () => {
  const userId = await person('cy')
  expect((await createAccount({ userId, name: 'First', slug: 'first' })).kind).toBe('done')
  const before = await db().account.count()
  for (const slug of ['first', 'Not A Slug', 'sign-in']) {
    expect(await createAccount({ userId, name: 'Second', slug })).toMatchObject({
      kind: 'invalid',
      fields: { slug: expect.any(String) },
    })
  }
  expect((await createAccount({ userId, name: '   ' })).kind).toBe('invalid')
  expect(await db().account.count()).toBe(before)
})

test('an added member is listed after the admins, and adding again changes the role', async () => {
  const [ana, luis] = [await person('ana.m'), await person('luis.m')]
  await createAccount({ userId: ana, name: 'Members', slug: 'members' })
  const account = await accountBySlug('members')
  if (!account) throw new Error('The account is missing.')
  await addMember({ accountId: account.id, userId: luis, role: 'member' })
  expect((await membersOf(account.id)).map((each) => [each.name, each.role])).toEqual([
    ['ana.m', 'admin'],
    ['luis.m', 'member'],
  ])
  await addMember({ accountId: account.id, userId: luis, role: 'admin' })
  expect((await membershipOf(luis, 'members'))?.role).toBe('admin')
})

test('who is not a member, and who asks for an account that is not there, get the same nothing', async () => {
  const [ana, eve] = [await person('ana.x'), await person('eve.x')]
  await createAccount({ userId: ana, name: 'Secret', slug: 'secret' })
  expect(await membershipOf(eve, 'secret')).toBeNull()
  expect(await membershipOf(eve, 'never-was')).toBeNull()
})

async function person(name: string): Promise<UserId> {
  const userId = newId() as UserId
  await db().user.create({ data: { id: userId, email: `${name}@acme.test`, name } })
  return userId
}

test('a renamed account keeps its slug', async () => {
  const { accountId, slug, userId } = await makeAccount({ name: 'Acme' })
  const other = await makeAccount({ name: 'Other' })
  expect(await renameAccount(accountId, userId, 'Acme & Sons')).toEqual({ kind: 'done', value: undefined })
  expect(await accountById(accountId)).toMatchObject({ name: 'Acme & Sons', slug })
  expect(await accountById(other.accountId)).toMatchObject({ name: 'Other' })
})

test('report mails to admins are on until they are switched off', async () => {
  const { accountId, userId } = await makeAccount()
  expect(await mailsReportsToAdmins(accountId)).toBe(true)
  await setReportMailsToAdmins(accountId, userId, false)
  expect(await mailsReportsToAdmins(accountId)).toBe(false)
})

test('an account that changes its address is found under the old ones too, and nobody else ever is', async () => {
  const { accountId, slug, userId } = await makeAccount()
  const next = `${slug}-next`
  expect(await changeSlug(accountId, userId, next)).toEqual({ kind: 'done', value: { slug: next } })
  for (const each of [slug, next])
    expect(await membershipOf(userId, each)).toMatchObject({ accountId, account: { slug: next } })
  const other = await makeAccount()
  for (const taken of [slug, next])
    expect(await changeSlug(other.accountId, other.userId, taken)).toMatchObject({ kind: 'invalid' })
  expect(await changeSlug(accountId, userId, slug)).toEqual({ kind: 'done', value: { slug } })
  expect(await accountById(accountId)).toMatchObject({ slug })
})

test('an account has five addresses at most, and no address that is none', async () => {
  const { accountId, slug, userId } = await makeAccount()
  const kinds = []
  for (let n = 1; n < 6; n++) kinds.push((await changeSlug(accountId, userId, `${slug}-${n}`)).kind)
  expect(kinds).toEqual(['done', 'done', 'done', 'done', 'refused'])
  for (const wrong of ['Not A Slug', 'mailbox', 'x'])
    expect(await changeSlug(accountId, userId, wrong)).toMatchObject({ kind: 'invalid' })
})

test('of two accounts that want one address at the same moment one gets it', async () => {
  const [one, two] = [await makeAccount(), await makeAccount()]
  const both = await Promise.all(
    [one, two].map(({ accountId, userId }) => changeSlug(accountId, userId, 'wanted-by-two')),
  )
  expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'invalid'])
})
