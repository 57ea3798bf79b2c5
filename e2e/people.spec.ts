import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { db } from '../lib/db/client'
import { until } from '../prisma/factories/import'
import { makePerson } from '../prisma/factories/person'
import { type Account, expect, join, type Person, test } from './fixtures'
import { looksRight } from './look'

const address = () => `luis-${randomBytes(5).toString('hex')}@acme.test`

/** Reads the invitation in the outbox, as an admin does in local mode, and gives back its link. */
async function linkTo(page: Page, { slug }: Account, email: string): Promise<string> {
  await until(async () => (await db().mail.count({ where: { recipient: email, status: 'sent' } })) > 0)
  await page.goto(`/${slug}/outbox`)
  await page.getByRole('row').filter({ hasText: email }).getByRole('link').first().click()
  const mail = page.frameLocator('iframe[title="The mail as HTML"]')
  return (await mail.getByRole('link', { name: 'Accept the invitation' }).getAttribute('href')) ?? ''
}

const members = (page: Page) => page.getByRole('table', { name: 'Members' })
const rowOf = (page: Page, email: string) => members(page).getByRole('row').filter({ hasText: email })

test('invited, joins in another window, becomes admin, is removed, and is out at once', async ({
  page,
  account,
  admin,
  visit,
  allow,
}) => {
  allow(/status of 404/)
  const { slug } = account
  const email = address()
  await page.goto(`/${slug}/settings/members`)
  await page.getByLabel('Emails').fill(`Luis <${email}>, ${admin.email}\nnot-an-email`)
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('“not-an-email” is not an email')
  await page.getByLabel('Emails').fill(`Luis <${email}>, ${admin.email}`)
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByText(`1 person invited. ${admin.email} is a member already.`).first()).toBeVisible()
  await expect(page.getByRole('table', { name: 'Invitations' })).toContainText(email)
  await looksRight(page, 'Members, with an invitation')

  const link = await linkTo(page, account, email)
  const luis = await visit(null)
  await luis.goto(link)
  await expect(luis.getByRole('heading', { name: 'Join Acme' })).toBeVisible()
  await looksRight(luis, 'Invitation, signed out')
  await luis.getByLabel('Choose a password').fill('short')
  await luis.getByRole('button', { name: 'Join Acme' }).click()
  await expect(luis.getByRole('main').getByRole('alert')).toContainText('Use at least 10 characters')
  await luis.getByLabel('Choose a password').fill('seven plain words')
  await luis.getByRole('button', { name: 'Join Acme' }).click()
  await expect(luis.getByRole('heading', { name: 'No leads yet.' })).toBeVisible()
  await luis.goto(link)
  await expect(luis.getByRole('heading', { name: 'This invitation can’t be used any more.' })).toBeVisible()

  await luis.goto(`/${slug}/settings/members`)
  await expect(luis.getByText('Only admins can change this.')).toBeVisible()
  await expect(luis.getByRole('button', { name: 'Send invitations' })).toHaveCount(0)
  await page.goto(`/${slug}/settings/members`)
  await rowOf(page, email).getByRole('button', { name: 'Make admin' }).click()
  await expect(rowOf(page, email)).toContainText('Admin')
  await luis.reload()
  await expect(luis.getByRole('button', { name: 'Send invitations' })).toBeVisible()

  await rowOf(page, email).getByRole('button', { name: 'Remove' }).click()
  await looksRight(page, 'Members, the question before removing')
  await page.getByRole('button', { name: 'Remove member' }).click()
  await expect(rowOf(page, email)).toHaveCount(0)
  expect((await luis.goto(`/${slug}/leads`))?.status()).toBe(404)
  await expect(luis.getByRole('heading', { level: 1 })).toContainText('You don’t have access to')
})

test('the last admin cannot go', async ({ page, account, admin }) => {
  await page.goto(`/${account.slug}/settings/members`)
  const said = page.getByRole('main').getByRole('alert')
  await rowOf(page, admin.email).getByRole('button', { name: 'Make member' }).click()
  await expect(said).toHaveText('An account needs one admin. Make someone else admin first.')
  await rowOf(page, admin.email).getByRole('button', { name: 'Leave' }).click()
  await page.getByRole('button', { name: 'Leave account' }).click()
  await expect(said).toHaveText('An account needs one admin. Make someone else admin first.')
})

test('a member leaves', async ({ account, member, visit }) => {
  await join(account, member)
  const page = await visit(member)
  await page.goto(`/${account.slug}/settings/members`)
  await rowOf(page, member.email).getByRole('button', { name: 'Leave' }).click()
  await page.getByRole('button', { name: 'Leave account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('My accounts')
  await expect(page.locator(`a[href="/${account.slug}/leads"]`)).toHaveCount(0)
})

test('an invitation opened as somebody else: switch, sign in, join', async ({
  page,
  account,
  member,
  visit,
}) => {
  const email = address()
  const password = 'seven plain words'
  await makePerson(email, { name: 'Luis', password })
  await page.goto(`/${account.slug}/settings/members`)
  await page.getByLabel('Emails').fill(email)
  await page.getByLabel('Role').selectOption('admin')
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await expect(page.getByText('1 person invited.').first()).toBeVisible()
  const link = await linkTo(page, account, email)

  // A window of its own session: switching ends it.
  const other = await signedInAnew(await visit(null), member)
  await other.goto(link)
  await expect(
    other.getByText(`This invitation is for ${email}. You’re signed in as ${member.email}.`),
  ).toBeVisible()
  await looksRight(other, 'Invitation for somebody else')
  await other.getByRole('button', { name: 'Switch account' }).click()
  await other.getByRole('link', { name: 'Sign in' }).click()
  await fillSignIn(other, { email, password })
  await expect(other.getByText(`invited ${email} to Acme as an admin.`)).toBeVisible()
  await other.getByRole('button', { name: 'Join Acme' }).click()
  await expect(other.getByRole('heading', { name: 'No leads yet.' })).toBeVisible()
  await other.goto(`/${account.slug}/settings/members`)
  await expect(rowOf(other, email)).toContainText('Admin')
})

test('an invitation that was withdrawn, and one that was sent anew', async ({ page, account, visit }) => {
  const email = address()
  await page.goto(`/${account.slug}/settings/members`)
  await page.getByLabel('Emails').fill(email)
  await page.getByRole('button', { name: 'Send invitations' }).click()
  const first = await linkTo(page, account, email)
  await page.goto(`/${account.slug}/settings/members`)
  await page.getByRole('button', { name: `Send again to ${email}` }).click()
  await expect(page.getByText(`${email} gets a new link. The one before is void.`).first()).toBeVisible()
  const nobody = await visit(null)
  await nobody.goto(first)
  await expect(nobody.getByRole('heading', { name: 'This invitation can’t be used any more.' })).toBeVisible()
  await looksRight(nobody, 'Invitation, void')
  await until(async () => (await db().mail.count({ where: { recipient: email, status: 'sent' } })) === 2)
  const second = await linkTo(page, account, email)
  await nobody.goto(second)
  await expect(nobody.getByRole('heading', { name: 'Join Acme' })).toBeVisible()
  await page.goto(`/${account.slug}/settings/members`)
  await page.getByRole('button', { name: `Withdraw the invitation of ${email}` }).click()
  await expect(page.getByRole('table', { name: 'Invitations' })).toHaveCount(0)
  await nobody.goto(second)
  await expect(nobody.getByRole('heading', { name: 'This invitation can’t be used any more.' })).toBeVisible()
})

test('a forgotten password: the link from the mailbox sets a new one and ends every session', async ({
  visit,
}) => {
  const email = address()
  await makePerson(email, { name: 'Luis', password: 'four plain words' })
  const luis = { email, password: 'four plain words' }
  const open = await signedInAnew(await visit(null), luis)
  const page = await visit(null)
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible()
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText(`If ${email} has a password here`).first()).toBeVisible()
  await looksRight(page, 'Forgot, asked')
  await until(
    async () => (await db().personMail.count({ where: { recipient: email, status: 'sent' } })) === 1,
  )
  await page.getByRole('link', { name: 'open the mailbox' }).click()
  await looksRight(page, 'Mailbox')
  await page.getByRole('row').filter({ hasText: email }).getByRole('link').click()
  const mail = page.frameLocator('iframe[title="The mail as HTML"]')
  const link = (await mail.getByRole('link', { name: 'Choose a new password' }).getAttribute('href')) ?? ''

  await page.goto(link)
  await looksRight(page, 'Set a new password')
  await page.getByLabel('New password').fill('four other words')
  await page.getByRole('button', { name: 'Set new password' }).click()
  await expect(page.getByText('Your password is changed and all sessions have ended.')).toBeVisible()
  await open.goto('/accounts')
  expect(new URL(open.url()).pathname).toBe('/sign-in')
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link can’t be used any more.' })).toBeVisible()
  await looksRight(page, 'Reset, void')
  await page.goto('/sign-in?next=/accounts')
  await fillSignIn(page, { email, password: 'four other words' })
  await expect(page.getByRole('heading', { name: 'You are not in any account.' })).toBeVisible()
})

test('changing the password on the profile ends the other sessions', async ({ visit }) => {
  const luis = { email: address(), password: 'four plain words' }
  await makePerson(luis.email, { name: 'Luis', password: luis.password })
  const page = await signedInAnew(await visit(null), luis)
  const other = await signedInAnew(await visit(null), luis)
  await page.goto('/profile')
  await expect(page.getByRole('table', { name: 'Sessions' }).getByRole('row')).toHaveCount(3)
  await looksRight(page, 'Profile')
  await page.getByLabel('Current password').fill('not this one')
  await page.getByLabel('New password').fill('four other words')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This is not your password.')
  await page.getByLabel('Current password').fill(luis.password)
  await page.getByLabel('New password').fill('four other words')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Password changed. Your other sessions have ended.').first()).toBeVisible()
  await expect(page.getByRole('table', { name: 'Sessions' }).getByRole('row')).toHaveCount(2)
  await other.goto('/accounts')
  expect(new URL(other.url()).pathname).toBe('/sign-in')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible()
})

type Credentials = Pick<Person, 'email' | 'password'>

async function signedInAnew(page: Page, credentials: Credentials): Promise<Page> {
  await page.goto('/sign-in?next=/accounts')
  await fillSignIn(page, credentials)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('My accounts')
  return page
}

async function fillSignIn(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
